import Messaging
import TestKit
import Testing

/// What goes in comes out: the same of every broker.
@Suite(.timeLimit(.minutes(1))) struct BrokerContractTests {
  @Test(.enabled(if: TestServers.hasRabbitMQ, "\(TestServers.advice)"))
  func `the real broker is held to the contract, too`() {
    #expect(Subject.all.contains(.rabbit))
  }

  @Test(arguments: Subject.all) func `one caller's messages arrive in their order`(subject: Subject)
    async throws
  {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher()
      let consumer = stage.consumer(of: queue)
      let texts = (1...50).map { "message \($0)" }

      for text in texts { try await publisher.publish(Message(to: queue, text)) }
      var arrived: [String] = []
      for _ in texts { arrived.append(await consumer.next()?.text ?? "none") }

      #expect(arrived == texts)
      await publisher.close()
      await consumer.close()
    }
  }

  @Test(arguments: Subject.all) func `every property and every kind of header arrives as it was sent`(
    subject: Subject
  ) async throws {
    var message = Message(exchange: "", routingKey: "", body: Array("{}".utf8))
    message.properties = Message.Properties(
      messageID: "id-1", type: "influencer.requested", correlationID: "run-7",
      contentType: "application/json",
      headers: [
        Message.Header("text", .string("Grüße, 世界 🎵")), Message.Header("empty", .string("")),
        Message.Header("long", .string(String(repeating: "x", count: 4_000))),
        Message.Header("least", .int(.min)), Message.Header("most", .int(.max)),
        Message.Header("fraction", .double(-0.125)),
        Message.Header("yes", .bool(true)), Message.Header("no", .bool(false)),
        Message.Header("void", .unread),
      ])
    message.properties.contentEncoding = "utf-8"
    message.properties.appID = "hookline"
    message.properties.replyTo = "somebody"
    message.properties.timestamp = 1_700_000_000
    let sent = message

    let arrived = try await roundTrip(sent, subject)

    #expect(arrived == sent.properties)
  }

  @Test(arguments: Subject.all) func `what was left out stays out, but for an id`(subject: Subject)
    async throws
  {
    var sent = Message(exchange: "", routingKey: "", body: [])
    sent.properties.isPersistent = false

    var arrived = try await roundTrip(sent, subject)

    #expect(arrived?.messageID?.isEmpty == false)
    arrived?.messageID = nil
    #expect(arrived == sent.properties)
  }

  private func roundTrip(_ message: Message, _ subject: Subject) async throws -> Message.Properties? {
    let arrived = Box<Message?>(nil)
    try await subject.stage { stage in
      var message = message
      message.routingKey = try await stage.makeQueue()
      let publisher = stage.publisher()
      let consumer = stage.consumer(of: message.routingKey)
      try await publisher.publish(message)
      arrived.value = await consumer.next()
      #expect(arrived.value?.body == message.body)
      #expect(arrived.value?.routingKey == message.routingKey && arrived.value?.exchange == "")
      await publisher.close()
      await consumer.close()
    }
    return arrived.value?.properties
  }

  @Test(arguments: Subject.all) func `bodies of every size arrive whole`(subject: Subject) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher()
      let consumer = stage.consumer(of: queue)

      for count in [0, 1, 255, 4_096, 64 << 10] {
        let body = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await publisher.publish(Message(exchange: "", routingKey: queue, body: body))
        #expect(await consumer.next()?.body == body)
      }

      await publisher.close()
      await consumer.close()
    }
  }

  @Test(arguments: Subject.all) func `an exchange chooses queues by its kind`(subject: Subject) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher()
      let cases: [(ExchangeKind, binding: String, fitting: [String], others: [String])] = [
        (.direct, "a.b", ["a.b"], ["a", "a.b.c"]), (.topic, "a.*", ["a.b"], ["a", "a.b.c", "b.a"]),
        (.topic, "x.#", ["x", "x.y", "x.y.z"], ["y", "xx"]),
        (.topic, "#.end", ["end", "a.b.end"], ["end.a"]),
        (.fanout, "", ["anything"], []),
      ]

      for (kind, binding, fitting, others) in cases {
        let exchange = try await stage.makeExchange(kind)
        try await stage.bind(queue: queue, to: exchange, key: binding)
        for key in fitting {
          try await publisher.publish(Message(exchange: exchange, routingKey: key, body: Array(key.utf8)))
        }
        for key in others {
          let error = await #expect(throws: MessagingError.self) {
            try await publisher.publish(Message(exchange: exchange, routingKey: key, body: []))
          }
          #expect(error?.code == .unroutable, "\(kind) \(key)")
        }
      }

      let consumer = stage.consumer(of: queue)
      let arrived = await consumer.take(8).map(\.message)
      #expect(arrived.map(\.routingKey) == cases.flatMap(\.fitting))
      await publisher.close()
      await consumer.close()
    }
  }
}
