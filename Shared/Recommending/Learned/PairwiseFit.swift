import Glibc

/// Weights by which what was chosen stands before what was not: logistic regression on the differences of pairs, by Newton's
/// method (iteratively reweighted least squares), with a ridge.
///
/// One thread, one order: the same pairs give the same bytes.
struct PairwiseFit {
  static let ridge = 1.0
  private static let rounds = 30
  private static let settled = 1e-10

  /// One difference: of what was chosen to what was not, and how much it counts.
  struct Pairs {
    let width: Int
    private(set) var differences: [Double] = []
    private(set) var counts: [Double] = []

    init(width: Int) { self.width = width }

    mutating func add(_ chosen: ArraySlice<Double>, over other: ArraySlice<Double>, counting count: Double) {
      for (one, two) in zip(chosen, other) { differences.append(one - two) }
      counts.append(count)
    }
  }

  let weights: [Double]
  /// Of the weights, row by row: how far they may be from the truth, together.
  let covariance: [Double]

  /// `used` are the columns that may have a weight; the others have none.
  init(_ pairs: Pairs, using used: [Bool]) {
    let width = pairs.width
    var weights = [Double](repeating: 0, count: width)
    var solver: SymmetricSolver?
    for _ in 0..<Self.rounds {
      let (gradient, curvature) = Self.slope(pairs, weights, used)
      guard let solved = SymmetricSolver(curvature, size: width) else { break }
      solver = solved
      let step = solved.solve(gradient)
      for column in 0..<width { weights[column] += step[column] }
      if step.allSatisfy({ abs($0) < Self.settled }) { break }
    }
    self.weights = weights
    var covariance = [Double](repeating: 0, count: width * width)
    for column in 0..<width where used[column] {
      var unit = [Double](repeating: 0, count: width)
      unit[column] = 1
      let solved = solver?.solve(unit) ?? unit
      for row in 0..<width where used[row] { covariance[row * width + column] = solved[row] }
    }
    self.covariance = covariance
  }

  private static func slope(
    _ pairs: Pairs, _ weights: [Double], _ used: [Bool]
  ) -> (gradient: [Double], curvature: [Double]) {
    let width = pairs.width
    var gradient = weights.map { -ridge * $0 }
    var curvature = [Double](repeating: 0, count: width * width)
    pairs.differences.withUnsafeBufferPointer { differences in
      for (pair, count) in pairs.counts.enumerated() {
        let start = pair * width
        var margin = 0.0
        for column in 0..<width { margin += weights[column] * differences[start + column] }
        let miss = 1 / (1 + exp(margin))
        let bend = count * miss * (1 - miss)
        for column in 0..<width where used[column] {
          let own = differences[start + column]
          gradient[column] += count * miss * own
          for other in 0...column where used[other] {
            curvature[column * width + other] += bend * own * differences[start + other]
          }
        }
      }
    }
    for column in 0..<width {
      if !used[column] { gradient[column] = 0 }
      curvature[column * width + column] += ridge
      for other in 0..<column { curvature[other * width + column] = curvature[column * width + other] }
    }
    return (gradient, curvature)
  }
}
