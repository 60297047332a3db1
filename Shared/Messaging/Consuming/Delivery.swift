/// A message that waits to be settled.
///
/// It belongs to the connection that brought it. When that is gone the broker delivers the message again, and
/// settling this delivery does nothing.
public struct Delivery: Sendable {
  public enum Settlement: Sendable, Equatable {
    case ack
    case nack(requeue: Bool)
  }

  public let message: Message
  /// Whether the broker has delivered it before, to anybody.
  public let isRedelivered: Bool
  /// How large the body was that is not kept, where the consumer asked for such messages, too.
  public internal(set) var droppedByteCount: UInt64?
  private let settle: @Sendable (Settlement) -> Void

  /// For brokers: `settle` is called with what the handler decides.
  public init(message: Message, isRedelivered: Bool, settle: @escaping @Sendable (Settlement) -> Void) {
    self.message = message
    self.isRedelivered = isRedelivered
    self.settle = settle
  }

  /// The message is dealt with; the broker forgets it.
  public func ack() { settle(.ack) }

  /// Gives the message back, to be delivered again, or, with `requeue` false, to the queue's dead-letter exchange.
  public func nack(requeue: Bool = true) { settle(.nack(requeue: requeue)) }
}
