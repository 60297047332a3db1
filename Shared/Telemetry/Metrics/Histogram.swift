import Synchronization

/// How often values fell below each of some bounds, with their number and sum.
public final class Histogram: Sendable {
  /// From 5 ms to 10 s: for requests and other things that people wait for.
  public static let seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  /// From 0.1 s to an hour: for jobs.
  public static let longSeconds = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600]

  /// All numbers belong to the same moment.
  public struct Snapshot: Sendable, Equatable {
    /// For each bound, how many values were not above it.
    public var cumulativeCounts: [Int]
    public var count: Int
    public var sum: Double
  }

  private struct State {
    var counts: [Int]
    var sum = 0.0
  }

  /// Upper bounds, ascending, without the infinite one that every histogram has.
  let bounds: [Double]
  private let state: Mutex<State>

  init(bounds: [Double]) {
    self.bounds = bounds
    state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
  }

  public func observe(_ value: Double) {
    // One NaN would make the sum NaN for ever.
    guard !value.isNaN else { return }
    let index = bounds.firstIndex { value <= $0 } ?? bounds.count
    state.withLock { state in
      state.counts[index] += 1
      state.sum += value
    }
  }

  /// Observes a duration in seconds.
  public func observe(_ duration: Duration) { observe(duration.inSeconds) }

  public var snapshot: Snapshot {
    let state = state.withLock { $0 }
    var total = 0
    let cumulative = state.counts.map { count in
      total += count
      return total
    }
    return Snapshot(cumulativeCounts: cumulative.dropLast(), count: total, sum: state.sum)
  }
}
