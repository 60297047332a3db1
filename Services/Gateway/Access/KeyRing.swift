import Crypto
import Storage
import Synchronization

/// The keys that were seen a moment ago. A key that was revoked counts for two more seconds at most, and usually not
/// even that: the database tells of it.
final class KeyRing: Sendable {
  private struct Held {
    let record: KeyRecord
    let hash: Digest
    let until: ContinuousClock.Instant
  }

  private struct State {
    var held: [String: Held] = [:]
    var used: Set<Int64> = []
    /// Counts what was heard, so that an answer which was on its way meanwhile is not kept.
    var turn = 0
  }

  static let age = Duration.seconds(2)
  /// Above this all are forgotten; nobody has so many keys.
  private static let most = 10_000

  private let store: KeyStore
  private let state = Mutex(State())

  init(_ store: KeyStore) { self.store = store }

  /// The key with this text, if it counts.
  func key(_ text: some StringProtocol) async throws -> KeyRecord? {
    guard let asked = KeyText(text) else { return nil }
    let now = ContinuousClock.now
    let (known, turn) = state.withLock { state in
      (state.held[asked.label].flatMap { $0.until > now ? $0 : nil }, state.turn)
    }
    var held = known
    if held == nil, let (record, hash) = try await store.find(asked.label) {
      let found = Held(record: record, hash: hash, until: now + Self.age)
      held = found
      state.withLock { state in
        if state.held.count >= Self.most { state.held = [:] }
        if state.turn == turn { state.held[asked.label] = found }
      }
    }
    // Comparing digests takes the same time wherever they differ.
    guard let held, held.hash == asked.hash, held.record.isValid() else { return nil }
    state.withLock { _ = $0.used.insert(held.record.id) }
    return held.record
  }

  /// Something has happened to a key, or nobody knows to which.
  func forget(_ label: String?) {
    state.withLock { state in
      state.turn += 1
      if let label { state.held[label] = nil } else { state.held = [:] }
    }
  }

  /// Writes down which keys were used since the last time.
  func touchUsed() async throws {
    let used = state.withLock { state in
      defer { state.used = [] }
      return state.used.sorted()
    }
    try await store.touch(used)
  }
}
