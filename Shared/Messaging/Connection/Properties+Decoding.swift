import CRabbitMQ

extension Message.Properties {
  /// Copies what the library decoded.
  init(_ raw: amqp_basic_properties_t) {
    func text(_ flag: Int32, _ bytes: amqp_bytes_t) -> String? {
      raw._flags & amqp_flags_t(flag) == 0 ? nil : String(bytes)
    }
    self.init(
      messageID: text(AMQP_BASIC_MESSAGE_ID_FLAG, raw.message_id), type: text(AMQP_BASIC_TYPE_FLAG, raw.type),
      correlationID: text(AMQP_BASIC_CORRELATION_ID_FLAG, raw.correlation_id),
      contentType: text(AMQP_BASIC_CONTENT_TYPE_FLAG, raw.content_type),
      isPersistent: raw._flags & amqp_flags_t(AMQP_BASIC_DELIVERY_MODE_FLAG) != 0 && raw.delivery_mode == 2)
    contentEncoding = text(AMQP_BASIC_CONTENT_ENCODING_FLAG, raw.content_encoding)
    appID = text(AMQP_BASIC_APP_ID_FLAG, raw.app_id)
    userID = text(AMQP_BASIC_USER_ID_FLAG, raw.user_id)
    replyTo = text(AMQP_BASIC_REPLY_TO_FLAG, raw.reply_to)
    if raw._flags & amqp_flags_t(AMQP_BASIC_TIMESTAMP_FLAG) != 0 { timestamp = raw.timestamp }
    guard raw._flags & amqp_flags_t(AMQP_BASIC_HEADERS_FLAG) != 0 else { return }
    headers = UnsafeBufferPointer(start: raw.headers.entries, count: Int(raw.headers.num_entries)).map {
      Message.Header(String($0.key), Message.HeaderValue($0.value))
    }
  }
}

extension Message.HeaderValue {
  init(_ raw: amqp_field_value_t) {
    switch amqp_field_value_kind_t(rawValue: UInt32(raw.kind)) {
    case AMQP_FIELD_KIND_UTF8, AMQP_FIELD_KIND_BYTES: self = .string(String(raw.value.bytes))
    case AMQP_FIELD_KIND_BOOLEAN: self = .bool(raw.value.boolean != 0)
    case AMQP_FIELD_KIND_I8: self = .int(Int64(raw.value.i8))
    case AMQP_FIELD_KIND_U8: self = .int(Int64(raw.value.u8))
    case AMQP_FIELD_KIND_I16: self = .int(Int64(raw.value.i16))
    case AMQP_FIELD_KIND_U16: self = .int(Int64(raw.value.u16))
    case AMQP_FIELD_KIND_I32: self = .int(Int64(raw.value.i32))
    case AMQP_FIELD_KIND_U32: self = .int(Int64(raw.value.u32))
    case AMQP_FIELD_KIND_I64: self = .int(raw.value.i64)
    case AMQP_FIELD_KIND_U64, AMQP_FIELD_KIND_TIMESTAMP: self = .int(Int64(clamping: raw.value.u64))
    case AMQP_FIELD_KIND_F32: self = .double(Double(raw.value.f32))
    case AMQP_FIELD_KIND_F64: self = .double(raw.value.f64)
    default: self = .unread
    }
  }
}
