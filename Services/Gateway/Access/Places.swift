import API
import HTTP
import Synchronization

/// How many may do at once what takes much: who comes when all places are taken is asked to come again, so that the others
/// go on being answered.
final class Places: Sendable {
  private let count: Int
  private let taken = Mutex(0)

  init(_ count: Int) { self.count = count }

  /// Has something done in a place, where there is one.
  func withOne<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
    let isFree = taken.withLock { taken in
      guard taken < count else { return false }
      taken += 1
      return true
    }
    guard isFree else {
      throw Refusal(
        .serviceUnavailable, "busy", "Others ask for the same; ask again in a moment.",
        headers: ["Retry-After": "2"])
    }
    defer { taken.withLock { $0 -= 1 } }
    return try await body()
  }
}
