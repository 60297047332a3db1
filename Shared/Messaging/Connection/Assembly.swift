import CRabbitMQ

/// Puts a message together from its frames: the method, the header, and the pieces of the body. A body beyond the
/// limit is let pass and not kept.
///
/// Everything is copied out of the library's memory at once, which it takes back at the next call.
struct Assembly {
  /// Beyond this a body is dropped: messages carry ids, never media.
  var bodyLimit: Int

  enum Head {
    case delivery(tag: UInt64, isRedelivered: Bool)
    case returned(reason: String)
  }

  private var head: Head?
  private var message = Message(exchange: "", routingKey: "", body: [])
  /// The size of the body, once the header has told it.
  private var size: UInt64?
  private var arrived: UInt64 = 0

  init(bodyLimit: Int = 1 << 20) { self.bodyLimit = bodyLimit }

  /// What of the body is kept so far.
  var keptByteCount: Int { message.body.count }

  /// Takes a frame; returns an event when one is whole.
  mutating func take(_ frame: amqp_frame_t) throws(MessagingError) -> WireEvent? {
    switch Int32(frame.frame_type) {
    case AMQP_FRAME_METHOD:
      // What is said of the connection may come between the pieces of a message.
      guard head == nil || frame.channel == 0 else {
        throw MessagingError(.unreachable, "the broker broke a message off")
      }
      return take(frame.payload.method)
    case AMQP_FRAME_HEADER:
      let properties = frame.payload.properties.decoded.map {
        Message.Properties($0.assumingMemoryBound(to: amqp_basic_properties_t.self).pointee)
      }
      return try announce(frame.payload.properties.body_size, properties)
    case AMQP_FRAME_BODY:
      let piece = frame.payload.body_fragment
      return try add(UnsafeRawBufferPointer(start: piece.bytes, count: piece.len))
    default: return nil
    }
  }

  mutating func begin(_ head: Head, exchange: String, routingKey: String) {
    self.head = head
    message = Message(exchange: exchange, routingKey: routingKey, body: [])
  }

  mutating func announce(
    _ size: UInt64, _ properties: Message.Properties?
  ) throws(MessagingError) -> WireEvent? {
    guard head != nil, self.size == nil else {
      throw MessagingError(.unreachable, "the broker sent a header out of turn")
    }
    self.size = size
    if let properties { message.properties = properties }
    if size <= bodyLimit { message.body.reserveCapacity(Int(size)) }
    return finished()
  }

  mutating func add(_ piece: UnsafeRawBufferPointer) throws(MessagingError) -> WireEvent? {
    guard let size, UInt64(piece.count) <= size - arrived else {
      throw MessagingError(.unreachable, "the broker sent a piece of a body out of turn")
    }
    arrived += UInt64(piece.count)
    if size <= bodyLimit { message.body += piece }
    return finished()
  }

  private mutating func finished() -> WireEvent? {
    guard let head, let size, arrived == size else { return nil }
    let message = message
    self = Assembly(bodyLimit: bodyLimit)
    switch head {
    case .delivery(let tag, _) where size > bodyLimit:
      return .deliveredTooLarge(tag: tag, message, byteCount: size)
    case .delivery(let tag, let isRedelivered):
      return .delivered(tag: tag, isRedelivered: isRedelivered, message)
    case .returned(let reason): return .returned(message, reason: reason)
    }
  }

  private mutating func take(_ method: amqp_method_t) -> WireEvent? {
    switch MethodID(rawValue: method.id) {
    case .deliver:
      let deliver = method.decoded.assumingMemoryBound(to: amqp_basic_deliver_t.self).pointee
      begin(
        .delivery(tag: deliver.delivery_tag, isRedelivered: deliver.redelivered != 0),
        exchange: String(deliver.exchange), routingKey: String(deliver.routing_key))
      return nil
    case .returned:
      let back = method.decoded.assumingMemoryBound(to: amqp_basic_return_t.self).pointee
      begin(
        .returned(reason: String(back.reply_text)), exchange: String(back.exchange),
        routingKey: String(back.routing_key))
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
