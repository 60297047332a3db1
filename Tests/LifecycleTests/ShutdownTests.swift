import Lifecycle
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct ShutdownTests {
  @Test func `phases only rise`() {
    let shutdown = Shutdown()

    shutdown.hasten()
    shutdown.drain()

    #expect(shutdown.phase == .hastening)
  }

  @Test func `who waits for a drain hears it, who waits for haste does not yet`() async {
    let shutdown = Shutdown()
    let drained = Task { await shutdown.drainRequested() }
    let hastened = Task {
      await shutdown.reached(.hastening)
      return shutdown.phase
    }

    shutdown.drain()
    await drained.value
    shutdown.hasten()

    #expect(await hastened.value == .hastening)
  }

  @Test func `who comes late does not wait`() async {
    let shutdown = Shutdown()
    shutdown.hasten()

    await shutdown.drainRequested()
    await shutdown.reached(.hastening)
  }

  @Test func `a cancelled task stops waiting`() async {
    let shutdown = Shutdown()
    let waiting = (0..<100).map { _ in Task { await shutdown.drainRequested() } }

    for task in waiting { task.cancel() }
    for task in waiting { await task.value }

    #expect(shutdown.phase == .running)
  }

  @Test func `turns are taken until a drain, and the last one is cancelled and waited for`() async {
    let shutdown = Shutdown()
    let count = Mutex(0)
    let wasCancelled = Mutex(false)

    await shutdown.untilDrained {
      let number = count.withLock { count in
        count += 1
        return count
      }
      guard number == 3 else { return .milliseconds(1) }
      shutdown.drain()
      try? await Task.sleep(for: .seconds(3600))
      wasCancelled.withLock { $0 = Task.isCancelled }
      return .zero
    }

    #expect(count.withLock { $0 } == 3 && wasCancelled.withLock { $0 })
  }
}
