import CLibav
import MediaWire

/// Decodes the sound of a file and gives it to whoever wants it.
final class SoundPath {
  /// Samples a second: below it there is nothing to hear, and at any useful rate every byte would become a flood.
  private static let leastRate = 100
  private static let highestRate = 1_000_000

  let streamIndex: Int
  private let decoder: StreamDecoder
  private let timeBase: Double
  private let zero: Double
  private let span: Span
  private let printSpan: Span?
  private let listeners: SoundListeners
  private let loudness: LoudnessLine?
  private let planes = Planes()
  private var clock = SoundClock()

  private(set) var hasDecoded = false
  /// Seconds of sound decoded of what was wanted.
  private(set) var secondsTaken = 0.0
  /// Whether the order's limit cut off some of it.
  private(set) var isLimited = false

  init(_ stream: Container.Stream, zero: Double, order: DecodeOrder, outbox: Outbox) throws(Failure) {
    streamIndex = Int(stream.pointee.index)
    decoder = try StreamDecoder.open(stream, pixelLimit: order.pixelLimit)
    (timeBase, self.zero) = (av_q2d(stream.pointee.time_base), zero)
    span = Span(of: order)
    printSpan = order.prints.map { Span(start: 0, end: min($0.limit, order.durationLimit)) }
    listeners = SoundListeners(order, outbox)
    loudness = order.loudness.map { LoudnessLine($0, outbox: outbox) }
  }

  var faultCount: Int { decoder.faults.count }
  func noteSeek() { decoder.faults.noteSeek() }
  var isHopeless: Bool { decoder.faults.isHopeless }
  /// The time up to which there was sound.
  var reached: Double { clock.now }

  /// Whether nobody wants more.
  var isDone: Bool {
    let now = clock.now
    let isHeard = !listeners.wantsSpan || now > span.end
    return hasDecoded && isHeard && now >= (printSpan?.end ?? 0)
  }

  func take(_ packet: UnsafePointer<AVPacket>) throws(Failure) {
    guard !isDone else { return noteLimit() }
    try decoder.decode(packet) { frame throws(Failure) in try self.take(frame) }
  }

  func finish() throws(Failure) {
    if !isDone { try decoder.decode(nil) { frame throws(Failure) in try self.take(frame) } }
  }

  /// Sends what was gathered, after the last frame.
  func close() throws(Failure) {
    guard hasDecoded else { return }
    try listeners.finish()
    loudness?.finish()
  }

  private func noteLimit() {
    if span.endsByLimit && listeners.wantsSpan { isLimited = true }
  }

  private func take(_ frame: StreamDecoder.Frame) throws(Failure) {
    let rate = Int(frame.pointee.sample_rate)
    guard rate >= Self.leastRate else {
      throw Failure(.unsupported, "sound of fewer than \(Self.leastRate) samples a second is not decoded")
    }
    guard rate <= Self.highestRate else { throw Failure(.unreadable, "the sound has an impossible rate") }
    let stretch = try planes.stretch(of: frame)
    let stamp = frame.pointee.best_effort_timestamp
    let time = stamp == hookline_av_no_time ? nil : Double(stamp) * timeBase - zero
    let place = clock.place(time, count: stretch.count, rate: rate)
    hasDecoded = true
    let heard = span.samples(from: place.start, count: stretch.count, rate: rate)
    if heard.upperBound < stretch.count && place.start + Double(stretch.count) / Double(rate) > span.end {
      noteLimit()
    }
    let printed = printSpan?.samples(from: place.start, count: stretch.count, rate: rate) ?? 0..<0
    let moment = SoundListeners.Moment(time: place.start, rate: rate, isNewRun: place.isNewRun)
    try listeners.take(stretch, moment, heard: heard, printed: printed)
    try loudness?.take(frame, stretch, heard)
    secondsTaken += Double(listeners.wantsSpan ? heard.count : printed.count) / Double(rate)
  }
}
