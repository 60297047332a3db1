import CSystem
import Dispatch
import Glibc
import Synchronization

/// The thread that starts children. The kernel ends children with the thread that has started them, so that is one that
/// lasts as long as the process.
final class SpawningThread: Sendable {
  static let shared = SpawningThread()

  private struct State {
    var orders: [@Sendable () -> Void] = []
    var isRunning = false
  }

  /// What came of an order.
  private final class Answer: Sendable {
    let value = Mutex<Int32>(0)
    let isThere = DispatchSemaphore(value: 0)
  }

  private let state = Mutex(State())
  private let work = DispatchSemaphore(value: 0)

  /// Runs it on the thread and waits for it: as long as a program takes to begin.
  func run(_ body: @escaping @Sendable () -> Int32) -> Int32 {
    let answer = Answer()
    state.withLock { state in
      state.orders.append {
        let value = body()
        answer.value.withLock { $0 = value }
        answer.isThere.signal()
      }
      if !state.isRunning { start() }
      state.isRunning = true
    }
    work.signal()
    answer.isThere.wait()
    return answer.value.withLock(\.self)
  }

  private func start() {
    // Signals are for the thread that asks for them.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let code = pthread_create(&thread, nil, { _ in SpawningThread.shared.runAll() }, nil)
    precondition(code == 0, "no thread that starts programs: \(String(cString: strerror(code)))")
    pthread_detach(thread)
  }

  private func runAll() -> Never {
    hookline_name_thread("children")
    while true {
      work.wait()
      let order = state.withLock { $0.orders.isEmpty ? nil : $0.orders.removeFirst() }
      order?()
    }
  }
}
