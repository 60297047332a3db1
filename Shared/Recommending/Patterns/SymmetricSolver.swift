import Glibc

/// Solves systems with a positive definite matrix, by Cholesky's decomposition.
struct SymmetricSolver {
  private let size: Int
  /// The lower triangle, row by row, with the rest in between.
  private var lower: [Double]

  /// Nil where the matrix is not positive definite.
  init?(_ matrix: [Double], size: Int) {
    precondition(matrix.count == size * size, "a square")
    self.size = size
    lower = matrix
    for column in 0..<size {
      for row in column..<size {
        var sum = lower[row * size + column]
        for inner in 0..<column { sum -= lower[row * size + inner] * lower[column * size + inner] }
        if row == column {
          guard sum > 1e-12 else { return nil }
          lower[row * size + column] = sum.squareRoot()
        } else {
          lower[row * size + column] = sum / lower[column * size + column]
        }
      }
    }
  }

  /// Of the matrix.
  var logDeterminant: Double { 2 * (0..<size).reduce(0) { $0 + log(lower[$1 * size + $1]) } }

  func solve(_ right: [Double]) -> [Double] {
    var result = right
    for row in 0..<size {
      for inner in 0..<row { result[row] -= lower[row * size + inner] * result[inner] }
      result[row] /= lower[row * size + row]
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      for inner in row + 1..<size { result[row] -= lower[inner * size + row] * result[inner] }
      result[row] /= lower[row * size + row]
    }
    return result
  }
}
