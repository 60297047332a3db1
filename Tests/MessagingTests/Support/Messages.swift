import Messaging

extension Message {
  /// To a queue, by the exchange that every broker has.
  init(to queue: String, _ text: String = "") {
    self.init(exchange: "", routingKey: queue, body: Array(text.utf8))
  }

  var text: String { String(decoding: body, as: UTF8.self) }
}

extension MessageConsumer {
  /// The next messages, as they come; fewer only when the consumer is closed.
  func take(_ count: Int) async -> [Delivery] {
    var taken: [Delivery] = []
    guard count > 0 else { return [] }
    for await delivery in deliveries {
      taken.append(delivery)
      if taken.count == count { break }
    }
    return taken
  }

  /// The next message, acked.
  func next() async -> Message? {
    let delivery = await take(1).first
    delivery?.ack()
    return delivery?.message
  }
}
