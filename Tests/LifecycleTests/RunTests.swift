import Lifecycle
import Telemetry
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct RunTests {
  private struct Broken: Error {}

  /// A service that is the closure it was made of.
  private struct Part: Service {
    let body: @Sendable () async throws -> Void
    func run() async throws { try await body() }
  }

  private let log = LogCapture()
  private var logger: Logger { Logger(service: "test", level: .debug, sink: log) }

  @Test func `when one service ends the others drain`() async throws {
    let settings = RunSettings(handlesSignals: false)
    let drained = Tally()
    let waiting = Part {
      await settings.shutdown.drainRequested()
      drained.add()
    }

    let ending = try await run([waiting, waiting, Part {}], settings: settings, logger: logger)

    #expect(ending == .drained)
    #expect(drained.count == 2)
  }

  @Test func `the first failure is thrown after the others have drained`() async throws {
    let settings = RunSettings(handlesSignals: false)
    let drained = Tally()
    let waiting = Part {
      await settings.shutdown.drainRequested()
      drained.add()
    }

    await #expect(throws: Broken.self) {
      try await run([waiting, Part { throw Broken() }], settings: settings, logger: logger)
    }

    #expect(drained.count == 1)
    #expect(log.entries.contains { $0.level == .error && $0.message == "service failed" })
  }

  @Test func `a drain that outlasts its grace is hastened, and what hears cancellation ends`() async throws {
    let settings = RunSettings(grace: .milliseconds(30), handlesSignals: false)
    let slow = Part { try await Task.sleep(for: .seconds(3_600)) }

    settings.shutdown.drain()
    let ending = try await run([slow], settings: settings, logger: logger)

    #expect(ending == .hastened)
    #expect(log.entries.contains { $0.message == "the grace is over; hastening" })
  }

  @Test func `a service that hears nothing is left behind, with what is in flight told`() async throws {
    let inFlight = InFlight()
    let settings = RunSettings(
      grace: .milliseconds(10), haste: .milliseconds(10), inFlight: inFlight, handlesSignals: false)
    let release = Shutdown()
    let deaf = Part {
      await inFlight.track("video 7") {
        await Task { await release.drainRequested() }.value
      }
    }

    settings.shutdown.drain()
    let ending = try await run([deaf], settings: settings, logger: logger)
    release.drain()

    #expect(ending == .hastened)
    #expect(log.entries.contains { $0.message == "parts did not return in time" })
    #expect(log.entries.contains { "\($0.fields)".contains("video 7") })
  }

  @Test func `cancelling the caller drains`() async throws {
    let settings = RunSettings(handlesSignals: false)
    let part = Part { await settings.shutdown.drainRequested() }
    let running = Task { try await run([part], settings: settings, logger: logger) }

    running.cancel()

    #expect(try await running.value == .drained)
  }

  @Test func `cancelling the caller does not cut the drain short`() async throws {
    let settings = RunSettings(handlesSignals: false)
    let drained = Tally()
    let part = Part {
      await settings.shutdown.drainRequested()
      for _ in 0..<1_000 { await Task.yield() }
      drained.add()
    }
    let running = Task { try await run([part], settings: settings, logger: logger) }

    running.cancel()
    _ = try await running.value

    #expect(drained.count == 1)
  }

  @Test func `where there is nothing to run it ends`() async throws {
    #expect(try await run([], settings: RunSettings(handlesSignals: false), logger: logger) == .drained)
  }

  @Test func `what is in flight is listed while it runs, oldest first`() async {
    let inFlight = InFlight()

    await inFlight.track("outer") {
      await inFlight.track("inner") {
        #expect(inFlight.entries.map(\.what) == ["outer", "inner"])
      }
      #expect(inFlight.entries.map(\.what) == ["outer"])
    }

    #expect(inFlight.entries.isEmpty)
  }

  @Test func `no more bodies run at once than the limit, and every element is handled`() async {
    let running = Tally()
    let most = Tally()
    let handled = Tally()
    let (numbers, source) = AsyncStream.makeStream(of: Int.self)
    for number in 1...100 { source.yield(number) }
    source.finish()

    await forEach(numbers, limit: 3) { number in
      let now = running.add()
      if now > most.count { most.add(now - most.count) }
      await Task.yield()
      handled.add(number)
      running.add(-1)
    }

    #expect(handled.count == 5_050)
    #expect(most.count <= 3 && most.count >= 1)
  }

  @Test func `calls that block do not hold up other tasks`() async {
    actor Blocker {
      private let executor = BlockingExecutor(label: "blocker")
      nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
      func block(at gate: Gate) { gate.waitUntilOpen() }
    }
    // Many more than the default pool has threads.
    let gates = (0..<32).map { _ in Gate() }
    let blocked = gates.map { gate in Task { await Blocker().block(at: gate) } }
    for gate in gates { await gate.someoneWaits() }

    let answer = await Task.detached { 42 }.value
    for gate in gates { gate.open() }
    for task in blocked { await task.value }

    #expect(answer == 42)
  }
}
