/// A serial executor for actors whose methods call C functions that block.
///
/// The default pool has one thread per core, so a call that blocks there stops every other task. This one has
/// a thread of its own, from its first job until it goes. A serial dispatch queue would borrow a thread for
/// each burst of work, and waking some sleeper out of many costs more than waking always the same one.
public final class BlockingExecutor: SerialExecutor {
  private let thread: BlockingThread

  /// - Parameter label: What the thread is called in `top -H` and in debuggers; its first 15 bytes count.
  public init(label: String) { thread = BlockingThread(label: label) }

  deinit { thread.stop() }

  public func enqueue(_ job: consuming ExecutorJob) { thread.add(UnownedJob(job), of: self) }

  public func checkIsolated() {
    precondition(thread.isCurrent, "this may only run on the thread of its actor")
  }
}
