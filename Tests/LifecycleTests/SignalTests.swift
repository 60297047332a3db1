import Glibc
import Lifecycle
import TestKit
import Testing

/// A process with the parts of a worker, and the signals that an orchestrator sends it.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct SignalTests {
  @Test(arguments: [SIGTERM, SIGINT]) func `one signal drains, and what is drained exits with 0`(
    number: Int32
  ) async throws {
    let result = try await service { pid, log in
      if log.contains("\"ready\""), !log.contains("draining") { kill(pid, number) }
    }

    #expect(result.status == .exited(0), "\(result.errorText)")
    #expect(result.errorText.contains("\"msg\":\"draining\""))
  }

  @Test func `a second signal hastens, and what was given up does not exit with 0`() async throws {
    let result = try await service(["--hold"]) { pid, log in
      // At once for the drain, and again when it has begun.
      if log.contains("\"ready\""), !log.contains("hastening") { kill(pid, SIGTERM) }
    }

    #expect(result.status == .exited(1), "\(result.errorText)")
    #expect(result.errorText.contains("\"msg\":\"hastening\""))
  }

  @Test func `the quit signal tells what is in flight and ends nothing`() async throws {
    let result = try await service(["--hold"], ["HOOKLINE_GRACE": "50ms"]) { pid, log in
      if log.contains("draining") { return }
      if log.contains("held work") {
        kill(pid, SIGTERM)
      } else if log.contains("\"ready\"") {
        kill(pid, SIGQUIT)
      }
    }

    #expect(result.errorText.contains("held work"))
    #expect(result.errorText.contains("\"msg\":\"draining\""), "it did not go on after the signal")
  }

  @Test func `a drain that outlasts its grace is hastened`() async throws {
    let result = try await service(["--hold"], ["HOOKLINE_GRACE": "50ms"]) { pid, log in
      if !log.contains("\"msg\":\"draining\""), log.contains("\"ready\"") { kill(pid, SIGTERM) }
    }

    #expect(result.status == .exited(1))
    #expect(result.errorText.contains("the grace is over; hastening"))
  }

  private func service(
    _ options: [String] = [], _ settings: [String: String] = [:],
    _ onLog: @escaping @Sendable (_ pid: Int32, _ log: String) -> Void
  ) async throws -> ChildResult {
    var environment = [
      "HOOKLINE_OPS_ADDRESS": "127.0.0.1:0", "HOOKLINE_LOG_FORMAT": "json", "HOOKLINE_ENV_FILE": "/dev/null",
    ]
    environment["HOOKLINE_DATABASE_URL"] = TestServers.adminURL
    environment.merge(settings) { _, given in given }
    var child = ChildProcess(
      CheckoutFiles.program("hookline-bench"), ["service"] + options, environment: environment,
      timeout: .seconds(30))
    child.onErrorOutput = { pid, log in onLog(pid, String(decoding: log, as: UTF8.self)) }
    return try await child.run()
  }
}
