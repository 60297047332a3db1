import Messaging
import Telemetry
import TestKit
import Testing

/// What costs a channel, or seems worth one: the connection stays, and everybody else goes on.
@Suite(.enabled(if: TestServers.hasRabbitMQ, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct BrokerChannelTests {
  @Test func `a refused message costs a channel, not the connection`() async throws {
    try await withProxy { broker, proxy, settings in
      let queue = try await broker.makeQueue()
      let publisher = Publisher(settings, logger: broker.logger)

      for _ in 1...5 {
        async let neighbour: Void = publisher.publish(message(to: queue))
        let refusal = await code {
          try await publisher.publish(Message(exchange: queue + "-missing", routingKey: "", body: []))
        }
        try await neighbour
        #expect(refusal == .topology)
      }
      await publisher.close()

      #expect(proxy.acceptances.count == 1)
      #expect(broker.hasLogged("the broker closed a channel"))
    }
  }

  @Test func `after a late confirm the channel is replaced, and that confirm settles nothing`() async throws {
    try await withProxy { broker, proxy, settings in
      let queue = try await broker.makeQueue()
      let publisher = Publisher(settings, logger: broker.logger)
      try await publisher.publish(message(to: queue))
      proxy.set(.hold, .toClient)
      async let patient: Void = publisher.publish(message(to: queue))
      let late = await code { try await publisher.publish(message(to: queue), timeout: .milliseconds(200)) }
      _ = await eventually { broker.hasLogged("taking a fresh channel") }
      // The first on the new channel; confirms of the old one with the same numbers are on their way.
      let unwanted = Task { await code { try await publisher.publish(message(to: queue + "-missing")) } }

      proxy.set(.pass, .toClient)

      try await patient
      #expect(late == .timeout)
      #expect(await unwanted.value == .unroutable)
      #expect(proxy.acceptances.count == 1)
      await publisher.close()
      // The patient one was sent twice.
      let depths = try await Inspector(broker.settings).depths(of: [queue])
      #expect(depths[queue]?.readyCount == 4)
    }
  }

  @Test func `a message too large to be taken goes to the dead letters, and its neighbours arrive`()
    async throws
  {
    try await withProxy { broker, proxy, settings in
      let exchange = try await broker.makeExchange(.fanout)
      let dead = try await broker.makeQueue()
      try await broker.bind(queue: dead, to: exchange, key: "")
      let queue = try await broker.makeQueue(deadLetterExchange: exchange)
      let foreign = Publisher(
        broker.settings, settings: PublisherSettings(bodyLimit: 8 << 20), logger: .silent)
      for size in [1, 3 << 20, 1 << 20, 1 << 20 + 1, 2] {
        try await foreign.publish(message(to: queue, size: size))
      }
      let consumer = Consumer(settings, queue: queue, logger: broker.logger)
      var sizes: [Int] = []
      for await delivery in consumer.deliveries {
        delivery.ack()
        sizes.append(delivery.message.body.count)
        if sizes.count == 3 { break }
      }
      await consumer.close()

      #expect(sizes == [1, 1 << 20, 2])
      #expect(proxy.acceptances.count == 1)
      let warnings = broker.log.entries.filter { $0.message.contains("too large") }
      #expect(warnings.map { $0.fields["bytes"] } == [.int(3 << 20), .int(1 << 20 + 1)])
      let areDead = try await eventually {
        try await Inspector(broker.settings).depths(of: [dead])[dead]?.readyCount == 2
      }
      #expect(areDead)
      await foreign.close()
    }
  }

  @Test func `a large message that no queue takes is told, on the same connection`() async throws {
    try await withProxy { broker, proxy, settings in
      let queue = try await broker.makeQueue()
      let publisher = Publisher(
        settings, settings: PublisherSettings(bodyLimit: 8 << 20), logger: broker.logger)

      let outcome = await code {
        try await publisher.publish(message(to: queue + "-missing", size: 3 << 20))
      }
      try await publisher.publish(message(to: queue))

      #expect(outcome == .unroutable)
      #expect(proxy.acceptances.count == 1)
      await publisher.close()
    }
  }

  private func message(to queue: String, size: Int = 1) -> Message {
    Message(exchange: "", routingKey: queue, body: [UInt8](repeating: 120, count: size))
  }

  private func code(_ body: () async throws -> Void) async -> MessagingError.Code? {
    do {
      try await body()
      return nil
    } catch {
      return (error as? MessagingError)?.code
    }
  }

  private func withProxy(
    _ body: (TestBroker, FaultProxy, BrokerSettings) async throws -> Void
  ) async throws {
    try await withBroker { broker in
      let proxy = try FaultProxy(to: broker.settings.port)
      defer { proxy.stop() }
      var settings = broker.settings
      settings.port = proxy.port
      try await body(broker, proxy, settings)
    }
  }
}
