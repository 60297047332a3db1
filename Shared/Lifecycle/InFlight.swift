import Synchronization

/// What this process is doing right now, for the operator who asks a process that seems stuck (SIGQUIT).
public final class InFlight: Sendable {
  /// One piece of work that has begun and not ended.
  public struct Entry: Sendable, Equatable {
    public let what: String
    public let since: ContinuousClock.Instant
  }

  private struct State {
    var entries: [Int: Entry] = [:]
    var nextID = 0
  }

  private let state = Mutex(State())

  public init() {}

  /// The open entries, oldest first.
  public var entries: [Entry] {
    state.withLock { $0.entries.values.sorted { $0.since < $1.since } }
  }

  /// Runs `body` with an entry that says `what` is going on.
  public func track<Result>(
    _ what: @autoclosure () -> String, isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws -> Result
  ) async rethrows -> Result {
    let id = begin(what())
    defer { end(id) }
    return try await body()
  }

  private func begin(_ what: String) -> Int {
    state.withLock { state in
      state.nextID += 1
      state.entries[state.nextID] = Entry(what: what, since: .now)
      return state.nextID
    }
  }

  private func end(_ id: Int) {
    state.withLock { _ = $0.entries.removeValue(forKey: id) }
  }
}
