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

  /// In the order of the query's windows, each window's best first, none twice.
  static func places(_ overlay: Overlay) -> [Overlay.Place] {
    let count = overlay.query.count
    let windows = max(1, (count + window - 1) / window)
    var places: [Overlay.Place] = []
    for number in 0..<windows {
      let range = number * count / windows..<(number + 1) * count / windows
      for offset in best(
        overlay, range, leastOverlap: min(Verdict.leastVariety, range.count, overlay.reference.count))
      where !places.contains(where: { $0.offset == offset }) {
        places.append(Overlay.Place(offset: offset, pivot: (range.lowerBound + range.upperBound) / 2))
      }
    }
    return places
  }

  private static func best(_ overlay: Overlay, _ window: Range<Int>, leastOverlap: Int) -> [Int] {
    let step = max(1, window.count / samples)
    var found: [(score: Float, offset: Int)] = []
    var worst = -Float.infinity
    for offset in leastOverlap - window.upperBound...overlay.reference.count - window.lowerBound
      - leastOverlap
    {
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
    return found.map(\.offset)
  }

  /// How far from chance so many errors in so many items are: a long overlap with some errors says more than a short
  /// one with few.
  @inline(__always)
  static func significance(errors: Int, items: Int) -> Float {
    let bits = Float(items &* 32)
    return (0.5 - Float(errors) / bits) * bits.squareRoot()
  }
}
