import CRabbitMQ
import Glibc

extension Wire {
  /// Writes a message; mandatory, so that one which no queue takes comes back. Success means written, no more.
  func publish(_ message: Message) throws(MessagingError) {
    var arena = TableArena()
    let status = Self.withProperties(message.properties, &arena) { properties in
      withBytes(message.exchange) { exchange in
        withBytes(message.routingKey) { key in
          message.body.withUnsafeBytes { body in
            // The library only reads what the pointer names.
            let bytes = amqp_bytes_t(
              len: body.count, bytes: UnsafeMutableRawPointer(mutating: body.baseAddress))
            return amqp_basic_publish(state, Self.channel, exchange, key, 1, 0, properties, bytes)
          }
        }
      }
    }
    try check(status, "publish")
  }

  func ack(_ tag: UInt64, isMultiple: Bool) throws(MessagingError) {
    try check(amqp_basic_ack(state, Self.channel, tag, isMultiple ? 1 : 0), "ack")
  }

  func nack(_ tag: UInt64, requeue: Bool) throws(MessagingError) {
    try check(amqp_basic_nack(state, Self.channel, tag, 0, requeue ? 1 : 0), "nack")
  }

  /// Lets the kernel gather what is written into full packets, and sends the rest when it ends: the library writes
  /// each frame by itself, and each packet of its own wakes the broker.
  func holdBack(_ isHeld: Bool) {
    var flag: Int32 = isHeld ? 1 : 0
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_CORK, &flag, socklen_t(MemoryLayout<Int32>.size))
  }

  func check(_ status: Int32, _ task: String) throws(MessagingError) {
    guard status == AMQP_STATUS_OK.rawValue else { throw failure(status, task) }
  }

  func withBytes<Result>(_ text: String, _ body: (amqp_bytes_t) -> Result) -> Result {
    var text = text
    return text.withUTF8 {
      body(amqp_bytes_t(len: $0.count, bytes: UnsafeMutableRawPointer(mutating: $0.baseAddress)))
    }
  }

  private static func withProperties<Result>(
    _ source: Message.Properties, _ arena: inout TableArena,
    _ body: (UnsafePointer<amqp_basic_properties_t>) -> Result
  ) -> Result {
    var raw = amqp_basic_properties_t()
    raw._flags = amqp_flags_t(AMQP_BASIC_DELIVERY_MODE_FLAG)
    raw.delivery_mode = source.isPersistent ? 2 : 1
    func set(_ flag: Int32, _ text: String?, _ field: WritableKeyPath<amqp_basic_properties_t, amqp_bytes_t>)
    {
      guard let text else { return }
      raw._flags |= amqp_flags_t(flag)
      raw[keyPath: field] = arena.bytes(text)
    }
    set(AMQP_BASIC_MESSAGE_ID_FLAG, source.messageID, \.message_id)
    set(AMQP_BASIC_TYPE_FLAG, source.type, \.type)
    set(AMQP_BASIC_CORRELATION_ID_FLAG, source.correlationID, \.correlation_id)
    set(AMQP_BASIC_CONTENT_TYPE_FLAG, source.contentType, \.content_type)
    set(AMQP_BASIC_CONTENT_ENCODING_FLAG, source.contentEncoding, \.content_encoding)
    set(AMQP_BASIC_APP_ID_FLAG, source.appID, \.app_id)
    set(AMQP_BASIC_USER_ID_FLAG, source.userID, \.user_id)
    set(AMQP_BASIC_REPLY_TO_FLAG, source.replyTo, \.reply_to)
    if let timestamp = source.timestamp {
      raw._flags |= amqp_flags_t(AMQP_BASIC_TIMESTAMP_FLAG)
      raw.timestamp = timestamp
    }
    if !source.headers.isEmpty {
      raw._flags |= amqp_flags_t(AMQP_BASIC_HEADERS_FLAG)
      raw.headers = arena.table(source.headers.map { ($0.name, $0.value) })
    }
    return withUnsafePointer(to: raw, body)
  }
}
