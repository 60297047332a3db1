import HTTP
import Messaging
import Telemetry
import TestKit
import Testing

@testable import Management

/// What a real RabbitMQ makes of the topology.
@Suite(.needsBroker, .timeLimit(.minutes(1))) struct BrokerTests {
  private static func message(to exchange: String, _ key: String) -> Message {
    Message(exchange: exchange, routingKey: key, body: Array("{}".utf8))
  }

  @Test func `apply makes everything, and then there is nothing to do`() async throws {
    try await withVirtualHost { host in
      let before = try await host.admin.plan(.hookline)

      let first = try await host.admin.apply(.hookline)
      let second = try await host.admin.apply(.hookline)

      #expect(first == before)
      #expect(first.steps.count == 41)
      #expect(second.changes.isEmpty)
      try await Inspector(host.broker).require(.hookline)
    }
  }

  @Test func `two that apply at once do no harm`() async throws {
    try await withVirtualHost { host in
      async let first = host.admin.apply(.hookline)
      async let second = host.admin.apply(.hookline)
      _ = try await (first, second)

      #expect(try await host.admin.plan(.hookline).changes.isEmpty)
    }
  }

  @Test func `a queue of another type is told and left alone`() async throws {
    try await withVirtualHost { host in
      struct Order: Encodable {
        let durable = true
        let arguments = ["x-queue-type": "classic"]
      }
      try await host.admin.write(.put, ["queues", host.name, "job.train.bulk"], Order())

      let plan = try await host.admin.apply(.hookline)
      let after = try await host.admin.plan(.hookline)

      #expect(plan.blocked.map(\.part) == [.queue("job.train.bulk")])
      #expect(plan.blocked.map(\.reason) == ["is classic, not quorum"])
      #expect(after.changes == plan.blocked)
    }
  }

  @Test func `a policy that somebody changed is set back`() async throws {
    try await withVirtualHost { host in
      try await host.admin.apply(.hookline)
      try await host.admin.set(
        .init("hookline.job", pattern: "^job\\.", target: .queues, definition: ["delivery-limit": .number(3)])
      )

      let plan = try await host.admin.apply(.hookline)

      #expect(plan.changes.map(\.verdict) == [.different])
      #expect(try await host.admin.plan(.hookline).isCurrent)
    }
  }

  @Test func `the policies of a newer series are refused by an older broker`() async throws {
    try await withVirtualHost { host in
      guard try await host.admin.state().series == .upTo311 else { return }

      let error = try await failure {
        try await host.admin.set(Topology.hookline.policies(for: .from312)[0])
      }

      #expect(error?.code == .topology)
      #expect(error?.message.contains("consumer-timeout") == true)
    }
  }

  @Test func `a worker is told what is missing and what to run`() async throws {
    try await withVirtualHost { host in
      var part = Topology.hookline
      part.queues.removeAll { $0.hasPrefix("job.train") }
      part.bindings.removeAll { $0.queue.hasPrefix("job.train") }
      part.exchanges.removeAll { $0.name == "events" }
      try await host.admin.apply(part)
      let worker = try await host.makeUser(.worker)
      let inspector = Inspector(worker.broker)

      let error = try await failure { try await inspector.require(.needed(by: [.ingest, .train])) }
      let lucky = try await failure { try await Inspector(host.broker).require(part) }

      #expect(error?.code == .topology)
      #expect(
        error?.message.hasSuffix(
          "lacks exchange \"events\", queue \"job.train.high\", queue \"job.train.norm\", "
            + "queue \"job.train.bulk\"; run \"hookline topology apply\"") == true)
      #expect(lucky == nil)
    }
  }

  @Test func `depths are the same by AMQP and by the management interface`() async throws {
    try await withVirtualHost { host in
      try await host.admin.apply(.hookline)
      let publisher = Publisher(host.broker, logger: .silent)
      for _ in 1...3 { try await publisher.publish(Self.message(to: "jobs", "job.ingest.norm")) }
      await publisher.close()

      let depths = try await Inspector(host.broker).depths(of: Topology.hookline.queues)
      #expect(depths["job.ingest.norm"]?.readyCount == 3)
      #expect(depths["job.ingest.norm"]?.consumerCount == 0)
      #expect(depths["job.ingest.high"]?.readyCount == 0)
      let isCounted = try await eventually {
        try await host.admin.totals().contains(
          QueueTotals(queue: "job.ingest.norm", readyCount: 3, unackedCount: 0))
      }
      #expect(isCounted)
      #expect(try await host.admin.totals().count == 17)
    }
  }

  @Test func `a misspelt key is caught, not lost`() async throws {
    try await withVirtualHost { host in
      try await host.admin.apply(.hookline)
      let publisher = Publisher(host.broker, logger: .silent)
      try await publisher.publish(Self.message(to: "jobs", "job.ingset.norm"))
      await publisher.close()

      let depth = try await Inspector(host.broker).depths(of: ["unroutable"])["unroutable"]

      #expect(depth?.readyCount == 1)
    }
  }

  @Test func `a worker publishes tasks and events and consumes, and can do nothing else`() async throws {
    try await withVirtualHost { host in
      try await host.admin.apply(.hookline)
      let worker = try await host.makeUser(.worker)
      let publisher = Publisher(worker.broker, logger: .silent)

      try await publisher.publish(Self.message(to: "jobs", "job.ingest.norm"))
      let consumer = Consumer(worker.broker, queue: "job.ingest.norm", logger: .silent)
      for await delivery in consumer.deliveries {
        delivery.ack()
        break
      }
      await consumer.close()
      let direct = try await failure { try await publisher.publish(Self.message(to: "", "job.ingest.norm")) }
      let dead = try await failure { try await publisher.publish(Self.message(to: "dlx", "")) }
      let declare = try await failure { try await worker.management.declare(queue: "job.mine.norm") }
      await publisher.close()

      #expect(direct?.code == .permission)
      #expect(dead?.code == .permission)
      #expect([.permission, .authentication].contains(declare?.code))
    }
  }

  @Test func `a producer publishes tasks and cannot read them, nor forge events`() async throws {
    try await withVirtualHost { host in
      try await host.admin.apply(.hookline)
      let producer = try await host.makeUser(.producer)
      let publisher = Publisher(producer.broker, logger: .silent)

      try await publisher.publish(Self.message(to: "jobs", "job.ingest.norm"))
      let event = try await failure {
        try await publisher.publish(Self.message(to: "events", "run.completed"))
      }
      await publisher.close()
      let log = LogCapture()
      let consumer = Consumer(
        producer.broker, queue: "job.ingest.norm", logger: Logger(service: "test", sink: log))
      let isRefused = await eventually { log.entries.contains { "\($0)".contains("ACCESS_REFUSED") } }
      await consumer.close()

      #expect(event?.code == .permission)
      #expect(isRefused)
    }
  }

  @Test func `the topology's user applies it, and makes neither other queues nor users`() async throws {
    try await withVirtualHost { host in
      let user = try await host.makeUser(.topology)

      try await user.management.apply(.hookline)
      let other = try await failure { try await user.management.declare(queue: "other") }
      let account = try await failure {
        try await user.management.setUser("\(host.name)-worker", password: "x", role: .worker)
      }

      #expect(try await user.management.plan(.hookline).isCurrent)
      #expect([.permission, .authentication].contains(other?.code))
      #expect([.permission, .authentication].contains(account?.code))
    }
  }

  @Test func `the monitor sees depths and alarms and changes nothing`() async throws {
    try await withVirtualHost { host in
      try await host.admin.apply(.hookline)
      let monitor = try await host.makeUser(.monitor)

      let totals = try await monitor.management.totals()
      let alarms = try await monitor.management.alarms()
      let apply = try await failure { try await monitor.management.declare(queue: "job.mine.norm") }
      let publisher = Publisher(monitor.broker, logger: .silent)
      let publish = try await failure {
        try await publisher.publish(Self.message(to: "jobs", "job.ingest.norm"))
      }
      await publisher.close()

      #expect(totals.count == 17)
      #expect(alarms.isEmpty)
      #expect([.permission, .authentication].contains(apply?.code))
      #expect(publish?.code == .permission)
    }
  }

  @Test func `permissions and tags are read where that is allowed`() async throws {
    try await withVirtualHost { host in
      let monitor = try await host.makeUser(.monitor)
      _ = try await host.makeUser(.worker)

      let worker = try await host.admin.permissions(of: "\(host.name)-worker")
      let hidden = try await monitor.management.permissions(of: "\(host.name)-worker")

      #expect(worker == BrokerRole.worker.permissions)
      #expect(hidden == nil)
      #expect(try await monitor.management.ownTags() == ["monitoring"])
    }
  }

  @Test func `a wrong password and a forbidden virtual host are told apart, without the password`()
    async throws
  {
    try await withVirtualHost { host in
      let user = try await host.makeUser(.topology)
      var wrong = user.management.settings
      wrong.password = "topsecret"
      var elsewhere = user.broker
      elsewhere.virtualHost = "/"
      var stranger = user.broker
      stranger.password = "topsecret"

      let byHTTP = try await failure { _ = try await ManagementClient(wrong).plan(.hookline) }
      let byAMQP = try await failure { _ = try await Inspector(stranger).version() }
      let forbidden = try await failure { _ = try await Inspector(elsewhere).version() }

      #expect(byHTTP?.code == .authentication)
      #expect(byAMQP?.code == .authentication)
      #expect([.permission, .topology].contains(forbidden?.code))
      for error in [byHTTP, byAMQP] { #expect(error?.message.contains("topsecret") == false) }
    }
  }

  @Test func `a virtual host that is not there is named`() async throws {
    try await withVirtualHost { host in
      var settings = host.admin.settings
      settings.virtualHost = "no/such host"

      let error = try await failure { _ = try await ManagementClient(settings).plan(.hookline) }

      #expect(error?.code == .topology)
      #expect(error?.message.contains("does virtual host \"no/such host\" exist?") == true)
    }
  }
}
