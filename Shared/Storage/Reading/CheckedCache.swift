import FoundationEssentials
import Synchronization

/// Keeps values that are made from many rows, and never gives one that the database would not give at that moment.
///
/// Each read asks the database, all that wait at once together. There are two questions:
///
/// 1. Its snapshot (`pg_current_snapshot`). What a session sees is decided by which transactions have ended, so two equal
///    snapshots of one session see the same rows, and a value that was right at the first is right at the second. Every
///    transaction that changes anything has a number, so a commit anywhere on the server changes the snapshot. On a
///    standby, whose snapshots are made otherwise, and in another session, which may be on the other side of a crash, this
///    proves nothing and is not used.
/// 2. Where the snapshot is another: the stamp of each key, a number made of the versions (`xmin`) of all rows that its value
///    rests on. Every version of a row has the number of the transaction that wrote it, so equal stamps mean the same rows,
///    but for a collision of 64 bits.
///
/// What changes by itself as time goes on, such as a right that ends, is part of the stamp, which then tells until when it
/// holds and is asked for anew after that.
///
/// The stamp is read before the value is made. A change between the two leaves a value that is newer than its stamp, which
/// the next read finds to be another: so nothing that is out of date can stay.
public final class CheckedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  /// A statement that gives the place of each key in the list, counted from 1, its stamp, and the time until which that
  /// holds by itself, or null; nothing for what is not there.
  public typealias Stamps = @Sendable ([Key]) -> SQL

  /// Which snapshot of which session was seen last. One that differs in anything gets another number.
  private struct Seen {
    var session = 0
    var snapshot: String?
    var number = 0

    mutating func number(of snapshot: String?, in session: Int) -> Int {
      let isSame = snapshot != nil && snapshot == self.snapshot && session == self.session
      if !isSame { number += 1 }
      (self.session, self.snapshot) = (session, snapshot)
      return number
    }
  }

  private struct State {
    var seen = Seen()
    var entries: Generations<Key, Value>
  }

  private let state: Mutex<State>
  private let stamps: BatchedRead<Key, Int64>
  private let values: BatchedRead<Key, Value>

  /// `byteLimit` bounds what is kept, by the sizes that `cost` tells; 0 keeps nothing. `database` is best a pool of one
  /// connection that is used for nothing else.
  public convenience init(
    _ database: any Database, byteLimit: Int, stamps: @escaping Stamps,
    make: @escaping BatchedRead<Key, Value>.Read,
    cost: @escaping @Sendable (Value) -> Int
  ) {
    let box = Box()
    self.init(
      byteLimit: byteLimit, cost: cost, values: BatchedRead(limit: 32, concurrency: 4, make),
      stamps: BatchedRead { keys in
        try await database.perform { session in
          guard let cache = box.cache else { return [:] }
          return try cache.check(keys, session, stamps)
        }
      })
    box.hold(self)
  }

  private init(
    byteLimit: Int, cost: @escaping @Sendable (Value) -> Int, values: BatchedRead<Key, Value>,
    stamps: BatchedRead<Key, Int64>
  ) {
    state = Mutex(State(entries: Generations(byteLimit: byteLimit, cost: cost)))
    self.values = values
    self.stamps = stamps
  }

  /// What tells the present state of a key's value from every other; nil when there is no such thing.
  public func stamp(of key: Key) async throws -> Int64? { try await stamps.value(for: key) }

  /// The value, which is kept if it is that of this stamp, and otherwise made; nil when there is none any more. The stamp
  /// must have been asked for just before.
  public func value(of key: Key, at stamp: Int64) async throws -> Value? {
    if let kept = state.withLock({ $0.entries.value(of: key, at: stamp) }) { return kept }
    guard let value = try await values.value(for: key) else { return nil }
    state.withLock { $0.entries.keep(value, of: key, at: stamp) }
    return value
  }

  /// On the connection's thread.
  private func check(_ keys: [Key], _ session: Session, _ stamps: Stamps) throws -> [Key: Int64] {
    let snapshot = try session.value(
      "select case when pg_is_in_recovery() then null else pg_current_snapshot()::text end", as: String?.self)
    var (known, unknown) = ([Key: Int64](minimumCapacity: keys.count), [Key]())
    let number = state.withLock { state in
      let number = state.seen.number(of: snapshot, in: session.number)
      for key in keys {
        if let stamp = state.entries.stamp(of: key, seenAt: number) {
          known[key] = stamp
        } else {
          unknown.append(key)
        }
      }
      return number
    }
    guard !unknown.isEmpty else { return known }
    let rows = try session.rows(stamps(unknown), as: Int64.self, Int64.self, Date?.self)
    state.withLock { state in
      for (place, stamp, until) in rows where (1...Int64(unknown.count)).contains(place) {
        let key = unknown[Int(place) - 1]
        known[key] = stamp
        // Read at this snapshot or a later one. Should the next check find this snapshot again, there was no later one.
        state.entries.note(stamp, of: key, seenAt: number, until: until)
      }
    }
    return known
  }

  /// The cache that a reader belongs to, which is made after it.
  private final class Box: Sendable {
    private struct Weak: Sendable { weak var cache: CheckedCache? }
    private let held = Mutex(Weak())

    var cache: CheckedCache? { held.withLock { $0.cache } }
    func hold(_ cache: CheckedCache) { held.withLock { $0.cache = cache } }
  }
}

/// What was kept lately, and what was kept before that: when the first has its share of the room, the second is forgotten.
struct Generations<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Entry {
    var stamp: Int64
    /// The number of the snapshot at which the stamp was last known to be right.
    var seenAt: Int
    /// When it holds no longer, whatever the snapshot.
    var until: Date?
    var value: Value?
    var cost: Int
  }

  /// Of an entry, beside what the value takes.
  private static var overhead: Int { 192 }

  private let share: Int
  private let cost: @Sendable (Value) -> Int
  private var young: [Key: Entry] = [:]
  private var old: [Key: Entry] = [:]
  private var youngCost = 0

  init(byteLimit: Int, cost: @escaping @Sendable (Value) -> Int) {
    share = byteLimit / 2
    self.cost = cost
  }

  var count: Int { young.count + old.keys.count { young[$0] == nil } }

  mutating func stamp(of key: Key, seenAt number: Int) -> Int64? {
    guard let entry = entry(key), entry.seenAt == number else { return nil }
    if let until = entry.until, until <= Date() { return nil }
    return entry.stamp
  }

  mutating func note(_ stamp: Int64, of key: Key, seenAt number: Int, until: Date? = nil) {
    let known = entry(key)
    let isSame = known?.stamp == stamp
    put(
      Entry(
        stamp: stamp, seenAt: number, until: until, value: isSame ? known?.value : nil,
        cost: isSame ? known?.cost ?? Self.overhead : Self.overhead), for: key)
  }

  mutating func value(of key: Key, at stamp: Int64) -> Value? {
    guard let entry = entry(key), entry.stamp == stamp else { return nil }
    return entry.value
  }

  /// Keeps a value with the stamp that was read before it was made. Where another has been read since, it is not kept.
  mutating func keep(_ value: Value, of key: Key, at stamp: Int64) {
    guard var entry = entry(key), entry.stamp == stamp else { return }
    entry.value = value
    entry.cost = Self.overhead + cost(value)
    put(entry, for: key)
  }

  private mutating func entry(_ key: Key) -> Entry? {
    if let entry = young[key] { return entry }
    guard let entry = old[key] else { return nil }
    put(entry, for: key)
    return entry
  }

  private mutating func put(_ entry: Entry, for key: Key) {
    guard entry.cost <= share else {
      youngCost -= young.removeValue(forKey: key)?.cost ?? 0
      old[key] = nil
      return
    }
    youngCost += entry.cost - (young.updateValue(entry, forKey: key)?.cost ?? 0)
    guard youngCost > share else { return }
    old = young
    young = [:]
    youngCost = 0
  }
}
