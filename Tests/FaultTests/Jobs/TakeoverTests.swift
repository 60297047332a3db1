import Glibc
import Jobs
import Lifecycle
import Storage
import TestKit
import Testing

@testable import StormWorker

/// Schedulers of which one leads.
@Suite(
  .enabled(if: TestServers.hasPostgres && TestServers.hasRabbitMQ, "\(TestServers.advice)"),
  .timeLimit(.minutes(2)))
struct TakeoverTests {
  @Test(arguments: [SIGKILL, SIGTERM])
  func `the second scheduler leads within five seconds of the first one's end`(signal: Int32) async throws {
    try await withArena { arena in
      let first = arena.startRealScheduler("first")
      let leads = await eventually(within: .seconds(20)) { first.hasLogged("leading") }
      let second = arena.startRealScheduler("second")
      let isUp = await eventually(within: .seconds(20)) { second.isUp }
      #expect(leads && isUp && !second.hasLogged("leading"))

      let start = ContinuousClock.now
      let result = await first.end(signal)
      let isTaken = await eventually(within: .seconds(10)) { second.hasLogged("leading") }

      #expect(isTaken && ContinuousClock.now - start < .seconds(5))
      #expect(result?.status == (signal == SIGKILL ? .killed(signal: SIGKILL) : .exited(0)))
      await second.end()
      return isTaken
    }
  }

  @Test func `a leader does not keep anybody from migrating`() async throws {
    try await withArena { arena in
      let scheduler = arena.startRealScheduler("scheduler")
      let leads = await eventually(within: .seconds(20)) { scheduler.hasLogged("leading") }

      let applied = try await arena.migrate(patience: .milliseconds(200))

      #expect(leads && applied.isEmpty)
      await scheduler.end()
      return leads
    }
  }
}
