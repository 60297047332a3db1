import Synchronization
import Testing

@testable import Telemetry

@Suite(.timeLimit(.minutes(1))) struct HealthTests {
  @Test func `is healthy when all checks are, and without checks`() async {
    let health = Health()
    health.addReadiness("a") { .ok }
    health.addReadiness("b") { .ok }

    #expect(await health.readiness().isHealthy)
    #expect(await health.liveness() == HealthReport(results: []))
    #expect(await health.liveness().isHealthy)
  }

  @Test func `names what fails, in the order of the checks`() async {
    let health = Health()
    health.addLiveness("heartbeat") { .ok }
    health.addReadiness("database") { .failing("connection refused") }
    health.addReadiness("broker") { .ok }

    let report = await health.readiness()

    #expect(!report.isHealthy)
    #expect(report.results.map(\.name) == ["database", "broker"])
    #expect(report.results.map(\.status) == [.failing("connection refused"), .ok])
    #expect(await health.liveness().isHealthy)
  }

  @Test func `answers in time though a check hangs, and runs it only once`() async {
    let health = Health(deadline: .milliseconds(20))
    let gate = Gate()
    health.addReadiness("stuck") {
      await gate.pass()
      return .ok
    }

    let first = await health.readiness()
    let second = await health.readiness()

    #expect(first.results.first?.status == .failing("no answer within 0.02 seconds"))
    #expect(second.results.first?.status == .failing("still no answer to an earlier probe"))
    #expect(gate.arrivals == 1)
    gate.open()
  }

  @Test func `recovers once a hung check has ended`() async {
    let health = Health(deadline: .milliseconds(20))
    let gate = Gate()
    health.addReadiness("stuck") {
      await gate.pass()
      return .ok
    }
    #expect(await !health.readiness().isHealthy)

    gate.open()

    // The hung run ends some time after the gate opens; probes until then are answered at once.
    while await !health.readiness().isHealthy { await Task.yield() }
    #expect(gate.arrivals == 2)
  }

  @Test func `lets probes that come together share one run`() async {
    let health = Health()
    let gate = Gate()
    health.addReadiness("slow") {
      await gate.pass()
      return .ok
    }

    async let first = health.readiness()
    async let second = health.readiness()
    while gate.arrivals == 0 { await Task.yield() }
    gate.open()

    #expect(await first == second)
  }
}

/// Holds whoever comes until it is opened.
private final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var arrivals = 0
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  var arrivals: Int { state.withLock { $0.arrivals } }

  func pass() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        state.arrivals += 1
        if !state.isOpen { state.waiters.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }

  func open() {
    let waiters = state.withLock { state in
      state.isOpen = true
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }
}
