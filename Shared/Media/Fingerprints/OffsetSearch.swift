/// Finds the offsets at which a query may lie upon a reference.
///
/// Each window of the query is held against every place of the reference; a few items of it are enough to tell a
/// place where most bits agree from one where they agree by chance. Windows are short, so that a small
/// difference of speed does not blur them.
struct OffsetSearch {
  /// About twelve seconds.
  static let window = 96
  /// Of a window.
  static let candidates = 3
  /// How many items of a window are compared.
  static let samples = 24

  /// Of all windows together: each is then compared over the whole length.
  static let placeLimit = 16

  /// The best of all windows, none twice.
  static func places(_ overlay: Overlay) -> [Overlay.Place] {
    let count = overlay.query.count
    let windows = max(1, (count + window - 1) / window)
    var found: [(score: Float, place: Overlay.Place)] = []
    for number in 0..<windows {
      let range = number * count / windows..<(number + 1) * count / windows
      let least = min(Verdict.leastVariety, range.count, overlay.reference.count)
      let pivot = (range.lowerBound + range.upperBound) / 2
      for (score, offset) in best(overlay, range, leastOverlap: least) {
        found.append((score, Overlay.Place(offset: offset, pivot: pivot)))
      }
    }
    var offsets: Set<Int> = []
    let best = found.sorted { $0.score > $1.score }.filter { offsets.insert($0.place.offset).inserted }
    return best.prefix(placeLimit).map(\.place)
  }

  private typealias Offset = (score: Float, offset: Int)

  private static func best(_ overlay: Overlay, _ window: Range<Int>, leastOverlap: Int) -> [Offset] {
    let step = max(1, window.count / samples)
    let lowest = leastOverlap - window.upperBound
    let highest = overlay.reference.count - window.lowerBound - leastOverlap
    var found: [Offset] = []
    var worst = -Float.infinity
    for offset in lowest...max(lowest, highest) {
      let lower = max(window.lowerBound, -offset)
      let upper = min(window.upperBound, overlay.reference.count - offset)
      guard upper - lower >= leastOverlap else { continue }
      let errors = overlay.errors(in: lower..<upper, offset: offset, step: step)
      let score = significance(errors: errors, items: (upper - lower + step - 1) / step)
      guard score > worst || found.count < candidates else { continue }
      found.append((score, offset))
      found.sort { $0.score > $1.score }
      if found.count > candidates { found.removeLast() }
      worst = found[found.count - 1].score
    }
    return found
  }

  /// How far from chance so many errors in so many items are: a long overlap with some errors says more than a short
  /// one with few.
  @inline(__always)
  static func significance(errors: Int, items: Int) -> Float {
    let bits = Float(items &* 32)
    return (0.5 - Float(errors) / bits) * bits.squareRoot()
  }
}
