public import HTTP
import Synchronization

/// Lets each key ask so often a minute and no more: a bucket that fills steadily and from which every request takes one.
public final class RateLimiter: Sendable {
  fileprivate struct Bucket {
    var level: Double
    var at: ContinuousClock.Instant
  }

  /// Requests a minute; zero for no limit.
  public let limit: Int
  private let buckets = Mutex<[Int64: Bucket]>([:])
  /// Above this, full ones are forgotten.
  private static let most = 10_000

  public init(limit: Int) { self.limit = limit }

  /// Takes one; returns what to say of it, and for how long to wait where there was none.
  public func take(
    _ key: Int64, at now: ContinuousClock.Instant = .now
  ) -> (headers: Headers, wait: Int?) {
    guard limit > 0 else { return ([:], nil) }
    let size = Double(limit)
    let level: Double = buckets.withLock { buckets in
      if buckets.count >= Self.most { buckets = buckets.filter { $0.value.full(size, by: now) < size } }
      let level = buckets[key]?.full(size, by: now) ?? size
      buckets[key] = Bucket(level: level >= 1 ? level - 1 : level, at: now)
      return level
    }
    let isTaken = level >= 1
    let left = isTaken ? Int(level - 1) : 0
    // Until it is full again, or until there is one.
    let missing = isTaken ? size - (level - 1) : 1 - level
    let seconds = max(1, Int((missing * 60 / size).rounded(.up)))
    let headers: Headers = [
      "RateLimit-Policy": "\"key\";q=\(limit);w=60", "RateLimit": "\"key\";r=\(left);t=\(seconds)",
    ]
    return (headers, isTaken ? nil : seconds)
  }
}

extension RateLimiter.Bucket {
  fileprivate func full(_ size: Double, by now: ContinuousClock.Instant) -> Double {
    let elapsed = now - at
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    return min(size, level + max(0, seconds) * size / 60)
  }
}
