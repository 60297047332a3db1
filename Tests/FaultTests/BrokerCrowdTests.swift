import Messaging
import TestKit
import Testing

/// Many clients of one broker, which must not all knock at the same moment.
@Suite(.enabled(if: TestServers.hasRabbitMQ, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct BrokerCrowdTests {
  private let size = 100

  @Test func `a hundred that lose their broker at once come back spread out`() async throws {
    try await withBroker { broker in
      let queue = try await broker.makeQueue()
      let inspector = Inspector(broker.settings)
      let proxy = try FaultProxy(to: broker.settings.port)
      defer { proxy.stop() }
      var settings = broker.settings
      settings.port = proxy.port
      let consumers = (1...size).map { _ in
        Consumer(settings, queue: queue, settings: ConsumerSettings(prefetch: 1), logger: .silent)
      }
      let haveBegun = try await eventually(within: .seconds(30)) {
        try await inspector.depths(of: [queue])[queue]?.consumerCount == size
      }

      // As a broker that is stopped and started looks from outside.
      let start = ContinuousClock.now
      proxy.refuse(true)
      proxy.reset()
      let knocks = { proxy.acceptances.filter { $0 >= start } }
      _ = await eventually(within: .seconds(20)) { ContinuousClock.now - start > .seconds(2) }
      let early = knocks()
      proxy.refuse(false)
      let areServed = await haveOneEach(consumers, queue, broker.settings)
      let took = ContinuousClock.now - start

      #expect(haveBegun && areServed)
      // Delays of up to 0.5, 1, 2 and 4 seconds: about four attempts each, where a fixed delay has them all at once.
      #expect((size...6 * size).contains(early.count), "\(early.count)")
      #expect(most(of: knocks(), within: .milliseconds(50)) < size * 3 / 4)
      #expect(took < .seconds(30), "\(took)")
      for consumer in consumers { await consumer.close() }
    }
  }

  /// Each of them takes one message and no second, so all have one only when all of them consume.
  private func haveOneEach(
    _ consumers: [Consumer], _ queue: String, _ settings: BrokerSettings
  ) async -> Bool {
    let publisher = Publisher(settings, logger: .silent)
    for _ in consumers {
      _ = try? await publisher.publish(Message(exchange: "", routingKey: queue, body: [1]))
    }
    await publisher.close()
    let served = Tally()
    await withTaskGroup(of: Void.self) { group in
      for consumer in consumers {
        group.addTask {
          for await _ in consumer.deliveries {
            served.add()
            break
          }
        }
      }
    }
    return served.count == consumers.count
  }

  /// The most of these instants that lie within some span of that length.
  private func most(of instants: [ContinuousClock.Instant], within span: Duration) -> Int {
    let instants = instants.sorted()
    return instants.indices.map { first in
      instants[first...].prefix { $0 < instants[first] + span }.count
    }.max() ?? 0
  }
}
