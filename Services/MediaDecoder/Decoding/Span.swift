import MediaWire

/// A part of a file, in seconds of presentation time.
struct Span: Equatable {
  let start: Double
  let end: Double
  /// Whether it ends because of the order's limit, not because more was not wanted.
  let endsByLimit: Bool

  init(start: Double, end: Double, endsByLimit: Bool = false) {
    (self.start, self.end, self.endsByLimit) = (start, end, endsByLimit)
  }

  /// What sound, pictures and peaks are wanted of.
  init(of order: DecodeOrder) {
    let wanted = order.duration ?? .infinity
    self.init(
      start: order.start, end: order.start + min(wanted, order.durationLimit),
      endsByLimit: order.durationLimit < wanted)
  }

  /// Which of `count` samples from `time` on are within.
  func samples(from time: Double, count: Int, rate: Int) -> Range<Int> {
    let first = Self.index(of: start - time, rate, count)
    return first..<max(first, Self.index(of: end - time, rate, count))
  }

  private static func index(of seconds: Double, _ rate: Int, _ count: Int) -> Int {
    let position = (seconds * Double(rate)).rounded()
    guard position > 0 else { return 0 }
    return position >= Double(count) ? count : Int(position)
  }
}
