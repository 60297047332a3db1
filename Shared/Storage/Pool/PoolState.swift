import Lifecycle

/// Who has which connection and who waits for one: the decisions of the pool, without its I/O.
///
/// Connections are slots, numbered from 0; a slot that was never used costs nothing.
struct PoolState: Sendable {
  typealias Slot = Int
  typealias Request = Int

  enum Answer: Equatable {
    case use(Slot)
    case wait
    /// The line is as long as it may be.
    case refuse
  }

  let limit: Int
  let waitingLimit: Int
  /// Free slots with an open connection, the last used at the end: the busiest stay warm, the others can close.
  private var idle: [(slot: Slot, since: ContinuousClock.Instant)] = []
  /// Slots without a connection.
  private var unused: [Slot]
  private var waiting: [Request] = []

  init(limit: Int, waitingLimit: Int) {
    precondition(limit > 0 && waitingLimit >= 0, "a pool needs at least one connection")
    self.limit = limit
    self.waitingLimit = waitingLimit
    unused = Array((0..<limit).reversed())
  }

  var busyCount: Int { limit - idle.count - unused.count }
  var idleCount: Int { idle.count }
  var waitingCount: Int { waiting.count }

  mutating func acquire(for request: Request) -> Answer {
    if let (slot, _) = idle.popLast() { return .use(slot) }
    if let slot = unused.popLast() { return .use(slot) }
    guard waiting.count < waitingLimit else { return .refuse }
    waiting.append(request)
    return .wait
  }

  /// Takes a slot back. Returns who gets it next, if somebody waits.
  mutating func release(_ slot: Slot, at now: ContinuousClock.Instant) -> Request? {
    guard waiting.isEmpty else { return waiting.removeFirst() }
    idle.append((slot, now))
    return nil
  }

  /// Takes a request out of the line; false when it has already been served.
  mutating func giveUp(_ request: Request) -> Bool {
    guard let place = waiting.firstIndex(of: request) else { return false }
    waiting.remove(at: place)
    return true
  }

  /// The slots that nobody has needed since `instant`; their connections are to be closed.
  mutating func retire(unusedSince instant: ContinuousClock.Instant) -> [Slot] {
    let retired = idle.filter { $0.since <= instant }.map(\.slot)
    idle.removeAll { $0.since <= instant }
    unused += retired
    return retired
  }
}
