import API
import Crypto
import Storage
import Synchronization

/// The keys that were seen a moment ago. A key that was revoked counts for two more seconds at most, and usually not
/// even that: the database tells of it.
final class KeyRing: Sendable {
  private struct Held {
    let record: KeyRecord
    let caller: Caller
    let hash: Digest
    let until: ContinuousClock.Instant
  }

  private struct State {
    var held: [String: Held] = [:]
    /// Texts that were those of keys, taken apart: hashing one takes longer than all else that is done for a request.
    var read: [String: KeyText] = [:]
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

  /// Who has the key with this text, if it counts.
  func caller(_ text: String) async throws -> Caller? {
    let now = ContinuousClock.now
    let (known, read, turn) = state.withLock { state in
      let read = state.read[text]
      return (read.flatMap { state.held[$0.label] }, read, state.turn)
    }
    guard let asked = read ?? KeyText(text) else { return nil }
    var held = known.flatMap { $0.until > now ? $0 : nil }
    if held == nil, let (record, hash) = try await store.find(asked.label) {
      let scopes = Set(record.scopes.compactMap(Scope.init))
      let caller = Caller(key: record.id, name: record.name, scopes: scopes)
      let found = Held(record: record, caller: caller, hash: hash, until: now + Self.age)
      held = found
      state.withLock { state in
        if state.held.count >= Self.most { state.held = [:] }
        if state.turn == turn { state.held[asked.label] = found }
      }
    }
    // Comparing digests takes the same time wherever they differ.
    guard let held, held.hash == asked.hash, held.record.isValid() else { return nil }
    state.withLock { state in
      state.used.insert(held.record.id)
      guard read == nil else { return }
      if state.read.count >= Self.most { state.read = [:] }
      state.read[text] = asked
    }
    return held.caller
  }

  /// Something has happened to a key, or nobody knows to which.
  func forget(_ label: String?) {
    state.withLock { state in
      state.turn += 1
      if let label { state.held[label] = nil } else { state.held = [:] }
      state.read = [:]
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
