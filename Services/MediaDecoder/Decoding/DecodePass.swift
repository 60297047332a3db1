import CLibav
import Glibc
import MediaWire

/// One pass over the packets of a file, each given to the path that it belongs to.
final class DecodePass {
  struct Outcome {
    var wholeness = Ending.Wholeness.whole
    var reasons: [String] = []
    var faultCount = 0
    /// Why sound or pictures were given up, while the other went on.
    var lacks: [Failure] = []
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
  /// Of sound and of pictures: where time leaps ahead, and whether they were given up.
  private var soundJoint: Joint?
  private var pictureJoint: Joint?
  private var lacks: [Part: Failure] = [:]

  private enum Part { case sound, pictures }

  init(_ container: Container, _ work: Work, _ cancellation: Cancellation) {
    (self.container, self.cancellation) = (container, cancellation)
    (sound, pictures, order) = (work.sound, work.pictures, work.order)
    soundJoint = joint(of: sound?.streamIndex)
    pictureJoint = joint(of: pictures?.streamIndex)
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
    outcome.lacks = [lacks[.sound], lacks[.pictures]].compactMap { $0 }
    judge(ending, &outcome)
    return outcome
  }

  private func joint(of index: Int?) -> Joint? {
    guard let index, container.streams.indices.contains(index) else { return nil }
    return Joint(container.streams[index], limit: container.believedGap)
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
    guard container.seek(to: order.start - (sound == nil ? 0 : Self.leadIn)) else { return }
    sound?.noteSeek()
    pictures?.noteSeek()
  }

  private func read(_ packet: Packet) throws(Failure) -> Stop {
    var retries = 0
    while true {
      if isDone(.sound) && isDone(.pictures) { return .enough }
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

  private func isDone(_ part: Part) -> Bool {
    if lacks[part] != nil { return true }
    return part == .sound ? sound?.isDone != false : pictures?.isDone != false
  }

  /// False when it is time to give up.
  private func take(_ packet: Packet) throws(Failure) -> Bool {
    if let sound, packet.streamIndex == sound.streamIndex {
      soundJoint?.mend(packet.pointer)
      try attempt(.sound) { () throws(Failure) in try sound.take(packet.pointer) }
      return !sound.isHopeless
    }
    if let pictures, packet.streamIndex == pictures.streamIndex {
      pictureJoint?.mend(packet.pointer)
      try attempt(.pictures) { () throws(Failure) in try pictures.take(packet.pointer) }
      return !pictures.isHopeless
    }
    return true
  }

  /// Gives up sound or pictures alone when they fail, except for what leaves no hope for the other either.
  private func attempt(_ part: Part, _ body: () throws(Failure) -> Void) throws(Failure) {
    guard lacks[part] == nil else { return }
    do throws(Failure) { try body() } catch {
      guard error.code != .outOfMemory, error.code != .io else { throw error }
      lacks[part] = error
    }
  }

  private func finish() throws(Failure) {
    try attempt(.pictures) { () throws(Failure) in try pictures?.finish() }
    try attempt(.sound) { () throws(Failure) in try sound?.finish() }
    // What came before the fault is sent too; a second fault would say no more than the first.
    let lack = lacks.removeValue(forKey: .sound)
    try attempt(.sound) { () throws(Failure) in try sound?.close() }
    if let lack { lacks[.sound] = lack }
  }

  private func judge(_ stop: Stop, _ outcome: inout Outcome) {
    guard outcome.wholeness == .whole, lacks.isEmpty else { return }
    if outcome.faultCount > 0 {
      outcome.wholeness = .damaged
      outcome.reasons.append("\(outcome.faultCount) packets could not be decoded")
    }
    if stop == .end,
      let words = container.shortfall(reached: reached)
    {
      outcome.wholeness = .damaged
      outcome.reasons.append(words)
    }
    if sound?.isLimited == true || pictures?.isLimited == true {
      outcome.wholeness = .limited
      outcome.reasons.append("the limit of \(Int(order.durationLimit.rounded(.up))) seconds was reached")
    }
  }

  /// The time up to which there was anything, by the file's own stamps.
  private var reached: Double {
    max(
      (sound?.reached ?? 0) + (soundJoint?.seconds ?? 0),
      (pictures?.reached ?? 0) + (pictureJoint?.seconds ?? 0))
  }
}
