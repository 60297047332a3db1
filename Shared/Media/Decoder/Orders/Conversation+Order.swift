import Lifecycle
import MediaWire

extension Conversation {
  /// Gives an order and listens to the end of it.
  func carryOut(
    _ order: DecodeOrder, on file: MediaFile, _ settings: DecoderSettings, _ consume: (Reply) throws -> Void
  ) throws(Breakdown) -> Outcome {
    child.allow(processorTime: settings.cpuLimit)
    guard tell(.order, order.bytes, passing: file.descriptor) else { throw .stale }
    return try listen(ReplyRules(order, number: number), consume)
  }
}
