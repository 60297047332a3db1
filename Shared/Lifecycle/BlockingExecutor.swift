import CSystem
import Dispatch
import Glibc
import Synchronization

/// A serial executor for actors whose methods call C functions that block.
///
/// The default pool has one thread per core, so a call that blocks there stops every other task. This one has a
/// thread of its own, from its first job to its end. A serial dispatch queue would do as well, but it borrows a
/// thread for each burst of work, and waking one of many costs more than waking the one that waits.
public final class BlockingExecutor: SerialExecutor {
  private let worker: Worker

  public init(label: String) { worker = Worker(label: label) }

  deinit { worker.stop() }

  public func enqueue(_ job: consuming ExecutorJob) { worker.add(UnownedJob(job), of: self) }

  public func checkIsolated() {
    precondition(worker.isCurrent, "this code belongs on the thread of its actor")
  }
}

/// The thread and its line of jobs. Apart from the executor, because the thread must not keep that alive.
private final class Worker: Sendable {
  private struct Entry {
    let job: UnownedJob
    /// Until the job has run: what runs on an executor may drop the last reference to it.
    let executor: BlockingExecutor
  }

  private struct State {
    var entries: [Entry] = []
    var thread: pthread_t?
    var isStopped = false
  }

  private let label: String
  private let state = Mutex(State())
  private let work = DispatchSemaphore(value: 0)

  init(label: String) { self.label = label }

  var isCurrent: Bool { state.withLock { $0.thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false } }

  func add(_ job: UnownedJob, of executor: BlockingExecutor) {
    state.withLock { state in
      state.entries.append(Entry(job: job, executor: executor))
      if state.thread == nil { state.thread = start() }
    }
    work.signal()
  }

  func stop() {
    state.withLock { $0.isStopped = true }
    work.signal()
  }

  private func start() -> pthread_t {
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(self).toOpaque()
    let code = pthread_create(&thread, nil, { argument in
      guard let argument else { return nil }
      Unmanaged<Worker>.fromOpaque(argument).takeRetainedValue().runAll()
      return nil
    }, argument)
    precondition(code == 0, "no thread for blocking calls: \(String(cString: strerror(code)))")
    pthread_detach(thread)
    return thread
  }

  private func runAll() {
    while true {
      work.wait()
      let next = state.withLock { state in state.entries.isEmpty ? nil : state.entries.removeFirst() }
      guard let next else { return }
      next.job.runSynchronously(on: next.executor.asUnownedSerialExecutor())
    }
  }
}
