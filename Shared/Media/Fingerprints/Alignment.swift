public import Models

/// How two fingerprints lie upon each other where they agree best.
public struct Alignment: Sendable, Equatable {
  /// The second of the reference at which the query begins; negative where the query begins earlier.
  public let offset: Double
  /// Seconds that both have.
  public let overlap: Double
  /// The part of the bits that differ there: 0 for the same, about a half for two that have nothing in common.
  public let errorRate: Double
  /// How many times as fast as the reference the query is played.
  public let speed: Double
  /// Items that the query and the reference each have there, at the least, that are unlike any other's.
  public let variety: Int
  /// Items that both have there.
  public let items: Int

  /// Lays the query upon the reference at the best of all places; nil where one of them has next to nothing.
  public init?(of query: Fingerprint, with reference: Fingerprint) {
    self.init(of: query, with: reference, places: nil)
  }

  /// Lays the query upon the reference near these offsets, in items of the reference.
  public init?(of query: Fingerprint, with reference: Fingerprint, near offsets: [Int]) {
    self.init(
      of: query, with: reference,
      places: offsets.map { Overlay.Place(offset: $0, pivot: max(0, min(query.items.count, reference.items.count - $0)) / 2) })
  }

  /// How far a part of the sound lies from where the whole would have it, at the most: half a step between two of
  /// the speeds that a query is taken at, and a little more.
  static let drift = 0.006
  /// Of items, below which nothing is compared.
  static let leastOverlap = 4

  private init?(of query: Fingerprint, with reference: Fingerprint, places: [Overlay.Place]?) {
    let most = min(query.items.count, reference.items.count)
    guard most > 0 else { return nil }
    let least = min(most, Self.leastOverlap)
    let found = query.items.withUnsafeBufferPointer { query in
      reference.items.withUnsafeBufferPointer { reference in
        let overlay = Overlay(query: query, reference: reference)
        let places = places.map { $0.flatMap(Self.neighbours) } ?? OffsetSearch.places(overlay, leastOverlap: least)
        return Self.best(overlay, places, leastOverlap: least)
      }
    }
    guard let found else { return nil }
    offset = Double(found.place.shift(0)) * reference.itemDuration
    overlap = Double(found.items) * reference.itemDuration
    errorRate = Double(found.errors) / Double(found.items * 32)
    // A query that had to be played slower to lie upon the reference is a faster one.
    speed = (1 - found.place.slope) / query.speed
    variety = found.variety
    items = found.items
  }

  private struct Found {
    let place: Overlay.Place
    let errors: Int
    let items: Int
    var variety = 0
  }

  private static func neighbours(_ place: Overlay.Place) -> [Overlay.Place] {
    (-1...1).map { Overlay.Place(offset: place.offset + $0, pivot: place.pivot) }
  }

  private static func best(_ overlay: Overlay, _ places: [Overlay.Place], leastOverlap: Int) -> Found? {
    var best: Found?
    var highest = -Float.infinity
    for place in places.flatMap({ slanted($0, overlay) }) {
      let range = overlay.range(at: place)
      guard range.count >= leastOverlap else { continue }
      let found = Found(place: place, errors: overlay.errors(in: range, at: place), items: range.count)
      let score = OffsetSearch.significance(errors: found.errors, items: found.items)
      guard score > highest else { continue }
      (best, highest) = (found, score)
    }
    guard var best else { return nil }
    best.variety = overlay.variety(at: best.place)
    return best
  }

  /// The place with each slope that moves the far end by whole items.
  private static func slanted(_ place: Overlay.Place, _ overlay: Overlay) -> [Overlay.Place] {
    let range = overlay.range(at: place)
    let reach = max(abs(range.lowerBound - place.pivot), abs(range.upperBound - place.pivot))
    guard reach > 0 else { return [place] }
    let steps = Int(drift * Double(reach))
    return (-steps...steps).map { step in
      Overlay.Place(offset: place.offset, slope: Double(step) / Double(reach), pivot: place.pivot)
    }
  }
}
