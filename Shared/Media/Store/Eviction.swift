/// What a store may keep.
public struct StoreLimits: Sendable, Equatable {
  /// Of everything in the store together; nil for as much as there is room for.
  public var byteLimit: Int?
  /// How long something may lie unused; nil for ever.
  public var ageLimit: Duration?
  /// What was added or used so shortly ago is never removed.
  public var youth: Duration

  public init(byteLimit: Int? = nil, ageLimit: Duration? = nil, youth: Duration = .seconds(600)) {
    self.byteLimit = byteLimit
    self.ageLimit = ageLimit
    self.youth = youth
  }
}

/// How much lies in a store.
public struct StoreUsage: Sendable, Equatable {
  public var objectCount = 0
  public var byteCount = 0
  /// What is being written, or was when its process died.
  public var incomingByteCount = 0
  /// What was put aside because its bytes were not those of its hash.
  public var damagedCount = 0
  public var damagedByteCount = 0
  /// Files and folders that the store has not made; it leaves them alone.
  public var foreignCount = 0

  public init() {}

  public var totalByteCount: Int { byteCount + incomingByteCount + damagedByteCount }
}

/// What an eviction did.
public struct Eviction: Sendable, Equatable {
  /// False when another process is at it; then nothing was done or counted.
  public var wasDone = true
  public var removedCount = 0
  public var removedByteCount = 0
  /// Leftovers: what was never finished, and what had been damaged.
  public var sweptCount = 0
  public var remaining = StoreUsage()

  public init() {}
}
