/// An item of a list and its score.
public struct Scored: Sendable, Equatable {
  public let id: Int32
  public let score: Float

  public init(_ id: Int32, score: Float) {
    self.id = id
    self.score = score
  }
}

/// The best of many scores, without sorting them all: what is not above the least of the best so far is passed over, four
/// at a time.
///
/// Equal scores go by id, the smaller one first. Ids have to be given in ascending order.
struct TopList {
  private let limit: Int
  /// Keys: the greater, the better.
  private var held: [UInt64] = []
  /// What is not above it has no place any more.
  private var threshold = -Float.infinity

  /// Half of it may wait to be chosen from: so each is looked at a few times only.
  private static func capacity(_ limit: Int) -> Int { 2 * limit + 256 }

  static func bytesNeeded(_ limit: Int) -> Int { saturating(capacity(limit), MemoryLayout<UInt64>.stride) }

  init(limit: Int) {
    self.limit = limit
    held.reserveCapacity(Self.capacity(limit))
  }

  /// The ids are `first` and the following ones. Scores of minus infinity never enter.
  mutating func take(_ scores: UnsafePointer<Float>, count: Int, first: Int32) {
    guard limit > 0 else { return }
    var place = 0
    while place + 32 <= count {
      if Self.any(of: scores + place, above: threshold) {
        for place in place..<place + 32 where scores[place] > threshold {
          hold(scores[place], first + Int32(truncatingIfNeeded: place))
        }
      }
      place += 32
    }
    for place in place..<count where scores[place] > threshold {
      hold(scores[place], first + Int32(truncatingIfNeeded: place))
    }
  }

  /// Whether one of 32 scores may be above it: the difference has a sign then.
  @inline(__always)
  private static func any(of scores: UnsafePointer<Float>, above threshold: Float) -> Bool {
    let bound = SIMD4(repeating: threshold)
    let raw = UnsafeRawPointer(scores)
    var signs = SIMD4<UInt32>.zero
    for lane in 0..<8 {
      let four = raw.loadUnaligned(fromByteOffset: 16 * lane, as: SIMD4<Float>.self)
      signs |= unsafeBitCast(bound - four, to: SIMD4<UInt32>.self)
    }
    let halves = unsafeBitCast(signs, to: SIMD2<UInt64>.self)
    return (halves[0] | halves[1]) & 0x8000_0000_8000_0000 != 0
  }

  /// A number that is greater for a greater score, and for a smaller id where scores are equal. No two are equal.
  @inline(__always)
  private static func key(_ score: Float, _ id: Int32) -> UInt64 {
    // Nothing is added so that both zeros are one.
    let bits = (score + 0).bitPattern
    let ordered = bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits
    return UInt64(ordered) << 32 | UInt64(~UInt32(bitPattern: id))
  }

  private static func scored(_ key: UInt64) -> Scored {
    let ordered = UInt32(key >> 32)
    let bits = ordered & 0x8000_0000 == 0 ? ~ordered : ordered & 0x7fff_ffff
    return Scored(Int32(bitPattern: ~UInt32(truncatingIfNeeded: key)), score: Float(bitPattern: bits))
  }

  @inline(__always)
  private mutating func hold(_ score: Float, _ id: Int32) {
    held.append(Self.key(score, id))
    if held.count == Self.capacity(limit) { discard() }
  }

  private mutating func discard() {
    let limit = limit
    let least = edit(&held) { Self.select($0, count: Self.capacity(limit), best: limit) }
    held.removeLast(held.count - limit)
    threshold = Self.scored(least).score
  }

  /// Moves the best to the front, in any order; returns the least of them. By Hoare's selection.
  private static func select(_ keys: UnsafeMutablePointer<UInt64>, count: Int, best: Int) -> UInt64 {
    var (low, high) = (0, count - 1)
    let wanted = best - 1
    while low < high {
      let pivot = median(keys[low], keys[(low + high) / 2], keys[high])
      var (left, right) = (low, high)
      while left <= right {
        while keys[left] > pivot { left += 1 }
        while keys[right] < pivot { right -= 1 }
        guard left <= right else { break }
        (keys[left], keys[right]) = (keys[right], keys[left])
        left += 1
        right -= 1
      }
      if wanted <= right {
        high = right
      } else if wanted >= left {
        low = left
      } else {
        break
      }
    }
    return keys[wanted]
  }

  private static func median(_ one: UInt64, _ two: UInt64, _ three: UInt64) -> UInt64 {
    max(min(one, two), min(max(one, two), three))
  }

  static func isBetter(_ one: Scored, _ other: Scored) -> Bool {
    one.score != other.score ? one.score > other.score : one.id < other.id
  }

  /// The best, in order; empty afterwards.
  mutating func finish() -> [Scored] {
    if held.count > limit {
      let (limit, count) = (limit, held.count)
      _ = edit(&held) { Self.select($0, count: count, best: limit) }
      held.removeLast(count - limit)
    }
    held.sort(by: >)
    let best = held.map(Self.scored)
    held.removeAll(keepingCapacity: true)
    threshold = -.infinity
    return best
  }
}
