/// What speaks for and against two videos being copies of one.
public struct VideoLikeness: Sendable, Equatable, Codable {
  /// Of the key frames of the video that has fewer, the part that the other one shows as well, at times that fit.
  public let share: Double
  /// The same, as a number of frames.
  public let frames: Int
  /// The mean distance of those frames, 0...1; 1 where there are none.
  public let distance: Double
  /// How much later the second video shows them, in seconds.
  public let offset: Double

  public init(share: Double, frames: Int, distance: Double, offset: Double) {
    (self.share, self.frames) = (share, frames)
    (self.distance, self.offset) = (distance, offset)
  }

  /// Whether one is a copy of the other, perhaps cropped, coded anew, recoloured or with a text on it. One or two frames are
  /// believed only when they are very much alike: strangers may have a scene in common.
  public var isSame: Bool {
    switch frames {
    case 3...: share >= 0.6
    case 2: share == 1 && distance <= 0.22
    case 1: share == 1 && distance <= 0.15
    default: false
    }
  }

  /// Several frames at times that fit may be this different each.
  static let perhaps: Float = 0.36
  /// Frames at times that differ by this much more than others still fit, in seconds: key frames of copies need not be the
  /// same frames.
  static let slack = 0.75
}

extension VideoPrint {
  /// Compares each frame with each of the other video, then keeps those pairs whose times are the same distance apart.
  public func likeness(to other: VideoPrint) -> VideoLikeness {
    let none = VideoLikeness(share: 0, frames: 0, distance: 1, offset: 0)
    guard !frames.isEmpty, !other.frames.isEmpty else { return none }
    // The most alike first.
    let pairs = self.pairs(with: other)
      .sorted { ($0.distance, $0.first, $0.second) < ($1.distance, $1.first, $1.second) }
    // Offsets that are nearly the same hold the same pairs.
    let step = VideoLikeness.slack / 4
    let offsets = Set(pairs.map { ($0.offset / step).rounded() }).sorted().map { $0 * step }
    guard let best = offsets.map({ aligned(pairs, by: $0) }).max(by: Self.isWorse), !best.isEmpty
    else { return none }
    let fewest = min(frames.count, other.frames.count)
    let distance = best.reduce(0) { $0 + Double($1.distance) } / Double(best.count)
    let offset = best.map(\.offset).sorted()[best.count / 2]
    return VideoLikeness(
      share: min(1, Double(best.count) / Double(fewest)), frames: best.count, distance: distance,
      offset: offset)
  }

  private struct Pair {
    let first: Int
    let second: Int
    let distance: Float
    let offset: Double
  }

  private func pairs(with other: VideoPrint) -> [Pair] {
    var pairs: [Pair] = []
    for (first, frame) in frames.enumerated() {
      let probe = FrameProbe(frame.descriptor)
      for (second, candidate) in other.frames.enumerated() {
        let distance = probe.distance(to: candidate.descriptor)
        guard distance <= VideoLikeness.perhaps else { continue }
        let offset = candidate.time - frame.time
        pairs.append(Pair(first: first, second: second, distance: distance, offset: offset))
      }
    }
    return pairs
  }

  /// The pairs that lie so far apart, each frame of either video at most once.
  private func aligned(_ pairs: [Pair], by offset: Double) -> [Pair] {
    var (firsts, seconds) = (UInt64(0), UInt64(0))
    return pairs.filter { pair in
      guard abs(pair.offset - offset) <= VideoLikeness.slack else { return false }
      let (first, second) = (UInt64(1) << UInt64(pair.first), UInt64(1) << UInt64(pair.second))
      guard firsts & first == 0, seconds & second == 0 else { return false }
      firsts |= first
      seconds |= second
      return true
    }
  }

  private static func isWorse(_ first: [Pair], _ second: [Pair]) -> Bool {
    func sum(_ pairs: [Pair]) -> Float { pairs.reduce(0) { $0 + $1.distance } }
    return (first.count, sum(second)) < (second.count, sum(first))
  }
}
