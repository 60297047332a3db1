/// A message that waits to be settled.
///
/// It belongs to the connection that brought it. When that is gone the broker delivers the message again, and
/// settling this delivery does nothing.
public struct Delivery: Sendable {
  public enum Settlement: Sendable, Equatable {
    case ack
    case nack(requeue: Bool)
  }

  /// Behind one reference: a delivery goes through several hands, and a message has a dozen references to count.
  private final class Content: Sendable {
    let message: Message
    let isRedelivered: Bool
    let droppedByteCount: UInt64?
    let settle: @Sendable (Settlement) -> Void

    init(
      _ message: Message, _ isRedelivered: Bool, _ droppedByteCount: UInt64?,
      _ settle: @escaping @Sendable (Settlement) -> Void
    ) {
      self.message = message
      self.isRedelivered = isRedelivered
      self.droppedByteCount = droppedByteCount
      self.settle = settle
    }
  }

  private let content: Content

  public var message: Message { _read { yield content.message } }
  /// Whether the broker has delivered it before, to anybody.
  public var isRedelivered: Bool { content.isRedelivered }
  /// How large the body was that is not kept, where the consumer asked for such messages, too.
  public var droppedByteCount: UInt64? { content.droppedByteCount }

  /// For brokers: `settle` is called with what the handler decides.
  public init(
    message: Message, isRedelivered: Bool, droppedByteCount: UInt64? = nil,
    settle: @escaping @Sendable (Settlement) -> Void
  ) {
    content = Content(message, isRedelivered, droppedByteCount, settle)
  }

  /// The message is dealt with; the broker forgets it.
  public func ack() { content.settle(.ack) }

  /// Gives the message back, to be delivered again, or, with `requeue` false, to the queue's dead-letter exchange.
  public func nack(requeue: Bool = true) { content.settle(.nack(requeue: requeue)) }
}
