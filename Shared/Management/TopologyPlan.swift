public import Messaging

/// How a virtual host differs from what is wanted there. Pure: made of two values, and nothing is asked or changed.
public struct TopologyPlan: Sendable, Equatable {
  public enum Verdict: String, Sendable {
    /// Will be made.
    case missing
    /// Will be set to what is wanted.
    case different
    /// Cannot be changed in place; somebody must act.
    case blocked
    /// Has our kind of name and is not wanted; stays.
    case superfluous
  }

  public enum Part: Sendable, Equatable {
    case exchange(Topology.Exchange)
    case queue(String)
    case binding(Topology.Binding)
    case policy(Topology.Policy)
  }

  public struct Change: Sendable, Equatable {
    public let verdict: Verdict
    public let part: Part
    /// What is wrong, where the verdict does not say it.
    public var reason = ""
    /// What to do by hand.
    public var remedy = ""
  }

  public let version: String
  /// In the order in which they are to be made.
  public let changes: [Change]

  public init(_ wanted: Topology, found: BrokerState) {
    version = found.version
    let policies = wanted.policies(for: found.series)
    // Policies stand before queues, so that no queue ever is without its limits.
    changes =
      Self.exchanges(wanted, found) + Self.policies(policies, found)
      + Self.shadows(wanted, policies, found) + Self.queues(wanted, found) + Self.bindings(wanted, found)
  }

  /// What `apply` does.
  public var steps: [Change] { changes.filter { $0.verdict == .missing || $0.verdict == .different } }
  public var blocked: [Change] { changes.filter { $0.verdict == .blocked } }
  /// Whether everything is as wanted; what is superfluous does not matter.
  public var isCurrent: Bool { changes.allSatisfy { $0.verdict == .superfluous } }

  private static func exchanges(_ wanted: Topology, _ found: BrokerState) -> [Change] {
    wanted.exchanges.compactMap { exchange in
      let part = Part.exchange(exchange)
      guard let there = found.exchanges.first(where: { $0.name == exchange.name }) else {
        return Change(verdict: .missing, part: part)
      }
      var faults: [String] = []
      if there.kind != exchange.kind.rawValue {
        faults.append("is \(there.kind), not \(exchange.kind.rawValue)")
      }
      if !there.isDurable { faults.append("is not durable") }
      if there.isAutoDelete { faults.append("deletes itself") }
      guard !faults.isEmpty else { return nil }
      return Change(
        verdict: .blocked, part: part, reason: faults.joined(separator: ", "),
        remedy:
          "stop who publishes to it, delete it on the management page, then run \"hookline topology apply\"")
    }
  }

  private static func queues(_ wanted: Topology, _ found: BrokerState) -> [Change] {
    let changes = wanted.queues.compactMap { name -> Change? in
      guard let there = found.queues.first(where: { $0.name == name }) else {
        return Change(verdict: .missing, part: .queue(name))
      }
      let faults = faults(of: there)
      guard !faults.isEmpty else { return nil }
      return Change(
        verdict: .blocked, part: .queue(name), reason: faults.joined(separator: ", "),
        remedy: "let its consumers empty it, delete it (rabbitmqctl delete_queue -p VHOST \(name)), "
          + "then run \"hookline topology apply\"")
    }
    let rest = found.queues.map(\.name).filter { Topology.owns(queue: $0) && !wanted.queues.contains($0) }
    return changes
      + rest.sorted().map { name in
        Change(
          verdict: .superfluous, part: .queue(name),
          remedy: "if nobody needs it: rabbitmqctl delete_queue -p VHOST \(name) --if-empty")
      }
  }

  private static func faults(of queue: BrokerState.Queue) -> [String] {
    var faults: [String] = []
    if queue.kind != Topology.queueType.value { faults.append("is \(queue.kind), not quorum") }
    if !queue.isDurable { faults.append("is not durable") }
    if queue.isAutoDelete { faults.append("deletes itself") }
    let arguments = queue.arguments.filter { $0 != Topology.queueType.name }
    if !arguments.isEmpty {
      faults.append("was declared with \(arguments.joined(separator: ", ")), which policies cannot undo")
    }
    return faults
  }

  private static func bindings(_ wanted: Topology, _ found: BrokerState) -> [Change] {
    let there = Set(found.bindings)
    let missing = wanted.bindings.filter { !there.contains($0) }
    let rest = found.bindings.filter {
      Topology.owns(bindingsOf: $0.exchange) && !wanted.bindings.contains($0)
    }
    return missing.map { Change(verdict: .missing, part: .binding($0)) }
      + rest.map { binding in
        Change(
          verdict: .superfluous, part: .binding(binding), reason: "sends a copy to \(binding.queue)",
          remedy: "if nobody needs it, unbind it on the management page")
      }
  }

  private static func policies(_ wanted: [Topology.Policy], _ found: BrokerState) -> [Change] {
    let changes = wanted.compactMap { policy -> Change? in
      guard let there = found.policies.first(where: { $0.name == policy.name }) else {
        return Change(verdict: .missing, part: .policy(policy))
      }
      guard there != policy else { return nil }
      return Change(verdict: .different, part: .policy(policy), reason: policy.difference(from: there))
    }
    let names = wanted.map(\.name)
    let rest = found.policies.filter { Topology.owns(policy: $0.name) && !names.contains($0.name) }
    return changes
      + rest.map { policy in
        Change(
          verdict: .superfluous, part: .policy(policy),
          remedy: "rabbitmqctl clear_policy -p VHOST \(policy.name)")
      }
  }

  /// Only one policy holds for a queue or exchange: another one of the same or a higher priority may take the place
  /// of ours, whole.
  private static func shadows(
    _ wanted: Topology, _ policies: [Topology.Policy], _ found: BrokerState
  ) -> [Change] {
    let strangers = found.policies.filter { stranger in
      !Topology.owns(policy: stranger.name) && stranger.priority >= (policies.map(\.priority).min() ?? 0)
    }
    return strangers.compactMap { stranger in
      let names = stranger.target == .queues ? wanted.queues : wanted.exchanges.map(\.name)
      // A pattern that cannot be read here is taken to fit everything.
      let pattern = try? Regex(stranger.pattern)
      let hit = names.filter { name in pattern.map { name.firstMatch(of: $0) != nil } ?? true }
      let ours = policies.filter { $0.target == stranger.target && $0.priority <= stranger.priority }
      let reach = hit.filter { name in
        ours.contains { policy in (try? Regex(policy.pattern)).map { name.firstMatch(of: $0) != nil } ?? false
        }
      }
      guard let first = reach.first else { return nil }
      let others = reach.count > 1 ? " and \(reach.count - 1) others" : ""
      return Change(
        verdict: .blocked, part: .policy(stranger), reason: "takes the place of ours for \(first)\(others)",
        remedy: "narrow its pattern \(stranger.pattern) or give it a priority below 10")
    }
  }
}

extension Topology.Policy {
  /// What of another policy of the same name is not as in this one.
  func difference(from other: Topology.Policy) -> String {
    var differences: [String] = []
    if other.pattern != pattern { differences.append("pattern is \(other.pattern), not \(pattern)") }
    if other.target != target { differences.append("applies to \(other.target), not \(target)") }
    if other.priority != priority { differences.append("priority is \(other.priority), not \(priority)") }
    for key in Set(definition.keys).union(other.definition.keys).sorted()
    where definition[key] != other.definition[key] {
      let (wanted, there) = (definition[key]?.description, other.definition[key]?.description)
      differences.append("\(key) is \(there ?? "not set"), not \(wanted ?? "unset")")
    }
    return differences.joined(separator: ", ")
  }
}

extension TopologyPlan.Part: CustomStringConvertible {
  public var description: String {
    switch self {
    case .exchange(let exchange): "exchange \(exchange.name)"
    case .queue(let name): "queue \(name)"
    case .binding(let binding):
      "binding \(binding.exchange) to \(binding.queue)" + (binding.key.isEmpty ? "" : " key \(binding.key)")
    case .policy(let policy): "policy \(policy.name)"
    }
  }
}
