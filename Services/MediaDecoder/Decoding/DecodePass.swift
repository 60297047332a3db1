import CLibav
import Glibc
import MediaWire

/// One pass over the packets of a file, each given to the path that it belongs to.
final class DecodePass {
  struct Outcome {
    var wholeness = Ending.Wholeness.whole
    var reasons: [String] = []
    var faultCount = 0
  }

  /// How far ahead of sound's beginning a codec must have heard, in seconds.
  private static let leadIn = 0.5
  /// How often a file may have nothing to give just now.
  private static let retryLimit = 1000

  private let container: Container
  private let sound: SoundPath?
  private let pictures: PicturePath?
  private let order: DecodeOrder
  private let cancellation: Cancellation

  init(_ container: Container, _ work: Work, _ cancellation: Cancellation) {
    (self.container, self.cancellation) = (container, cancellation)
    (sound, pictures, order) = (work.sound, work.pictures, work.order)
  }

  func run() throws(Failure) -> Outcome {
    var outcome = Outcome()
    selectStreams()
    seek()
    let packet = try Packet()
    let ending = try read(packet)
    switch ending {
    case .cancelled: outcome.wholeness = .cancelled
    case .unreadable:
      outcome.wholeness = .damaged
      outcome.reasons.append("the file could not be read to its end")
    case .hopeless:
      outcome.wholeness = .damaged
      outcome.reasons.append("too much of the file could not be decoded")
    case .end, .enough: break
    }
    if ending != .cancelled { try finish() }
    outcome.faultCount = (sound?.faultCount ?? 0) + (pictures?.faultCount ?? 0)
    judge(ending, &outcome)
    return outcome
  }

  private enum Stop { case end, enough, cancelled, unreadable, hopeless }

  private func selectStreams() {
    let wanted = [sound?.streamIndex, pictures?.streamIndex].compactMap { $0 }
    for stream in container.streams where !wanted.contains(Int(stream.pointee.index)) {
      stream.pointee.discard = AVDISCARD_ALL
    }
  }

  /// Goes to just before the start. Where that fails everything up to the start is decoded and dropped.
  private func seek() {
    // Fingerprints begin where the file does.
    guard order.start > 1, order.prints == nil || sound == nil, container.source.isSeekable else { return }
    container.seek(to: order.start - (sound == nil ? 0 : Self.leadIn))
  }

  private func read(_ packet: Packet) throws(Failure) -> Stop {
    var retries = 0
    while true {
      if sound?.isDone != false && pictures?.isDone != false { return .enough }
      if cancellation.check() { return .cancelled }
      let result = av_read_frame(container.format, packet.pointer)
      if result == hookline_av_error_eof {
        return container.source.fault == nil ? .end : .unreadable
      }
      if result == hookline_av_error(EAGAIN), retries < Self.retryLimit {
        retries += 1
        continue
      }
      guard result != hookline_av_error(ENOMEM) else { throw Failure(.outOfMemory, "no memory to read with") }
      guard result >= 0 else { return .unreadable }
      defer { packet.clear() }
      guard try take(packet) else { return .hopeless }
    }
  }

  /// False when it is time to give up.
  private func take(_ packet: Packet) throws(Failure) -> Bool {
    if let sound, packet.streamIndex == sound.streamIndex {
      try sound.take(packet.pointer)
      return !sound.isHopeless
    }
    if let pictures, packet.streamIndex == pictures.streamIndex {
      try pictures.take(packet.pointer)
      return !pictures.isHopeless
    }
    return true
  }

  private func finish() throws(Failure) {
    try pictures?.finish()
    try sound?.finish()
  }

  private func judge(_ stop: Stop, _ outcome: inout Outcome) {
    guard outcome.wholeness == .whole else { return }
    if outcome.faultCount > 0 {
      outcome.wholeness = .damaged
      outcome.reasons.append("\(outcome.faultCount) packets could not be decoded")
    }
    if stop == .end,
      let words = container.shortfall(reached: max(sound?.reached ?? 0, pictures?.reached ?? 0))
    {
      outcome.wholeness = .damaged
      outcome.reasons.append(words)
    }
    if sound?.isLimited == true || pictures?.isLimited == true {
      outcome.wholeness = .limited
      outcome.reasons.append("the limit of \(Int(order.durationLimit.rounded(.up))) seconds was reached")
    }
  }
}
