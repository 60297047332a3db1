import Glibc

/// A response of which one column is asked while others, whose effects are taken as drawn from a normal distribution,
/// are held constant: so what always goes with a genre is not taken for its doing, and many columns ask for no more
/// rows.
///
/// Columns and the response are centred. With `ratio` as the variance of the effects in that of the noise, the response
/// has the covariance V = I + ratio * Z Z', of which the inverse is had from a system as large as Z is wide.
struct MixedModel {
  private let controls: [[Double]]
  private let response: [Double]
  private let ratio: Double
  private let solver: SymmetricSolver?

  init(_ response: [Double], holding controls: [[Double]], ratio: Double) {
    self.response = response
    self.controls = controls
    self.ratio = ratio
    let size = controls.count
    var matrix = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        let product = dot(controls[row], controls[column])
        matrix[row * size + column] = product
        matrix[column * size + row] = product
      }
      matrix[row * size + row] += 1 / ratio
    }
    solver = size == 0 ? nil : SymmetricSolver(matrix, size: size)
  }

  /// A vector multiplied by the inverse of V.
  private func whitened(_ vector: [Double]) -> [Double] {
    guard let solver else { return vector }
    let shares = solver.solve(controls.map { dot($0, vector) })
    var result = vector
    for (control, share) in zip(controls, shares) {
      for row in result.indices { result[row] -= control[row] * share }
    }
    return result
  }

  /// How likely the response is with this ratio, as far as that depends on it.
  var logLikelihood: Double {
    let degrees = Double(response.count - 1)
    let energy = dot(response, whitened(response))
    guard energy > 0, let solver else { return -.infinity }
    let determinant = solver.logDeterminant + Double(controls.count) * log(ratio)
    return -0.5 * (degrees * log(energy / degrees) + determinant)
  }

  /// The effect of a column, and its standard error; nil where the others leave nothing of it.
  func effect(of column: [Double]) -> (value: Double, error: Double)? {
    let white = whitened(column)
    let information = dot(column, white)
    let degrees = Double(response.count - 2)
    guard information > 1e-6 * dot(column, column), information > 0, degrees > 0 else { return nil }
    let value = dot(response, white) / information
    var rest = response
    for row in rest.indices { rest[row] -= value * column[row] }
    let noise = dot(rest, whitened(rest)) / degrees
    return (value, (noise / information).squareRoot())
  }
}

func dot(_ left: [Double], _ right: [Double]) -> Double {
  var sum = 0.0
  for index in left.indices { sum += left[index] * right[index] }
  return sum
}
