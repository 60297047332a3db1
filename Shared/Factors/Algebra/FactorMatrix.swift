/// Rows of factors, one after the other.
public struct FactorMatrix: Sendable, Equatable {
  public let rows: Int
  public let columns: Int
  public internal(set) var values: [Float]

  /// Throws where the values are not `rows` times `columns`, or one is not finite.
  public init(rows: Int, columns: Int, values: [Float]) throws(FactorsError) {
    guard rows >= 0, columns > 0, values.count == saturating(rows, columns) else {
      throw FactorsError(.invalid, "\(values.count) factors are not \(rows) rows of \(columns)")
    }
    // Larger ones could make a score that is no number.
    guard values.allSatisfy({ abs($0) <= 1e15 }) else {
      throw FactorsError(.invalid, "a factor is not finite, or above 1e15")
    }
    self.init(unchecked: rows, columns, values)
  }

  init(unchecked rows: Int, _ columns: Int, _ values: [Float]) {
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  public subscript(row: Int) -> ArraySlice<Float> { values[row * columns..<(row + 1) * columns] }
}
