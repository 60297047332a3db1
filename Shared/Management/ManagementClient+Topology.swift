public import Messaging

extension ManagementClient {
  /// What would have to change for the broker to be as wanted. Changes nothing.
  public func plan(_ topology: Topology) async throws -> TopologyPlan {
    TopologyPlan(topology, found: try await state())
  }

  /// Makes what is missing and sets the policies; never deletes. Returns what it found before; its `blocked` are
  /// left as they are. May be repeated, and several at once do no harm.
  @discardableResult
  public func apply(_ topology: Topology) async throws -> TopologyPlan {
    let plan = try await plan(topology)
    for step in plan.steps {
      switch step.part {
      case .exchange(let exchange): try await declare(exchange)
      case .queue(let name): try await declare(queue: name)
      case .binding(let binding): try await bind(binding)
      case .policy(let policy): try await set(policy)
      }
    }
    return plan
  }
}
