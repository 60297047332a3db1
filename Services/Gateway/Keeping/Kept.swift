import Synchronization

/// Values that are told for a while, and so many of them.
final class Kept<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Entry {
    let value: Value
    let until: ContinuousClock.Instant
  }

  private let limit: Int
  private let lifetime: Duration
  private let entries = Mutex<[Key: Entry]>([:])

  init(limit: Int, lifetime: Duration) { (self.limit, self.lifetime) = (limit, lifetime) }

  subscript(key: Key) -> Value? {
    entries.withLock { entries in entries[key].flatMap { $0.until > .now ? $0.value : nil } }
  }

  func keep(_ value: Value, for key: Key) {
    let now = ContinuousClock.now
    entries.withLock { entries in
      if entries.count >= limit { entries = entries.filter { $0.value.until > now } }
      if entries.count >= limit { entries.removeAll() }
      entries[key] = Entry(value: value, until: now + lifetime)
    }
  }
}
