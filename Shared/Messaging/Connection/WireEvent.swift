import CRabbitMQ

/// What a broker says unasked.
enum WireEvent: Sendable, Equatable {
  case delivered(tag: UInt64, isRedelivered: Bool, Message)
  case confirmed(tag: UInt64, isMultiple: Bool, isAck: Bool)
  case returned(Message, reason: String)
  /// The broker ended the consumer: its queue is gone, or it failed over.
  case consumerCancelled
  case channelClosed(code: Int, reason: String)
  case connectionClosed(code: Int, reason: String)
  case blocked(reason: String)
  case unblocked
}

/// Puts a message together from its frames: the method, the header, and the pieces of the body.
///
/// Everything is copied out of the library's memory at once, which it takes back at the next call.
struct Assembly {
  /// Beyond this a body is refused: messages carry ids, never media.
  static let bodyLimit = 1 << 20

  private enum Head {
    case delivery(tag: UInt64, isRedelivered: Bool)
    case returned(reason: String)
  }

  private var head: Head?
  private var message = Message(exchange: "", routingKey: "", body: [])
  private var expected: Int?

  /// Takes a frame; returns an event when one is whole.
  mutating func take(_ frame: amqp_frame_t) throws(MessagingError) -> WireEvent? {
    switch Int32(frame.frame_type) {
    case AMQP_FRAME_METHOD: return try take(frame.payload.method)
    case AMQP_FRAME_HEADER:
      let size = frame.payload.properties.body_size
      guard head != nil, expected == nil, size <= UInt64(Self.bodyLimit) else {
        throw MessagingError(.unreachable, "the broker sent a header out of turn or a body of \(size) bytes")
      }
      if let decoded = frame.payload.properties.decoded {
        message.properties = Message.Properties(
          decoded.assumingMemoryBound(to: amqp_basic_properties_t.self).pointee)
      }
      expected = Int(size)
      message.body.reserveCapacity(Int(size))
      return finished()
    case AMQP_FRAME_BODY:
      let piece = frame.payload.body_fragment
      guard let expected, message.body.count + piece.len <= expected else {
        throw MessagingError(.unreachable, "the broker sent a piece of a body out of turn")
      }
      message.body += UnsafeRawBufferPointer(start: piece.bytes, count: piece.len)
      return finished()
    default: return nil
    }
  }

  private mutating func finished() -> WireEvent? {
    guard let head, message.body.count == expected else { return nil }
    defer {
      self.head = nil
      expected = nil
      message = Message(exchange: "", routingKey: "", body: [])
    }
    switch head {
    case .delivery(let tag, let isRedelivered):
      return .delivered(tag: tag, isRedelivered: isRedelivered, message)
    case .returned(let reason): return .returned(message, reason: reason)
    }
  }

  private mutating func take(_ method: amqp_method_t) throws(MessagingError) -> WireEvent? {
    guard head == nil else { throw MessagingError(.unreachable, "the broker broke a message off") }
    switch MethodID(rawValue: method.id) {
    case .deliver:
      let deliver = method.decoded.assumingMemoryBound(to: amqp_basic_deliver_t.self).pointee
      head = .delivery(tag: deliver.delivery_tag, isRedelivered: deliver.redelivered != 0)
      message = Message(exchange: String(deliver.exchange), routingKey: String(deliver.routing_key), body: [])
      return nil
    case .returned:
      let back = method.decoded.assumingMemoryBound(to: amqp_basic_return_t.self).pointee
      head = .returned(reason: String(back.reply_text))
      message = Message(exchange: String(back.exchange), routingKey: String(back.routing_key), body: [])
      return nil
    case .ack:
      let ack = method.decoded.assumingMemoryBound(to: amqp_basic_ack_t.self).pointee
      return .confirmed(tag: ack.delivery_tag, isMultiple: ack.multiple != 0, isAck: true)
    case .nack:
      let nack = method.decoded.assumingMemoryBound(to: amqp_basic_nack_t.self).pointee
      return .confirmed(tag: nack.delivery_tag, isMultiple: nack.multiple != 0, isAck: false)
    case .cancel: return .consumerCancelled
    case .channelClose:
      let close = method.decoded.assumingMemoryBound(to: amqp_channel_close_t.self).pointee
      return .channelClosed(code: Int(close.reply_code), reason: String(close.reply_text))
    case .connectionClose:
      let close = method.decoded.assumingMemoryBound(to: amqp_connection_close_t.self).pointee
      return .connectionClosed(code: Int(close.reply_code), reason: String(close.reply_text))
    case .blocked:
      let blocked = method.decoded.assumingMemoryBound(to: amqp_connection_blocked_t.self).pointee
      return .blocked(reason: String(blocked.reason))
    case .unblocked: return .unblocked
    case nil: return nil
    }
  }
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
