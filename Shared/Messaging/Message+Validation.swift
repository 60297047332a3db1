extension Message {
  /// What AMQP's short strings can hold; the library would end the process, or the broker the channel, over more.
  public func validate() throws(MessagingError) {
    let texts = [
      exchange, routingKey, properties.messageID, properties.type, properties.correlationID,
      properties.contentType,
      properties.contentEncoding, properties.appID, properties.userID, properties.replyTo,
    ]
    for text in texts.compactMap(\.self) + properties.headers.map(\.name) where text.utf8.count > 255 {
      throw MessagingError(
        .tooLarge, "\"\(text.prefix(40))…\" is longer than the 255 bytes that AMQP allows there")
    }
    for header in properties.headers {
      // The broker would end the connection over it, again and again.
      guard case .double(let number) = header.value, !number.isFinite else { continue }
      throw MessagingError(.invalid, "header \"\(header.name)\" is not a finite number")
    }
    let headerSize = properties.headers.reduce(0) {
      $0 + $1.name.utf8.count + ($1.value.text?.utf8.count ?? 8) + 8
    }
    guard headerSize <= 16 << 10 else {
      throw MessagingError(.tooLarge, "headers of about \(headerSize) bytes; 16,384 are the most")
    }
  }
}
