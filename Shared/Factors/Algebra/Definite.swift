/// A symmetric positive definite matrix of doubles, decomposed and inverted in tiles, each by one thread.
struct Definite {
  private static let tile = 256

  let size: Int
  /// Rows; only the lower triangle is looked at. Owned by the caller.
  let values: UnsafeMutablePointer<Double>
  let threads: Int

  private var tiles: Blocks { Blocks(total: size, size: Self.tile) }

  private func at(_ row: Int, _ column: Int) -> UnsafeMutablePointer<Double> {
    values + row * size + column
  }

  /// Puts the factor of Cholesky in the place of the lower triangle.
  func decompose() throws(FactorsError) {
    for step in 0..<tiles.count {
      let own = tiles[step]
      guard BLAS.decompose(own.count, at(own.lowerBound, own.lowerBound), size) else {
        throw FactorsError(.singular, "the matrix is not positive definite; a greater penalty makes it so")
      }
      let below = tiles.count - step - 1
      Lanes.forEach(below, threads: threads) { index in
        let rows = tiles[step + 1 + index]
        BLAS.solveRows(
          rows.count, own.count, at(own.lowerBound, own.lowerBound), size,
          at(rows.lowerBound, own.lowerBound), size)
      }
      Lanes.forEach(below * (below + 1) / 2, threads: threads) { index in
        let (row, column) = Self.pair(index)
        let rows = tiles[step + 1 + row]
        let columns = tiles[step + 1 + column]
        BLAS.multiply(
          rows.count, columns.count, own.count, -1, at(rows.lowerBound, own.lowerBound), size,
          at(columns.lowerBound, own.lowerBound), size, turningB: true, 1,
          at(rows.lowerBound, columns.lowerBound), size)
      }
    }
  }

  /// The pair of a lower triangle: 0 is (0, 0), 1 is (1, 0), 2 is (1, 1).
  private static func pair(_ index: Int) -> (row: Int, column: Int) {
    var row = Int(((8 * Double(index) + 1).squareRoot() - 1) / 2)
    while row * (row + 1) / 2 > index { row -= 1 }
    while (row + 1) * (row + 2) / 2 <= index { row += 1 }
    return (row, index - row * (row + 1) / 2)
  }

  /// Solves for `count` right sides in the columns of `right`, once it is decomposed; in place.
  func solve(_ right: UnsafeMutablePointer<Double>, count: Int) {
    let blocks = Blocks(total: count, size: Self.tile)
    Lanes.forEach(blocks.count, threads: threads) { block in
      let columns = blocks[block]
      for turned in [false, true] {
        BLAS.solve(size, columns.count, values, size, turned: turned, right + columns.lowerBound, count)
      }
    }
  }

  /// Puts the whole inverse in the place of the factor. `spare` has as many numbers, all zero.
  func invert(_ spare: UnsafeMutablePointer<Double>) {
    Lanes.forEach(tiles.count, threads: threads) { block in
      let columns = tiles[block]
      let start = columns.lowerBound
      for column in columns { spare[column * size + column] = 1 }
      BLAS.solve(
        size - start, columns.count, at(start, start), size, turned: false, spare + start * size + start, size
      )
    }
    Lanes.forEach(tiles.count * (tiles.count + 1) / 2, threads: threads) { index in
      let (row, column) = Self.pair(index)
      let rows = tiles[row]
      let columns = tiles[column]
      let start = rows.lowerBound
      BLAS.multiply(
        rows.count, columns.count, size - start, 1, spare + start * size + start, size, turningA: true,
        spare + start * size + columns.lowerBound, size, 0, at(start, columns.lowerBound), size)
      for one in rows {
        for other in columns where other < one { at(other, one).pointee = at(one, other).pointee }
      }
    }
  }
}
