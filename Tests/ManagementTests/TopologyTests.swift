import Messaging
import Testing

/// The spelling of everything that other programs rely on.
@Suite struct TopologyTests {
  @Test func `the names on the wire are these`() {
    let topology = Topology.hookline

    #expect(topology.exchanges.map(\.name) == ["jobs", "events", "dlx", "unroutable"])
    #expect(topology.exchanges.map(\.kind.rawValue) == ["direct", "topic", "fanout", "fanout"])
    #expect(
      topology.queues == [
        "job.ingest.high", "job.ingest.norm", "job.ingest.bulk", "job.content-analysis.high",
        "job.content-analysis.norm", "job.content-analysis.bulk", "job.music-analysis.high",
        "job.music-analysis.norm", "job.music-analysis.bulk", "job.recommend.high", "job.recommend.norm",
        "job.recommend.bulk", "job.train.high", "job.train.norm", "job.train.bulk", "dlx", "unroutable",
      ])
    #expect(BrokerName.queue(.contentAnalysis, .norm) == "job.content-analysis.norm")
    #expect(Topology.queueType == ("x-queue-type", "quorum"))
  }

  @Test func `every queue is bound once, tasks by their queue's name`() {
    let topology = Topology.hookline

    #expect(topology.bindings.map(\.queue) == topology.queues)
    #expect(topology.bindings.filter { $0.exchange == "jobs" }.allSatisfy { $0.key == $0.queue })
    #expect(topology.bindings.suffix(2).map(\.exchange) == ["dlx", "unroutable"])
  }

  @Test func `policies are these, and only newer brokers hear of the consumer timeout`() {
    let old = Topology.hookline.policies(for: .upTo311)
    let new = Topology.hookline.policies(for: .from312)

    let job: [String: Topology.Policy.Value] = [
      "delivery-limit": .number(50), "dead-letter-exchange": .text("dlx"),
      "dead-letter-strategy": .text("at-least-once"), "overflow": .text("reject-publish"),
      "max-length": .number(200_000), "max-length-bytes": .number(1_073_741_824),
    ]
    #expect(old.map(\.name) == ["hookline.job", "hookline.last-resort", "hookline.unroutable"])
    #expect(old[0].definition == job)
    #expect(new[0].definition == job.merging(["consumer-timeout": .number(3_900_000)]) { $1 })
    #expect(old.dropFirst() == new.dropFirst())
    #expect(old[2].definition == ["alternate-exchange": .text("unroutable")])
  }

  @Test func `each policy fits the names it is for and no others`() throws {
    let topology = Topology.hookline
    let policies = topology.policies(for: .upTo311)

    let queues = try topology.queues.map { name in
      try policies.filter { try $0.target == .queues && name.contains(Regex($0.pattern)) }.map(\.name)
    }

    #expect(queues.dropLast(2).allSatisfy { $0 == ["hookline.job"] })
    #expect(queues.suffix(2).allSatisfy { $0 == ["hookline.last-resort"] })
  }

  @Test(arguments: [
    ("3.10.8", BrokerSeries.upTo311), ("3.11.28", .upTo311), ("3.12.0", .from312), ("3.13.7", .from312),
    ("4.0.5", .from312), ("4.3.3", .from312), ("4.3.0-rc.1", .from312), ("10.0.0", .from312),
    ("3.9.29", nil), ("2.8", nil), ("", nil), ("four", nil), ("3", nil),
  ])
  func `the series follows from the version`(version: String, series: BrokerSeries?) {
    #expect(BrokerSeries(version: version) == series)
  }

  @Test func `a role may touch what it needs and nothing else`() throws {
    let names =
      Topology.hookline.queues + Topology.hookline.exchanges.map(\.name) + [
        "amq.default", "other", "xjobs", "jobsx",
      ]
    func reach(_ pattern: String) throws -> Set<String> {
      Set(try names.filter { try $0.contains(Regex(pattern)) })
    }
    let worker = BrokerRole.worker.permissions
    let producer = BrokerRole.producer.permissions
    let topology = BrokerRole.topology.permissions

    #expect(try reach(worker.configure).isEmpty)
    #expect(try reach(worker.write) == ["jobs", "events"])
    #expect(try reach(worker.read) == Set(Topology.hookline.queues))
    #expect(try [producer.configure, producer.read].allSatisfy { try reach($0).isEmpty })
    #expect(try reach(producer.write) == ["jobs"])
    #expect(
      try reach(topology.configure) == Set(names).subtracting(["amq.default", "other", "xjobs", "jobsx"]))
    #expect(BrokerRole.monitor.permissions == .init(configure: "^$", write: "^$", read: "^$"))
    #expect(BrokerRole.allCases.map(\.tags) == [["policymaker"], [], [], ["monitoring"]])
  }

  @Test func `a worker needs its own queues and the exchanges it publishes to`() {
    let needed = Topology.needed(by: [.recommend])

    #expect(needed.queues == ["job.recommend.high", "job.recommend.norm", "job.recommend.bulk"])
    #expect(needed.exchanges.map(\.name) == ["jobs", "events"])
  }
}
