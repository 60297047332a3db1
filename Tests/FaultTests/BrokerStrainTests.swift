import Messaging
import Telemetry
import TestKit
import Testing

/// What a broker does to consumers and publishers that it serves badly. They share one, which takes seconds to start.
@Suite(.enabled(if: TestServers.hasRabbitMQ, "\(TestServers.advice)"), .timeLimit(.minutes(3)))
struct BrokerStrainTests {
  @Test func `consumers and publishers outlive what their broker does to them`() async throws {
    try await withRabbitMQServer { server in
      try await outliveConsumerTimeout(server)
      try await outliveRevokedRead(server)
      try await outliveFullSockets(server)
    }
  }

  /// A delivery held too long costs the channel; the message comes again, and the ack of the old one means nothing.
  private func outliveConsumerTimeout(_ server: PrivateBroker) async throws {
    let broker = server.broker
    // Longer than a channel must have lived to be replaced alone, by more than a busy machine may take to begin.
    try await server.limitDeliveries(to: .seconds(4), lookingEach: .milliseconds(200))
    let queue = try await broker.makeQueue()
    let publisher = Publisher(broker.settings, logger: .silent)
    try await publisher.publish(message("held", to: queue))
    let consumer = Consumer(
      broker.settings, queue: queue, settings: ConsumerSettings(prefetch: 1), logger: broker.logger)
    let old = await next(of: consumer)
    let start = ContinuousClock.now
    let again = await next(of: consumer)
    let waited = ContinuousClock.now - start
    // Both have the number 1, each on its channel: taken for the new one's, it would settle the message.
    old?.ack()
    await consumer.close()
    try await publisher.publish(message("marker", to: queue))
    let heir = Consumer(broker.settings, queue: queue, logger: .silent)
    let last = await next(of: heir)
    last?.ack()
    await heir.close()
    await publisher.close()
    try await server.limitDeliveries(to: .seconds(1_800), lookingEach: .seconds(60))

    #expect(old?.isRedelivered == false && again?.isRedelivered == true)
    #expect(
      [old, again, last].map { $0.map { String(decoding: $0.message.body, as: UTF8.self) } } == [
        "held", "held", "held",
      ])
    #expect(waited < .seconds(15))
    #expect(broker.hasLogged("the broker closed a channel") && !broker.hasLogged("no broker connection"))
  }

  /// A consumer that may not read says why, and reads again when it may.
  private func outliveRevokedRead(_ server: PrivateBroker) async throws {
    let broker = server.broker
    try await withTraffic(on: broker, through: broker.settings) { traffic in
      await traffic.publish(1...5, timeout: .seconds(30))
      let hasBegun = await eventually { traffic.receivedCount == 5 }
      try await broker.permit(write: ".*", read: "^$")
      try await server.closeConnections()
      let isTold = await eventually(within: .seconds(20)) {
        hasWarned(broker) {
          $0.contains("consume from queue \"\(traffic.queue)\"") && $0.contains("ACCESS_REFUSED")
        }
      }
      await traffic.publish(6...10, timeout: .seconds(30))
      let countMeanwhile = traffic.receivedCount

      try await broker.permit(write: ".*", read: ".*")

      let isComplete = await eventually(within: .seconds(40)) { traffic.isComplete }
      #expect(hasBegun && isTold && countMeanwhile == 5)
      #expect(isComplete && traffic.isHonest && traffic.confirmedCount == 10)
    }
  }

  /// Where word of the alarm is late, large bodies fill the sockets, and a write hangs in the library; acks have a
  /// connection of their own.
  private func outliveFullSockets(_ server: PrivateBroker) async throws {
    let broker = server.broker
    let proxy = try FaultProxy(to: broker.settings.port, bufferByteCount: 64 << 10)
    defer { proxy.stop() }
    try await withHeldMessages(on: broker) { held in
      try await withTraffic(on: broker, through: broker.settings, publishingThrough: proxy.port) { traffic in
        await traffic.publish(1...5, timeout: .seconds(30), size: 65_000)
        proxy.set(.hold, .toClient)
        try await server.raiseMemoryAlarm(true)
        await traffic.publish(6...505, timeout: .seconds(2), size: 65_000)
        let (codes, slowest) = (traffic.codes, traffic.slowest)
        let acksPass = await held.settle()
        let hung = await eventually(within: .seconds(25)) {
          hasWarned(broker) { $0.hasPrefix("publish:") }
        }

        proxy.set(.pass, .toClient)
        try await server.raiseMemoryAlarm(false)
        await traffic.publish(506...525, timeout: .seconds(60), size: 65_000)

        #expect(codes == [.timeout] && slowest < .seconds(4), "\(slowest)")
        #expect(acksPass)
        #expect(hung, "the sockets have taken everything, and no write has hung")
        let isComplete = await eventually(within: .seconds(30)) { traffic.isComplete }
        #expect(isComplete && traffic.isHonest && traffic.confirmedCount == 25, "\(traffic.codes)")
      }
    }
  }

  /// Messages that a consumer holds up to its prefetch, with as many behind them.
  private struct Held {
    let consumer: Consumer
    var deliveries: [Delivery] = []

    /// Acks them, and then those that the broker sends only for these acks.
    func settle() async -> Bool {
      for delivery in deliveries { delivery.ack() }
      var count = 0
      for await delivery in consumer.deliveries {
        delivery.ack()
        count += 1
        if count == deliveries.count { break }
      }
      return count == 3
    }
  }

  private func withHeldMessages(on broker: TestBroker, _ body: (Held) async throws -> Void) async throws {
    let queue = try await broker.makeQueue()
    let publisher = Publisher(broker.settings, logger: .silent)
    for number in 1...6 { try await publisher.publish(message("\(number)", to: queue)) }
    await publisher.close()
    let settings = ConsumerSettings(prefetch: 3)
    let consumer = Consumer(broker.settings, queue: queue, settings: settings, logger: .silent)
    var held = Held(consumer: consumer)
    for _ in 1...3 { if let delivery = await next(of: consumer) { held.deliveries.append(delivery) } }
    try await body(held)
    await consumer.close()
  }

  private func hasWarned(_ broker: TestBroker, _ matches: (String) -> Bool) -> Bool {
    broker.log.entries.contains { entry in
      guard entry.level == .warning, case .string(let error)? = entry.fields["error"] else { return false }
      return matches(error)
    }
  }

  private func next(of consumer: Consumer) async -> Delivery? {
    for await delivery in consumer.deliveries { return delivery }
    return nil
  }

  private func message(_ text: String, to queue: String) -> Message {
    Message(exchange: "", routingKey: queue, body: Array(text.utf8))
  }
}
