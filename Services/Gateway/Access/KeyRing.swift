import API
import Crypto
import HTTP
import Storage
import Synchronization

/// The keys that were seen a moment ago. A key that was revoked counts for two more seconds at most, and usually not
/// even that: the database tells of it.
///
/// What is asked of the database is bounded, whatever strangers bring: what was found to be no key is remembered for as
/// long, what is looked up at the same time is looked up together, and who brings too much that is no key is not looked up
/// any more (`Strangers`). A key that was found to be one before is, whoever else comes from the same address.
final class KeyRing: Sendable {
  private struct Held {
    /// Nil where there is no such key.
    let key: (record: KeyRecord, caller: Caller, hash: Digest)?
    let until: ContinuousClock.Instant
  }

  private struct State {
    var held: [String: Held] = [:]
    /// Texts that were those of keys, taken apart: hashing one takes longer than all else that is done for a request.
    var read: [String: KeyText] = [:]
    var used: Set<Int64> = []
    /// Labels of keys that there are, as far as is known: no stranger guesses one.
    var labels: Set<String> = []
    /// Labels that are looked up for the first who has asked.
    var sought: Set<String> = []
    /// Counts what was heard, so that an answer which was on its way meanwhile is not kept.
    var turn = 0
  }

  static let age = Duration.seconds(2)
  /// Above this all are forgotten; nobody has so many keys.
  private static let most = 10_000

  private let store: KeyStore
  private let finds: BatchedRead<String, KeyStore.Found>
  private let strangers: Strangers
  private let state = Mutex(State())

  init(_ store: KeyStore, strangers: Strangers = Strangers()) {
    self.store = store
    self.strangers = strangers
    finds = BatchedRead(waitingLimit: 1_000) { labels in try await store.find(among: labels) }
  }

  /// Who has the key with this text, if it counts.
  ///
  /// - Throws: `Strangers.TooMany` for what was never a key here, from where too much of that has come.
  func caller(_ text: String, from network: AddressRange? = nil) async throws -> Caller? {
    let now = ContinuousClock.now
    let (known, read, turn) = state.withLock { state in
      let read = state.read[text]
      return (read.flatMap { state.held[$0.label] }, read, state.turn)
    }
    guard let asked = read ?? KeyText(text) else { return nil }
    var held = (known ?? state.withLock { $0.held[asked.label] }).flatMap { $0.until > now ? $0 : nil }
    let isStrange = held == nil && read == nil && isFirst(asked.label)
    defer { if isStrange { state.withLock { _ = $0.sought.remove(asked.label) } } }
    if isStrange { try strangers.take(network) }
    do {
      if held == nil { held = try await look(asked.label, turn, until: now + Self.age) }
    } catch {
      // Who could not be looked up is no stranger for that.
      if isStrange { strangers.giveBack(network) }
      throw error
    }
    // Comparing digests takes the same time wherever they differ.
    guard let key = held?.key, key.hash == asked.hash, key.record.isValid() else { return nil }
    if isStrange { strangers.giveBack(network) }
    state.withLock { state in
      state.used.insert(key.record.id)
      guard read == nil else { return }
      if state.read.count >= Self.most { state.read = [:] }
      state.read[text] = asked
    }
    return key.caller
  }

  /// Whether nobody knows this label, and nobody else asks about it now, who would be asked for the same answer.
  private func isFirst(_ label: String) -> Bool {
    state.withLock { state in !state.labels.contains(label) && state.sought.insert(label).inserted }
  }

  /// Reads which labels there are, so that keys which were not seen here yet are told from what strangers make up.
  func learn() async throws {
    let labels = try await store.labels(limit: Self.most)
    state.withLock { $0.labels = Set(labels) }
  }

  private func look(_ label: String, _ turn: Int, until: ContinuousClock.Instant) async throws -> Held {
    let found = try await finds.value(for: label).map { found in
      let scopes = Set(found.record.scopes.compactMap(Scope.init))
      let caller = Caller(key: found.record.id, name: found.record.name, scopes: scopes)
      return (record: found.record, caller: caller, hash: found.hash)
    }
    let held = Held(key: found, until: until)
    state.withLock { state in
      if state.held.count >= Self.most { state.held = [:] }
      if state.turn == turn { state.held[label] = held }
    }
    return held
  }

  /// Something has happened to a key, or nobody knows to which.
  func forget(_ label: String?) {
    state.withLock { state in
      state.turn += 1
      guard let label else { return state.held = [:] }
      state.held[label] = nil
      // It may be a new one.
      if state.labels.count < 2 * Self.most { state.labels.insert(label) }
      state.read = state.read.filter { $0.value.label != label }
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
