import CSystem
import Dispatch
import Glibc
import Synchronization

/// The thread of an executor and its line of jobs. Apart from the executor, because the thread keeps this
/// alive and must not keep the executor alive.
final class BlockingThread: Sendable {
  private struct Entry {
    let job: UnownedJob
    /// Held until the job has run: a job may drop the last reference to the actor that it runs on.
    let executor: BlockingExecutor
  }

  private struct State {
    var entries: [Entry] = []
    var thread: pthread_t?
    var isStopped = false
  }

  private let label: String
  private let state = Mutex(State())
  /// Counts at least what stands in line, so that the thread never sleeps on a job.
  private let work = DispatchSemaphore(value: 0)

  init(label: String) { self.label = label }

  var isCurrent: Bool {
    guard let thread = state.withLock({ $0.thread }) else { return false }
    return pthread_equal(thread, pthread_self()) != 0
  }

  func add(_ job: UnownedJob, of executor: BlockingExecutor) {
    state.withLock { state in
      state.entries.append(Entry(job: job, executor: executor))
      if state.thread == nil { state.thread = start() }
    }
    work.signal()
  }

  /// Ends the thread once it has run everything.
  func stop() {
    state.withLock { $0.isStopped = true }
    work.signal()
  }

  private func start() -> pthread_t {
    // Signals are for the thread that asks for them; one that is ignored and reaches any other is lost.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let itself = Unmanaged.passRetained(self).toOpaque()
    let code = pthread_create(&thread, nil, { runBlockingThread($0) }, itself)
    precondition(code == 0, "no thread for calls that block: \(String(cString: strerror(code)))")
    pthread_detach(thread)
    return thread
  }

  fileprivate func runAll() {
    hookline_name_thread(label)
    // Two arrays that change places: no job costs an allocation.
    var entries: [Entry] = []
    while true {
      work.wait()
      let isStopped = state.withLock { state in
        swap(&state.entries, &entries)
        return state.isStopped
      }
      if entries.isEmpty, isStopped { return }
      for entry in entries { entry.job.runSynchronously(on: entry.executor.asUnownedSerialExecutor()) }
      entries.removeAll(keepingCapacity: true)
    }
  }
}

private func runBlockingThread(_ thread: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let thread else { return nil }
  Unmanaged<BlockingThread>.fromOpaque(thread).takeRetainedValue().runAll()
  return nil
}
