import MediaWire

/// Everyone who wants the sound: samples, fingerprints, peaks. What is mixed is mixed once for all of them.
final class SoundListeners {
  /// Where in the presentation a stretch is.
  struct Moment {
    let time: Double
    let rate: Int
    let isNewRun: Bool
  }

  private let order: DecodeOrder
  private let outbox: Outbox
  private let mono = FloatSpace()
  private var middle: Middle?
  private let parts: SoundParts?
  private var prints: [PrintMaker] = []
  private var peaks: PeakLine?
  private var rate = 0
  private var isJoined = false

  init(_ order: DecodeOrder, _ outbox: Outbox) {
    (self.order, self.outbox) = (order, outbox)
    parts = order.sound.map { SoundParts($0, outbox: outbox) }
    peaks = order.peaks.map { PeakLine(perSecond: $0.perSecond, start: order.start) }
  }

  /// Whether anything but fingerprints is wanted.
  var wantsSpan: Bool { order.sound != nil || order.peaks != nil || order.loudness != nil }

  /// Takes a stretch, of which `heard` is wanted as samples and peaks, and `printed` counts for fingerprints.
  func take(
    _ stretch: Stretch, _ moment: Moment, heard: Range<Int>, printed: Range<Int>
  ) throws(Failure) {
    if moment.rate != rate { try change(to: moment.rate) }
    if moment.isNewRun { isJoined = false }
    mono.grow(to: stretch.count)
    middle?.mix(stretch, into: mono.pointer)
    let mixed = Stretch(left: mono.pointer, right: mono.pointer, count: stretch.count)
    if !printed.isEmpty { for print in prints { try print.take(mixed.part(printed)) } }
    guard !heard.isEmpty else { return }
    let start = moment.time + Double(heard.lowerBound) / Double(rate)
    peaks?.take(mono.pointer + heard.lowerBound, count: heard.count, time: start, rate: rate)
    try send((order.sound?.channels == 2 ? stretch : mixed).part(heard), from: start)
  }

  /// Tells them that there is no more.
  func finish() throws(Failure) {
    try parts?.flush()
    for print in prints { outbox.send(.print(try print.finish())) }
    if prints.isEmpty, let wanted = order.prints {
      for speed in wanted.speeds {
        outbox.send(.print(Print(speed: speed, duration: 0, itemDuration: 0, items: [])))
      }
    }
    sendPeaks()
  }

  private func send(_ stretch: Stretch, from start: Double) throws(Failure) {
    guard let parts else { return }
    if !isJoined { try parts.restart(at: start, rate: rate) }
    isJoined = true
    try parts.take(stretch)
  }

  private func change(to rate: Int) throws(Failure) {
    self.rate = rate
    middle = Middle(rate: rate)
    isJoined = false
    if prints.isEmpty {
      for speed in order.prints?.speeds ?? [] { prints.append(try PrintMaker(speed: speed, rate: rate)) }
    } else {
      for print in prints { try print.restart(rate: rate) }
    }
  }

  private func sendPeaks() {
    guard let found = peaks?.finish() else { return }
    var rest = found[...]
    repeat {
      outbox.send(.peaks(Array(rest.prefix(PeakLine.messageLimit))))
      rest = rest.dropFirst(PeakLine.messageLimit)
    } while !rest.isEmpty
    peaks = nil
  }
}
