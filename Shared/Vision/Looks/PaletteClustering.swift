/// Finds the few colours that stand for many: k-means in Oklab, from a start that is not drawn but
/// follows from means and deviations, which noise hardly moves.
struct PaletteClustering {
  /// Colours nearer to each other than this look alike and become one.
  private static let sameColour = 0.06
  /// Fewer pixels than this part of all make no colour of their own.
  private static let leastShare = 0.002
  private static let mostRounds = 30

  private let colours: [(colour: Oklab, weight: Double)]
  private let total: Double

  init(_ colours: [(colour: Oklab, weight: Double)]) {
    self.colours = colours
    total = colours.reduce(0) { $0 + $1.weight }
  }

  func palette(of count: Int = Palette.mostSwatches) -> Palette {
    guard total > 0 else { return Palette(swatches: []) }
    var centres = start(count)
    var clusters = self.clusters(centres)
    for _ in 0..<Self.mostRounds {
      let next = clusters.map(\.colour)
      guard next != centres else { break }
      centres = next
      clusters = self.clusters(centres)
    }
    let swatches = merged(clusters).filter { $0.weight / total >= Self.leastShare }
      .map { Palette.Swatch($0.colour, share: $0.weight / total) }
    // Equal shares in an order that does not depend on how they were found.
    return Palette(
      swatches: swatches.sorted {
        ($0.share, $0.red, $0.green, $0.blue) > ($1.share, $1.red, $1.green, $1.blue)
      })
  }

  /// The means of groups: all colours, of which time and again the most scattered group is split at its mean, across the
  /// direction in which it is the longest.
  private func start(_ count: Int) -> [Oklab] {
    var groups = [ColourGroup(colours)]
    while groups.count < count {
      let widest = groups.indices.max { groups[$0].scatter < groups[$1].scatter }
      guard let widest, groups[widest].scatter > 1e-9 * total else { break }
      let (first, second) = groups[widest].halves
      guard !first.colours.isEmpty, !second.colours.isEmpty else { break }
      groups[widest] = first
      groups.append(second)
    }
    return groups.map(\.mean)
  }

  /// Each colour with its nearest centre; where none is near stays what it was.
  private func clusters(_ centres: [Oklab]) -> [(colour: Oklab, weight: Double)] {
    var sums = centres.map { _ in (l: 0.0, a: 0.0, b: 0.0, weight: 0.0) }
    for (colour, weight) in colours {
      var nearest = 0, least = Double.infinity
      for (index, centre) in centres.enumerated() {
        let distance = colour.squaredDistance(to: centre)
        if distance < least { (least, nearest) = (distance, index) }
      }
      sums[nearest].l += colour.lightness * weight
      sums[nearest].a += colour.a * weight
      sums[nearest].b += colour.b * weight
      sums[nearest].weight += weight
    }
    return zip(sums, centres).map { sum, centre in
      guard sum.weight > 0 else { return (centre, 0) }
      let w = sum.weight
      return (Oklab(lightness: sum.l / w, a: sum.a / w, b: sum.b / w), w)
    }
  }

  /// The lighter of two that look alike goes into the heavier, the nearest two first.
  private func merged(_ clusters: [(colour: Oklab, weight: Double)]) -> [(colour: Oklab, weight: Double)] {
    var clusters = clusters.filter { $0.weight > 0 }
    while let (first, second) = nearestPair(clusters) {
      let (x, y) = (clusters[first], clusters[second])
      let weight = x.weight + y.weight
      func mean(_ part: (Oklab) -> Double) -> Double {
        (part(x.colour) * x.weight + part(y.colour) * y.weight) / weight
      }
      clusters[first] = (Oklab(lightness: mean(\.lightness), a: mean(\.a), b: mean(\.b)), weight)
      clusters.remove(at: second)
    }
    return clusters
  }

  private func nearestPair(_ clusters: [(colour: Oklab, weight: Double)]) -> (Int, Int)? {
    var (found, least): ((Int, Int)?, Double) = (nil, Self.sameColour * Self.sameColour)
    for second in clusters.indices {
      for first in 0..<second {
        let distance = clusters[first].colour.squaredDistance(to: clusters[second].colour)
        if distance < least { (found, least) = ((first, second), distance) }
      }
    }
    return found
  }
}
