import CRabbitMQ

/// What a broker says unasked.
enum WireEvent: Sendable, Equatable {
  case delivered(tag: UInt64, isRedelivered: Bool, Message)
  /// A message whose body is too large to be taken; the body was dropped.
  case deliveredTooLarge(tag: UInt64, Message, byteCount: UInt64)
  case confirmed(tag: UInt64, isMultiple: Bool, isAck: Bool)
  /// A body that is too large to be taken is left out.
  case returned(Message, reason: String)
  /// The broker ended the consumer: its queue is gone, or it failed over.
  case consumerCancelled
  case channelClosed(code: Int, reason: String)
  case connectionClosed(code: Int, reason: String)
  case blocked(reason: String)
  case unblocked
}

/// The methods that a broker sends unasked: class in the upper half, method in the lower, as AMQP numbers them.
enum MethodID: UInt32 {
  case deliver = 0x003c_003c
  case returned = 0x003c_0032
  case ack = 0x003c_0050
  case nack = 0x003c_0078
  case cancel = 0x003c_001e
  case channelClose = 0x0014_0028
  case connectionClose = 0x000a_0032
  case blocked = 0x000a_003c
  case unblocked = 0x000a_003d
}

extension String {
  /// A copy of what the library holds; what is not text is mended.
  init(_ bytes: amqp_bytes_t) {
    self = String(decoding: UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len), as: UTF8.self)
  }
}
