public import Models

/// How two fingerprints lie upon each other where they agree best.
public struct Alignment: Sendable, Equatable {
  /// The second of the reference at which the query begins; negative where the query begins earlier.
  public let offset: Double
  /// How many items both have there.
  public let items: Int
  /// Seconds that both have.
  public let overlap: Double
  /// How many different items each of them has there, at the least.
  public let variety: Int
  /// The part of the bits that differ there, each pair of items counted once: 0 for the same, about a half for two that
  /// have nothing in common.
  public let errorRate: Double
  /// How many times as fast as the reference the query is played.
  public let speed: Double
  /// The part that would differ if the same items came in any other order.
  public let chance: Double
  public let verdict: Verdict

  /// Lays the query upon the reference at the best of all places.
  public init(of query: Fingerprint, with reference: Fingerprint) {
    self.init(query, reference) { OffsetSearch.places($0) }
  }

  /// Lays the query upon the reference at the best place near these offsets, in items of the reference.
  public init(of query: Fingerprint, with reference: Fingerprint, near offsets: [Int]) {
    self.init(query, reference) { overlay in offsets.flatMap { overlay.places(around: $0) } }
  }

  private init(
    _ query: Fingerprint, _ reference: Fingerprint, places: (Overlay) -> [Overlay.Place]
  ) {
    let found = query.items.withUnsafeBufferPointer { query in
      reference.items.withUnsafeBufferPointer { reference in
        Found.best(Overlay(query: query, reference: reference), places)
      }
    }
    items = found?.items ?? 0
    variety = found?.variety ?? 0
    errorRate = found?.errorRate ?? 0.5
    offset = Double(found?.place.shift(0) ?? 0) * reference.itemDuration
    overlap = Double(items) * reference.itemDuration
    // A query that had to be played slower to lie upon the reference is a faster one.
    speed = (1 - (found?.place.slope ?? 0)) / query.speed
    let isShort = min(query.items.count, reference.items.count) < Verdict.leastVariety
    chance = found?.chance ?? 0.5
    verdict = isShort ? .tooShort : Verdict(errorRate: errorRate, variety: variety, chance: chance)
  }

  /// From 0, no better than what counts as different, to 1, the same bit for bit.
  public var confidence: Double {
    verdict == .same ? 1 - errorRate / Verdict.limit(variety: variety, chance: chance) : 0
  }

  /// How far from chance the agreement is, for telling which of two alignments is the better.
  public var significance: Double { (0.5 - errorRate) * Double(items * 32).squareRoot() }
}

/// The best place so far.
private struct Found {
  let place: Overlay.Place
  let items: Int
  var variety = 0
  var errorRate = 0.5
  var chance = 0.5

  static func best(_ overlay: Overlay, _ places: (Overlay) -> [Overlay.Place]) -> Found? {
    guard min(overlay.query.count, overlay.reference.count) >= Verdict.leastVariety else { return nil }
    var best: Found?
    var highest = -Float.infinity
    for place in places(overlay).flatMap(overlay.slanted) {
      let range = overlay.range(at: place)
      guard range.count >= Verdict.leastVariety else { continue }
      let errors = overlay.errors(in: range, at: place)
      let score = OffsetSearch.significance(errors: errors, items: range.count)
      guard score > highest else { continue }
      (best, highest) = (Found(place: place, items: range.count), score)
    }
    guard var best else { return nil }
    let pairs = overlay.pairs(at: best.place)
    (best.variety, best.errorRate, best.chance) = (pairs.variety, pairs.errorRate, pairs.chance)
    return best
  }
}
