import Lifecycle
import Management
import Messaging
import TestKit
import Testing

/// What a real RabbitMQ lets each role do over AMQP, asked by a client that is not ours: ours has no words for most
/// of it.
@Suite(.needsBroker, .timeLimit(.minutes(1))) struct RoleTests {
  /// Everything that is tried, as the script below names it.
  private enum Attempt: String, CaseIterable {
    case declareQueue, declareOurs, declareExchange, temporaryQueue
    case bind, unbind
    case publishTask, publishEvent, publishDirectly, publishDead
    case consumeTasks, consumeDead, consumeUnroutable, consumeOther
    case purge, deleteQueue, deleteExchange
  }

  @Test(
    .enabled(if: python != nil, "\(TestServers.advice)"),
    arguments: [
      // Whoever may consume from a queue may purge it: to the broker both are reading.
      (.worker, [.publishTask, .publishEvent, .consumeTasks, .consumeDead, .consumeUnroutable, .purge]),
      (.producer, [.publishTask]),
      (.monitor, []),
      (
        .topology,
        [
          .declareOurs, .bind, .unbind, .publishTask, .publishEvent, .publishDead, .consumeTasks,
          .consumeDead, .consumeUnroutable, .purge, .deleteQueue, .deleteExchange,
        ]
      ),
    ] as [(BrokerRole, Set<Attempt>)]
  )
  private func `a role may do this and nothing else`(role: BrokerRole, allowed: Set<Attempt>) async throws {
    try await withVirtualHost { host in
      try await host.admin.apply(.hookline)
      try await host.admin.declare(queue: "other")
      let user = try await host.makeUser(role)

      let answers = try await Self.attempts(as: user.broker)

      let expected = Attempt.allCases.map { "\($0.rawValue) \(allowed.contains($0) ? "allowed" : "403")" }
      #expect(answers == expected)
    }
  }

  @Test func `a user of the wrong virtual host is let in nowhere`() async throws {
    try await withVirtualHost { host in
      try await withVirtualHost { other in
        var settings = try await host.makeUser(.worker).broker
        settings.virtualHost = other.name

        let error = try await failure { _ = try await Inspector(settings).version() }

        #expect(error?.code == .permission)
      }
    }
  }

  private static let python = ChildProcess.ownEnvironment["HOOKLINE_TEST_PYTHON"]

  /// What the broker said to each attempt.
  private static func attempts(as broker: BrokerSettings) async throws -> [String] {
    let environment = [
      "HOST": broker.host, "PORT": "\(broker.port)", "VHOST": broker.virtualHost, "LOGIN": broker.user,
      "PASSWORD": broker.password,
    ]
    let result = try await ChildProcess(
      python ?? "", ["-c", script], environment: environment, timeout: .seconds(40)
    ).run()
    guard result.isSuccess else { throw ChildProcessError(program: "python", reason: result.errorText) }
    return result.text.split(separator: "\n").map(String.init)
  }

  private static let script = """
    import os, pika
    from pika.exceptions import ChannelClosedByBroker
    value = os.environ.get
    login = pika.PlainCredentials(value("LOGIN"), value("PASSWORD"))
    connection = pika.BlockingConnection(
      pika.ConnectionParameters(value("HOST"), int(value("PORT")), value("VHOST"), login))
    queue, quorum = "job.ingest.norm", {"x-queue-type": "quorum"}
    def consume(name): return lambda c: (c.basic_consume(name, lambda *a: None), c.cancel())
    def publish(exchange, key): return lambda c: (c.confirm_delivery(), c.basic_publish(exchange, key, b"{}"))
    attempts = {
      "declareQueue": lambda c: c.queue_declare("mine", durable=True, arguments=quorum),
      "declareOurs": lambda c: c.queue_declare(queue, durable=True, arguments=quorum),
      "declareExchange": lambda c: c.exchange_declare("mine", "topic", durable=True),
      "temporaryQueue": lambda c: c.queue_declare("", exclusive=True),
      "bind": lambda c: c.queue_bind(queue, "events", "#"),
      "unbind": lambda c: c.queue_unbind(queue, "events", "#"),
      "publishTask": publish("jobs", queue),
      "publishEvent": publish("events", "run.completed"),
      "publishDirectly": publish("", queue),
      "publishDead": publish("dlx", ""),
      "consumeTasks": consume(queue),
      "consumeDead": consume("dlx"),
      "consumeUnroutable": consume("unroutable"),
      "consumeOther": consume("other"),
      "purge": lambda c: c.queue_purge(queue),
      "deleteQueue": lambda c: c.queue_delete("job.train.bulk"),
      "deleteExchange": lambda c: c.exchange_delete("events"),
    }
    for name, attempt in attempts.items():
      channel = connection.channel()
      try:
        attempt(channel)
        print(name, "allowed")
      except ChannelClosedByBroker as error:
        print(name, error.reply_code)
    """
}
