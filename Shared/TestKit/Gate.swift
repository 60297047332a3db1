import Dispatch

/// Holds a thread until the test opens it, and tells the test that the thread is there.
public final class Gate: Sendable {
  private let opening = DispatchSemaphore(value: 0)
  private let arrivals: AsyncStream<Void>
  private let arrive: AsyncStream<Void>.Continuation

  public init() { (arrivals, arrive) = AsyncStream.makeStream() }

  /// Blocks the calling thread; for bodies that run on a thread of their own.
  public func waitUntilOpen() {
    arrive.yield()
    opening.wait()
  }

  /// Returns once a thread stands at the gate.
  public func someoneWaits() async {
    for await _ in arrivals { return }
  }

  public func open() { opening.signal() }
}
