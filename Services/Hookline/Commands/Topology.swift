import Documents
import Lifecycle
import Management
import Messaging

extension Commands {
  private static let place = [
    "The virtual host is that of HOOKLINE_AMQP_URL; the management interface, with a user",
    "who may set policies, is HOOKLINE_AMQP_MANAGEMENT_URL. Queues are never deleted.",
  ]

  static let topologyPlan = Command(
    name: "topology plan",
    summary: "shows how the broker's exchanges, queues and policies must change",
    examples: [.init(line: "topology plan", meaning: "show what apply would do")],
    notes: place + ["Exits with 1 when something stands in the way."]
  ) { _, context in
    let plan = try await managementClient(context).plan(.hookline)
    show(plan, applied: false, context.console)
    return plan.blocked.isEmpty ? .done : .failed
  }

  static let topologyApply = Command(
    name: "topology apply",
    summary: "makes what the broker lacks and sets its policies",
    examples: [.init(line: "topology apply", meaning: "after installing, and after each upgrade")],
    notes: place + ["May be repeated. Exits with 1 when something must be changed by hand."]
  ) { _, context in
    let plan = try await managementClient(context).apply(.hookline)
    show(plan, applied: true, context.console)
    return plan.blocked.isEmpty ? .done : .failed
  }

  static let topologyCheck = Command(
    name: "topology check",
    summary: "looks whether all exchanges and queues are there, as workers do",
    examples: [.init(line: "topology check", meaning: "exits with 1 when something is missing")],
    notes: ["Needs HOOKLINE_AMQP_URL only, and no rights. Policies are compared by \"topology plan\"."]
  ) { _, context in
    let settings = try context.settings(requiring: [\.amqpURL])
    let broker = try BrokerSettings(url: settings.require(\.amqpURL).text)
    let missing = try await Inspector(broker).missing(from: .hookline)
    if context.console.isJSON {
      context.console.result(["missing": .array(missing.map(JSONValue.string))])
    } else if missing.isEmpty {
      context.console.result("complete (\(Topology.hookline.queues.count) queues)")
    }
    guard !missing.isEmpty else { return .done }
    context.console.error("missing \(missing.joined(separator: ", ")); run \"hookline topology apply\"")
    return .failed
  }

  static func managementClient(_ context: Context) throws -> ManagementClient {
    let settings = try context.settings(requiring: [\.amqpURL, \.amqpManagementURL])
    let broker = try BrokerSettings(url: settings.require(\.amqpURL).text)
    let url = try settings.require(\.amqpManagementURL)
    return ManagementClient(try ManagementClient.Settings(url, virtualHost: broker.virtualHost))
  }

  private static func show(_ plan: TopologyPlan, applied isApplied: Bool, _ console: Console) {
    if console.isJSON {
      console.result(json(plan, applied: isApplied))
    } else {
      var table = Table(["", "", ""])
      for change in plan.changes {
        table.add([
          label(change.verdict, applied: isApplied), Table.Cell("\(change.part)"), Table.Cell(detail(change)),
        ])
      }
      console.result(table)
      if plan.isCurrent { console.result("as wanted (RabbitMQ \(plan.version))") }
    }
    guard !plan.blocked.isEmpty else { return }
    console.error(
      plan.blocked.map { "\($0.part) \($0.reason); \($0.remedy)" }.joined(separator: "\n"))
  }

  private static func label(_ verdict: TopologyPlan.Verdict, applied isApplied: Bool) -> Table.Cell {
    switch verdict {
    case .missing: Table.Cell(isApplied ? "made" : "missing", .success)
    case .different: Table.Cell(isApplied ? "set" : "different", .success)
    case .blocked: Table.Cell("blocked", .failure)
    case .superfluous: Table.Cell("superfluous", .warning)
    }
  }

  private static func detail(_ change: TopologyPlan.Change) -> String {
    // What blocks is told in full as an error.
    let parts = change.verdict == .blocked ? [change.reason] : [change.reason, change.remedy]
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private static func json(_ plan: TopologyPlan, applied isApplied: Bool) -> JSONValue {
    [
      "version": .string(plan.version), "upToDate": .bool(plan.isCurrent), "applied": .bool(isApplied),
      "changes": .array(
        plan.changes.map { change in
          [
            "verdict": .string(change.verdict.rawValue), "part": .string("\(change.part)"),
            "reason": .string(change.reason), "remedy": .string(change.remedy),
          ]
        }),
    ]
  }
}
