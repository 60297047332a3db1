import Dispatch
import Synchronization

/// Looks at deadlines ten times a second while there are any, on a thread of its own: the link's thread may hang in a
/// login or a write for seconds, and a caller's deadline counts all the same.
final class DeadlineClock: Sendable {
  private static let period = DispatchTimeInterval.milliseconds(100)
  /// One queue for all publishers of the process; a look at each is short.
  private static let queue = DispatchQueue(label: "amqp deadlines")

  /// Ends what is overdue; says whether anything is left.
  private let look: @Sendable () -> Bool
  private let isRunning = Atomic(false)

  init(look: @escaping @Sendable () -> Bool) { self.look = look }

  /// Begins to look, and goes on until nothing is left; called with every message.
  func start() {
    guard !isRunning.exchange(true, ordering: .acquiringAndReleasing) else { return }
    schedule()
  }

  private func schedule() {
    Self.queue.asyncAfter(deadline: .now() + Self.period) { [self] in
      if look() { return schedule() }
      isRunning.store(false, ordering: .sequentiallyConsistent)
      // Whoever came in between found the clock running.
      if look() { start() }
    }
  }
}
