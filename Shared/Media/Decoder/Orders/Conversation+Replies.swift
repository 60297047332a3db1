import Lifecycle
import MediaWire

extension Conversation {
  enum Outcome {
    case done(MediaInfo, MediaWire.Ending)
    case failed(Failure)
  }

  /// The first words of a child.
  func hello() throws(Breakdown) -> Hello {
    try checkIn()
    let header = try header()
    guard header.kind == .hello, header.order == 0, header.count <= 2 * Wire.textLimit else {
      throw .violation("\(header.kind) instead of hello")
    }
    guard case .hello(let hello) = try reply(header) else { throw .violation("no hello") }
    return hello
  }

  /// Gives an order and listens until it ends.
  func carryOut(
    _ order: DecodeOrder, on file: MediaFile, _ settings: DecoderSettings, _ consume: (Reply) throws -> Void
  ) throws(Breakdown) -> Outcome {
    child.allow(processorTime: settings.cpuLimit)
    guard tell(.order, order.bytes, passing: file.descriptor) else { throw .stale }
    return try listen(ReplyRules(order, number: number), consume)
  }

  /// What the consumer throws stops the child.
  private func listen(_ rules: ReplyRules, _ consume: (Reply) throws -> Void) throws(Breakdown) -> Outcome {
    var rules = rules
    var info: MediaInfo?
    while true {
      try checkIn()
      let header = try header()
      if info == nil, number > 1, header.order == number - 1 { throw .stale }
      rules.isCancelled = stopping != nil
      try heed { () throws(WireError) in try rules.check(header) }
      let reply = try reply(header)
      rules.isCancelled = stopping != nil
      try heed { () throws(WireError) in try rules.check(reply) }
      switch reply {
      case .end(let ending):
        guard let info else { return .failed(Failure(.unreadable, "called off")) }
        return .done(info, ending)
      case .failure(let failure): return .failed(failure)
      case .about(let about): info = about
      default: break
      }
      try pass(reply, to: consume)
    }
  }

  private func pass(_ reply: Reply, to consume: (Reply) throws -> Void) throws(Breakdown) {
    guard stopping == nil else { return }
    do {
      try consume(reply)
    } catch {
      try stop(for: error)
    }
  }

  private func header() throws(Breakdown) -> MessageHeader {
    let bytes = try read(MessageHeader.byteCount)
    return try heed { () throws(WireError) in try MessageHeader(bytes) }
  }

  /// Samples and pixels come straight to where they stay; the rest is small.
  private func reply(_ header: MessageHeader) throws(Breakdown) -> Reply {
    switch header.kind {
    case .sound where header.count >= SoundPart.headCount && header.count.isMultiple(of: 4):
      let head = try read(SoundPart.headCount)
      let samples: [Float] = try array(of: (header.count - SoundPart.headCount) / 4)
      return try heed { () throws(WireError) in .sound(try SoundPart(head: head, samples: samples)) }
    case .picture where header.count >= Picture.headCount:
      let head = try read(Picture.headCount)
      let pixels = try read(header.count - Picture.headCount)
      return try heed { () throws(WireError) in .picture(try Picture(head: head, pixels: pixels)) }
    default:
      let payload = try read(header.count)
      return try heed { () throws(WireError) in try Reply(header.kind, payload) }
    }
  }

  private func heed<Value>(_ body: () throws(WireError) -> Value) throws(Breakdown) -> Value {
    do throws(WireError) { return try body() } catch { throw .violation(error.description) }
  }
}
