/// Fits rows of one side to the factors of the other: the working memory of one thread.
///
/// The row w of somebody with items y of weights c is the least of
/// sum of c (1 - w y)^2 + unobserved * sum over all items of (w y)^2 + penalty (n + unobserved N) w^2.
final class RowSolver {
  typealias Place = UnsafeMutablePointer<Float>

  /// Rows of factors that are brought together at once.
  private static let piece = 2_048

  private let width: Int
  private let other: UnsafePointer<Float>
  private let otherCount: Int
  /// unobserved * sum of y yT over all items.
  private let gram: [Float]
  private let settings: ALSSettings

  /// All that follows lies in one piece.
  private let memory: Place
  private let gathered, scales, products, matrix, right, residual, direction, image: Place
  private var sum: [Double]

  private var columns = UnsafeBufferPointer<Int32>(start: nil, count: 0)
  private var weights = UnsafeBufferPointer<Float>(start: nil, count: 0)
  private var ridge = 0.0
  /// Which rows lie in `gathered`.
  private var held = 0..<0

  init(_ other: UnsafePointer<Float>, count: Int, gram: [Float], _ settings: ALSSettings) {
    width = settings.factors
    self.other = other
    otherCount = count
    self.gram = gram
    self.settings = settings
    let sizes = [Self.piece * width, Self.piece, Self.piece, width * width, width, width, width, width]
    memory = .allocate(capacity: sizes.reduce(0, +))
    memory.initialize(repeating: 0, count: sizes.reduce(0, +))
    var places: [Place] = []
    var next = memory
    for size in sizes {
      places.append(next)
      next += size
    }
    (gathered, scales, products, matrix) = (places[0], places[1], places[2], places[3])
    (right, residual, direction, image) = (places[4], places[5], places[6], places[7])
    sum = [Double](repeating: 0, count: width * width)
  }

  deinit { memory.deallocate() }

  /// Bytes of one.
  static func bytesNeeded(factors: Int) -> Int {
    saturating(factors, 4 * piece + 12 * factors + 16) + 8 * piece
  }

  /// Replaces the row; returns its part of the loss, which is no number where the equations have no solution.
  func solve(
    _ columns: UnsafeBufferPointer<Int32>, _ weights: UnsafeBufferPointer<Float>, _ row: Place
  ) -> Double {
    guard !columns.isEmpty else {
      row.update(repeating: 0, count: width)
      return 0
    }
    (self.columns, self.weights, held) = (columns, weights, 0..<0)
    ridge = settings.penalty * (Double(columns.count) + settings.unobserved * Double(otherCount))
    return switch settings.solver {
    case .exact: solveExactly(row)
    case .steps(let count): approach(row, count)
    }
  }

  /// Hands over rows of factors, times the roots of their weights, and those roots; a piece at a time.
  private func forEachPiece(_ body: (_ count: Int) -> Void) {
    let blocks = Blocks(total: columns.count, size: Self.piece)
    for block in 0..<blocks.count {
      if held != blocks[block] { gather(blocks[block]) }
      body(blocks[block].count)
    }
  }

  private func gather(_ range: Range<Int>) {
    held = range
    var target = gathered
    for place in range {
      let scale = weights[place].squareRoot()
      let source = other + Int(columns[place]) * width
      scales[place - range.lowerBound] = scale
      for factor in 0..<width { target[factor] = scale * source[factor] }
      target += width
    }
  }

  /// By Cholesky, from the whole matrix. The more numbers there are, the more is lost by adding them up in single
  /// precision: so pieces are added up in double.
  private func solveExactly(_ row: Place) -> Double {
    var whole = [Double](repeating: 0, count: width)
    for place in sum.indices { sum[place] = Double(gram[place]) }
    for factor in 0..<width { sum[factor * width + factor] += ridge }
    forEachPiece { count in
      BLAS.square(count, width, gathered, 0, matrix)
      for place in sum.indices { sum[place] += Double(matrix[place]) }
      BLAS.applyTurned(count, width, gathered, scales, 0, right)
      for factor in 0..<width { whole[factor] += Double(right[factor]) }
    }
    for place in sum.indices { matrix[place] = Float(sum[place]) }
    for factor in 0..<width { row[factor] = Float(whole[factor]) }
    guard BLAS.decompose(width, matrix) else { return .nan }
    BLAS.solve(width, matrix, row)
    // At the least, the loss is what the right side has not explained.
    return weights.reduce(0) { $0 + Double($1) } - (0..<width).reduce(0) { $0 + whole[$1] * Double(row[$1]) }
  }

  /// By conjugate gradients from where the row is, without the matrix. Returns the loss: what it was, less what every step
  /// takes off.
  private func approach(_ row: Place, _ steps: Int) -> Double {
    BLAS.apply(width, width, gram, row, image)
    BLAS.add(width, Float(ridge), row, image)
    var loss = BLAS.product(width, row, image)
    for factor in 0..<width { residual[factor] = -image[factor] }
    forEachPiece { count in
      // What is still missing of each: the root of c times (1 - w y).
      products.update(from: scales, count: count)
      BLAS.apply(count, width, gathered, row, products, alpha: -1, beta: 1)
      loss += BLAS.product(count, products, products)
      BLAS.applyTurned(count, width, gathered, products, 1, residual)
    }
    direction.update(from: residual, count: width)
    var size = BLAS.product(width, residual, residual)
    for _ in 0..<steps where size > 1e-20 {
      BLAS.apply(width, width, gram, direction, image)
      BLAS.add(width, Float(ridge), direction, image)
      forEachPiece { count in
        BLAS.apply(count, width, gathered, direction, products)
        BLAS.applyTurned(count, width, gathered, products, 1, image)
      }
      let length = size / BLAS.product(width, direction, image)
      loss -= length * size
      BLAS.add(width, Float(length), direction, row)
      BLAS.add(width, Float(-length), image, residual)
      let next = BLAS.product(width, residual, residual)
      let share = Float(next / size)
      for factor in 0..<width { direction[factor] = residual[factor] + share * direction[factor] }
      size = next
    }
    return size.isFinite ? loss : .nan
  }
}
