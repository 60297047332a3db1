import Messaging
import TestKit
import Testing

/// Addresses that cannot work: one line, the right code, in bounded time.
@Suite(.enabled(if: TestServers.hasRabbitMQ, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct BrokerRefusalTests {
  enum Mistake: String, CaseIterable {
    case host, port, user, password, virtualHost, otherVersion, wordsOfHTTP

    /// What the caller is told. Who is not reached may be back in a moment, so that is waited for.
    var code: MessagingError.Code {
      switch self {
      case .host, .port: .timeout
      case .user, .password: .authentication
      case .virtualHost: .permission
      case .otherVersion, .wordsOfHTTP: .unsupportedBroker
      }
    }

    var hint: String {
      switch self {
      case .host, .port: "check that RabbitMQ runs there"
      case .user, .password: "ACCESS_REFUSED"
      case .virtualHost: "vhost"
      case .otherVersion, .wordsOfHTTP: "AMQP 0-9-1 port"
      }
    }
  }

  @Test(arguments: Mistake.allCases) func `a wrong address is told in one line`(mistake: Mistake) async throws
  {
    try await withBroker { broker in
      let other = try ScriptedServer(answer: Array("AMQP\u{0}\u{0}\u{9}\u{1}".utf8))
      let web = try ScriptedServer(answer: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
      var settings = broker.settings
      settings.connectTimeout = .seconds(1)
      switch mistake {
      case .host: settings.host = "no-such-host.invalid"
      case .port: settings.port = 1
      case .user: settings.user = "nobody"
      case .password: settings.password = "wrong"
      case .virtualHost: settings.virtualHost = "missing"
      case .otherVersion: settings.port = other.port
      case .wordsOfHTTP: settings.port = web.port
      }
      let publisher = Publisher(settings, logger: broker.logger)
      let consumer = Consumer(settings, queue: "none", logger: broker.logger)
      let start = ContinuousClock.now

      let error = await #expect(throws: MessagingError.self) {
        try await publisher.publish(
          Message(exchange: "", routingKey: "none", body: []), timeout: .seconds(2))
      }
      await publisher.close()
      await consumer.close()

      #expect(error?.code == mistake.code)
      #expect(error?.message.contains(mistake.hint) == true, "\(error?.message ?? "")")
      #expect(error?.message.contains("\n") == false)
      #expect(error?.message.contains(broker.settings.password) == false)
      #expect(ContinuousClock.now - start < .seconds(8))
    }
  }

  @Test func `a queue that is missing is told in the log, and found when it is there`() async throws {
    try await withBroker { broker in
      let queue = try await broker.makeQueue()
      try await broker.delete(queue: queue)
      let consumer = Consumer(broker.settings, queue: queue, logger: broker.logger)
      let isTold = await eventually { broker.hasLogged("no broker connection") }

      try await broker.declare(queue: queue)
      let publisher = Publisher(broker.settings, logger: broker.logger)
      try await publisher.publish(Message(exchange: "", routingKey: queue, body: [1]))
      for await delivery in consumer.deliveries {
        delivery.ack()
        break
      }

      #expect(isTold)
      await publisher.close()
      await consumer.close()
    }
  }
}
