/// Some colours, their mean, and which way they are scattered.
struct ColourGroup {
  let colours: [(colour: Oklab, weight: Double)]
  let mean: Oklab
  /// The weighted sum of the squared distances from the mean.
  let scatter: Double
  private let axis: SIMD3<Double>

  init(_ colours: [(colour: Oklab, weight: Double)]) {
    self.colours = colours
    let total = max(1e-12, colours.reduce(0) { $0 + $1.weight })
    let sum = colours.reduce(SIMD3<Double>.zero) { $0 + $1.colour.vector * $1.weight }
    let centre = sum / total
    mean = Oklab(lightness: centre.x, a: centre.y, b: centre.z)
    // The columns of the matrix of covariances.
    var columns = [SIMD3<Double>](repeating: .zero, count: 3)
    for (colour, weight) in colours {
      let distance = colour.vector - centre
      for place in 0..<3 { columns[place] += distance * distance[place] * weight }
    }
    scatter = columns[0][0] + columns[1][1] + columns[2][2]
    axis = Self.longest(columns)
  }

  /// The direction in which a cloud is the longest, by multiplying again and again.
  private static func longest(_ columns: [SIMD3<Double>]) -> SIMD3<Double> {
    let start = (0..<3).max { columns[$0][$0] < columns[$1][$1] } ?? 0
    var axis = columns[start]
    for _ in 0..<24 {
      let length = (axis * axis).sum().squareRoot()
      guard length > 0 else { break }
      axis /= length
      axis = columns[0] * axis.x + columns[1] * axis.y + columns[2] * axis.z
    }
    return axis
  }

  /// The colours on either side of the mean.
  var halves: (ColourGroup, ColourGroup) {
    let isBeyond = { (colour: Oklab) in ((colour.vector - mean.vector) * axis).sum() > 0 }
    return (
      ColourGroup(colours.filter { !isBeyond($0.colour) }),
      ColourGroup(colours.filter { isBeyond($0.colour) })
    )
  }
}

extension Oklab {
  fileprivate var vector: SIMD3<Double> { SIMD3(lightness, a, b) }
}
