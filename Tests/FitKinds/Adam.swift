import Glibc

/// How far each weight has moved, and how much it wavered.
struct Adam {
  let step: Double
  private var means: [[Double]]
  private var squares: [[Double]]
  private var fades = (mean: 1.0, square: 1.0)

  init(_ weights: [[Double]], step: Double) {
    self.step = step
    means = weights.map { $0.map { _ in 0 } }
    squares = means
  }

  mutating func move(_ weights: inout [[Double]], against slopes: [[Double]]) {
    fades = (fades.mean * 0.9, fades.square * 0.999)
    for row in weights.indices {
      for at in weights[row].indices {
        let slope = slopes[row][at]
        means[row][at] = 0.9 * means[row][at] + 0.1 * slope
        squares[row][at] = 0.999 * squares[row][at] + 0.001 * slope * slope
        let spread = (squares[row][at] / (1 - fades.square)).squareRoot() + 1e-9
        weights[row][at] -= step * means[row][at] / (1 - fades.mean) / spread
      }
    }
  }
}
