import CRabbitMQ

/// Every code of the library and of the broker becomes an error here and nowhere else.
extension Wire {
  /// What an answered call came to.
  static func check(
    _ reply: amqp_rpc_reply_t, _ task: String, _ settings: BrokerSettings
  ) throws(MessagingError) {
    switch reply.reply_type {
    case AMQP_RESPONSE_NORMAL: return
    case AMQP_RESPONSE_SERVER_EXCEPTION: throw refusal(reply.reply, task, settings)
    default: throw failure(reply.library_error, task, settings)
    }
  }

  /// A status of the library.
  static func failure(_ status: Int32, _ task: String, _ settings: BrokerSettings) -> MessagingError {
    let reason = amqp_error_string2(status).map { String(cString: $0) } ?? "unknown error \(status)"
    let code: MessagingError.Code =
      switch amqp_status_enum(rawValue: status) {
      case AMQP_STATUS_SSL_ERROR, AMQP_STATUS_SSL_HOSTNAME_VERIFY_FAILED, AMQP_STATUS_SSL_PEER_VERIFY_FAILED,
        AMQP_STATUS_SSL_CONNECTION_FAILED:
        .tls
      case AMQP_STATUS_INCOMPATIBLE_AMQP_VERSION, AMQP_STATUS_BROKER_UNSUPPORTED_SASL_METHOD:
        .unsupportedBroker
      // Who answers a login with something else speaks another protocol.
      case AMQP_STATUS_WRONG_METHOD where task == "log in", AMQP_STATUS_BAD_AMQP_DATA where task == "log in":
        .unsupportedBroker
      case AMQP_STATUS_INVALID_PARAMETER, AMQP_STATUS_TABLE_TOO_BIG: .configuration
      default: .unreachable
      }
    return MessagingError(
      code, "\(task): the broker at \(settings): \(reason)\(advice(code, task, settings))")
  }

  private static func advice(
    _ code: MessagingError.Code, _ task: String, _ settings: BrokerSettings
  ) -> String {
    switch code {
    case .tls: "; check the authority's file, and that the certificate is for this host's name"
    case .unsupportedBroker: otherPort
    // A port with TLS ends a connection that begins without.
    case .unreachable where task == "log in" && settings.tls == nil: otherPort
    case .unreachable where task == "connect": "; check that RabbitMQ runs there"
    default: ""
    }
  }

  private static let otherPort =
    "; check that it is RabbitMQ's AMQP 0-9-1 port, and write amqps:// if it is one with TLS"

  /// A close of the connection or the channel by the broker, as the answer to a call.
  private static func refusal(
    _ method: amqp_method_t, _ task: String, _ settings: BrokerSettings
  ) -> MessagingError {
    switch MethodID(rawValue: method.id) {
    case .connectionClose:
      let close = method.decoded.assumingMemoryBound(to: amqp_connection_close_t.self).pointee
      return refusal(Int(close.reply_code), String(close.reply_text), task, settings)
    case .channelClose:
      let close = method.decoded.assumingMemoryBound(to: amqp_channel_close_t.self).pointee
      return refusal(Int(close.reply_code), String(close.reply_text), task, settings)
    default: return MessagingError(.unreachable, "\(task): the broker at \(settings) broke off")
    }
  }

  /// A reply code of AMQP 0-9-1; the text is the broker's.
  static func refusal(
    _ code: Int, _ text: String, _ task: String, _ settings: BrokerSettings
  ) -> MessagingError {
    let kind: MessagingError.Code =
      switch code {
      case 403: task == "log in" ? .authentication : .permission
      case 530: .permission
      case 404, 405, 406: .topology
      case 311: .tooLarge
      default: .unreachable
      }
    return MessagingError(kind, "\(task): the broker at \(settings) refused: \(text)")
  }
}
