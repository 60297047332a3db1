import Synchronization

/// Whether a process can do its work (readiness) and whether it is stuck and should be replaced (liveness).
///
/// Liveness checks look only at the process itself; a database that is away is a matter of readiness, or every
/// process would be restarted with it. Checks run side by side, and each has a deadline.
public final class Health: Sendable {
  public enum Status: Sendable, Equatable {
    case ok
    /// Why, in words for an operator.
    case failing(String)
  }

  public typealias Check = @Sendable () async -> Status

  private struct Checks {
    var readiness: [HealthCheck] = []
    var liveness: [HealthCheck] = []
  }

  private let deadline: Duration
  private let checks = Mutex(Checks())

  /// - Parameter deadline: A check without an answer by then is failing.
  public init(deadline: Duration = .seconds(2)) { self.deadline = deadline }

  public func addReadiness(_ name: String, _ check: @escaping Check) {
    let check = HealthCheck(name: name, deadline: deadline, body: check)
    checks.withLock { $0.readiness.append(check) }
  }

  public func addLiveness(_ name: String, _ check: @escaping Check) {
    let check = HealthCheck(name: name, deadline: deadline, body: check)
    checks.withLock { $0.liveness.append(check) }
  }

  public func readiness() async -> HealthReport { await report(checks.withLock { $0.readiness }) }

  public func liveness() async -> HealthReport { await report(checks.withLock { $0.liveness }) }

  private func report(_ checks: [HealthCheck]) async -> HealthReport {
    await withTaskGroup(of: (Int, Status).self) { group in
      for (index, check) in checks.enumerated() {
        group.addTask { (index, await check.status()) }
      }
      var results = checks.map { HealthReport.Result(name: $0.name, status: .ok) }
      for await (index, status) in group { results[index].status = status }
      return HealthReport(results: results)
    }
  }
}

/// What the checks found, in the order they were added.
public struct HealthReport: Sendable, Equatable {
  public struct Result: Sendable, Equatable {
    public let name: String
    public var status: Health.Status
  }

  public let results: [Result]

  public var isHealthy: Bool { results.allSatisfy { $0.status == .ok } }
}
