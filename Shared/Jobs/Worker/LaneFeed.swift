import Messaging
import Synchronization

/// A message with the lane that it came by.
struct Arrival: Sendable, Laned {
  let lane: JobLane
  let delivery: Delivery
}

/// What came by a lane.
protocol Laned {
  var lane: JobLane { get }
}

/// What the lanes have brought, handed out by weight: while all lanes have work each gets its share, so that bulk work is
/// never starved and never in the way.
final class LaneFeed<Item: Laned & Sendable>: Sendable {
  private struct State {
    var turns: LaneTurns
    var queues: [JobLane: [Item]] = [:]
    var heads: [JobLane: Int] = [:]
    var reader: CheckedContinuation<Void, Never>?
    var isClosed = false

    func count(_ lane: JobLane) -> Int { (queues[lane]?.count ?? 0) - (heads[lane] ?? 0) }

    mutating func pop() -> Item? {
      guard let lane = turns.next(among: JobLane.allCases.filter({ count($0) > 0 })) else { return nil }
      let head = heads[lane, default: 0]
      guard let arrival = queues[lane]?[head] else { return nil }
      heads[lane] = head + 1
      if head + 1 == queues[lane]?.count || head > 512 {
        queues[lane]?.removeFirst(head + 1)
        heads[lane] = 0
      }
      return arrival
    }
  }

  private let state: Mutex<State>

  init(weights: [JobLane: Int]) { state = Mutex(State(turns: LaneTurns(weights: weights))) }

  /// Takes a message in; false when the feed is closed and the message is still the caller's.
  func add(_ arrival: Item) -> Bool {
    let (isTaken, reader) = state.withLock { state -> (Bool, CheckedContinuation<Void, Never>?) in
      guard !state.isClosed else { return (false, nil) }
      state.queues[arrival.lane, default: []].append(arrival)
      defer { state.reader = nil }
      return (true, state.reader)
    }
    reader?.resume()
    return isTaken
  }

  /// The next message; `nil` once the feed is closed. For one reader.
  func next() async -> Item? {
    while true {
      let (arrival, isClosed) = state.withLock { ($0.isClosed ? nil : $0.pop(), $0.isClosed) }
      if arrival != nil || isClosed { return arrival }
      await withCheckedContinuation { continuation in
        let mustWait = state.withLock { state in
          guard !state.isClosed, JobLane.allCases.allSatisfy({ state.count($0) == 0 }) else { return false }
          state.reader = continuation
          return true
        }
        if !mustWait { continuation.resume() }
      }
    }
  }

  /// A message that is there now.
  func nextNow() -> Item? { state.withLock { $0.isClosed ? nil : $0.pop() } }

  var count: Int { state.withLock { state in JobLane.allCases.reduce(0) { $0 + state.count($1) } } }

  /// What waits in this lane and in those before it.
  func count(through lane: JobLane) -> Int {
    state.withLock { state in
      JobLane.allCases.filter { $0.number <= lane.number }.reduce(0) { $0 + state.count($1) }
    }
  }

  /// Hands out nothing more; returns what was not handed out.
  func close() -> [Item] {
    let (rest, reader) = state.withLock { state -> ([Item], CheckedContinuation<Void, Never>?) in
      state.isClosed = true
      let rest = JobLane.allCases.flatMap { lane in
        (state.queues[lane] ?? []).dropFirst(state.heads[lane] ?? 0)
      }
      state.queues = [:]
      state.heads = [:]
      defer { state.reader = nil }
      return (rest, state.reader)
    }
    reader?.resume()
    return rest
  }
}

/// Whose turn it is among lanes of different weight, as evenly spread as can be (smooth weighted round robin).
struct LaneTurns {
  private let weights: [JobLane: Int]
  private var credits: [JobLane: Int] = [:]

  init(weights: [JobLane: Int]) { self.weights = weights }

  mutating func next(among lanes: [JobLane]) -> JobLane? {
    guard lanes.count > 1 else { return lanes.first }
    var best = lanes[0]
    var total = 0
    for lane in lanes {
      // A lane without a weight would never have a turn.
      let weight = max(1, weights[lane] ?? 1)
      total += weight
      credits[lane, default: 0] += weight
      if credits[lane, default: 0] > credits[best, default: 0] { best = lane }
    }
    credits[best, default: 0] -= total
    return best
  }
}
