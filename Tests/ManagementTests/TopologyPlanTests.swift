import Messaging
import Testing

@testable import Management

@Suite struct TopologyPlanTests {
  /// A broker that has everything as wanted.
  private static func state(_ series: BrokerSeries = .upTo311) -> BrokerState {
    let topology = Topology.hookline
    return BrokerState(
      version: series == .upTo311 ? "3.10.8" : "4.2.0", series: series,
      exchanges: topology.exchanges.map { .init(name: $0.name, kind: $0.kind.rawValue) }
        + [.init(name: "amq.direct", kind: "direct")],
      queues: topology.queues.map { .init(name: $0) } + [.init(name: "theirs", kind: "classic")],
      bindings: topology.bindings, policies: topology.policies(for: series))
  }

  private static func plan(_ change: (inout BrokerState) -> Void) -> TopologyPlan {
    var state = state()
    change(&state)
    return TopologyPlan(.hookline, found: state)
  }

  @Test(arguments: BrokerSeries.allCases)
  func `a broker as wanted needs nothing, whatever else it has`(series: BrokerSeries) {
    let plan = TopologyPlan(.hookline, found: Self.state(series))

    #expect(plan.changes.isEmpty)
    #expect(plan.isCurrent)
  }

  @Test func `an empty broker lacks everything, in an order in which it can be made`() {
    let plan = TopologyPlan(.hookline, found: BrokerState(version: "3.10.8", series: .upTo311))

    let kinds = plan.steps.map { "\($0.part)".prefix { $0 != " " } }
    #expect(plan.steps.allSatisfy { $0.verdict == .missing })
    #expect(plan.steps.count == 4 + 3 + 17 + 17)
    #expect(
      kinds.first == "exchange" && kinds[4] == "policy" && kinds[7] == "queue" && kinds.last == "binding")
    #expect(!plan.isCurrent)
  }

  @Test func `what is gone is missing`() {
    let plan = Self.plan { state in
      state.exchanges.removeAll { $0.name == "events" }
      state.queues.removeAll { $0.name == "dlx" }
      state.bindings.removeAll { $0.queue == "dlx" || $0.queue == "job.train.high" }
      state.policies.removeAll { $0.name == "hookline.unroutable" }
    }

    #expect(
      plan.steps.map { "\($0.part)" } == [
        "exchange events", "policy hookline.unroutable", "queue dlx",
        "binding jobs to job.train.high key job.train.high", "binding dlx to dlx",
      ])
  }

  @Test func `an exchange of another type blocks and says what to do`() {
    let plan = Self.plan { state in
      state.exchanges[0] = .init(name: "jobs", kind: "topic", isDurable: false, isAutoDelete: true)
    }

    #expect(plan.steps.isEmpty)
    #expect(plan.blocked.map(\.reason) == ["is topic, not direct, is not durable, deletes itself"])
    #expect(plan.blocked.first?.remedy.contains("delete it on the management page") == true)
    #expect(!plan.isCurrent)
  }

  @Test(arguments: [
    (BrokerState.Queue(name: "dlx", kind: "classic", arguments: []), "is classic, not quorum"),
    (BrokerState.Queue(name: "dlx", kind: "stream"), "is stream, not quorum"),
    (
      BrokerState.Queue(name: "dlx", arguments: ["x-max-length", "x-queue-type"]),
      "was declared with x-max-length, which policies cannot undo"
    ),
    (
      BrokerState.Queue(name: "dlx", kind: "classic", isDurable: false, isAutoDelete: true, arguments: []),
      "is classic, not quorum, is not durable, deletes itself"
    ),
  ])
  func `a queue that is otherwise blocks and names the command`(queue: BrokerState.Queue, reason: String) {
    let plan = Self.plan { state in
      state.queues.removeAll { $0.name == "dlx" }
      state.queues.append(queue)
    }

    #expect(plan.blocked.map(\.part) == [.queue("dlx")])
    #expect(plan.blocked.map(\.reason) == [reason])
    #expect(plan.blocked.first?.remedy.contains("rabbitmqctl delete_queue -p VHOST dlx") == true)
    #expect(plan.steps.isEmpty)
  }

  @Test func `a queue made without the argument where quorum is the default is as good`() {
    let plan = Self.plan { $0.queues[0].arguments = [] }

    #expect(plan.isCurrent)
  }

  @Test func `queues, bindings and policies of ours that nobody wants are told and stay`() {
    let plan = Self.plan { state in
      state.queues.append(.init(name: "job.resize.norm"))
      state.bindings.append(.init(exchange: "jobs", queue: "copy", key: "job.train.norm"))
      state.bindings.append(.init(exchange: "events", queue: "listener", key: "#"))
      state.policies.append(.init("hookline.old", pattern: "x", target: .queues, definition: [:]))
      state.policies.append(.init("theirs", pattern: "^job", target: .queues, priority: 0, definition: [:]))
    }

    #expect(
      plan.changes.map { "\($0.part)" } == [
        "policy hookline.old", "queue job.resize.norm", "binding jobs to copy key job.train.norm",
      ])
    #expect(plan.changes.allSatisfy { $0.verdict == .superfluous && !$0.remedy.isEmpty })
    #expect(plan.isCurrent && plan.steps.isEmpty)
  }

  @Test func `a policy that was changed is set again, and every difference is named`() throws {
    let wanted = Topology.hookline.policies(for: .upTo311)[0]
    var definition = wanted.definition
    definition["delivery-limit"] = .number(20)
    definition["overflow"] = nil
    definition["expires"] = .number(1)
    let there = Topology.Policy(
      wanted.name, pattern: "^work", target: .exchanges, priority: 0, definition: definition)

    let plan = Self.plan { $0.policies[0] = there }

    let change = try #require(plan.changes.first)
    #expect(change.verdict == .different)
    #expect(change.part == .policy(wanted))
    #expect(
      change.reason
        == "pattern is ^work, not ^job\\., applies to exchanges, not queues, priority is 0, not 10, "
        + "delivery-limit is 20, not 50, expires is 1, not unset, overflow is not set, not reject-publish")
  }

  @Test func `after an upgrade of the broker the policies of its series are wanted`() {
    var state = Self.state(.upTo311)
    (state.version, state.series) = ("3.13.7", .from312)

    let plan = TopologyPlan(.hookline, found: state)

    #expect(plan.steps.map(\.reason) == ["consumer-timeout is not set, not 3900000"])
  }

  @Test(arguments: [
    ("^job\\.ingest", 20, "job.ingest.high and 2 others"), (".*", 10, "job.ingest.high and 16 others"),
    ("dlx$", 11, "dlx"), ("(?<broken", 10, "job.ingest.high and 16 others"),
  ])
  func `a stranger's policy that takes the place of ours blocks`(
    pattern: String, priority: Int, reach: String
  ) {
    let plan = Self.plan { state in
      state.policies.append(
        .init("ha-all", pattern: pattern, target: .queues, priority: priority, definition: [:]))
    }

    #expect(plan.blocked.map(\.reason) == ["takes the place of ours for \(reach)"])
  }

  @Test(arguments: [("^job", 9), ("^other", 50)])
  func `a stranger's policy below ours or beside it does not matter`(pattern: String, priority: Int) {
    let plan = Self.plan { state in
      state.policies.append(
        .init("theirs", pattern: pattern, target: .queues, priority: priority, definition: [:]))
    }

    #expect(plan.changes.isEmpty)
  }
}
