import CRabbitMQ

/// A channel is cheap beside a connection: when one has ended, another takes its place and its number.
extension Wire {
  static func openChannel(
    _ state: amqp_connection_state_t, _ settings: BrokerSettings
  ) throws(MessagingError) {
    _ = amqp_channel_open(state, Self.channel)
    try check(amqp_get_rpc_reply(state), "open a channel", settings)
  }

  /// Closes the channel and opens another. Whatever the broker said on the old one comes before its goodbye.
  func replaceChannel() throws(MessagingError) {
    let reply = amqp_channel_close(state, Self.channel, AMQP_REPLY_SUCCESS)
    // Both may close it at once; the broker's reason was a message, and comes again with that.
    if reply.reply_type == AMQP_RESPONSE_SERVER_EXCEPTION, reply.reply.id == MethodID.channelClose.rawValue {
      return try replaceClosedChannel()
    }
    try Self.check(reply, "close a channel", settings)
    try openAnother()
  }

  /// Opens another channel in place of one that the broker has closed. What was sent on the old one after that is
  /// dropped by the broker, up to this answer.
  func replaceClosedChannel() throws(MessagingError) {
    var answer = amqp_channel_close_ok_t()
    try check(amqp_send_method(state, Self.channel, Self.channelCloseOK, &answer), "close a channel")
    try openAnother()
  }

  /// `AMQP_CHANNEL_CLOSE_OK_METHOD`, a macro that does not come over into Swift.
  private static let channelCloseOK: amqp_method_number_t = 0x0014_0029

  private func openAnother() throws(MessagingError) {
    try forgetChannel()
    try Self.openChannel(state, settings)
  }
}
