/// Rows of which few columns hold a value; the columns of a row ascend.
public struct SparseRows: Sendable, Equatable {
  public let columnCount: Int
  /// Where each row begins; one more than there are rows.
  let starts: [Int]
  let columns: [Int32]
  let values: [Float]

  public var rowCount: Int { starts.count - 1 }
  public var count: Int { columns.count }

  public func count(of row: Int) -> Int { starts[row + 1] - starts[row] }

  public subscript(row: Int) -> [Weighted] {
    (starts[row]..<starts[row + 1]).map { Weighted(columns[$0], weight: values[$0]) }
  }

  /// The columns of a row, without their values.
  public func columns(of row: Int) -> ArraySlice<Int32> { columns[starts[row]..<starts[row + 1]] }

  /// The same values with rows and columns exchanged. As rows are gone through in order, the new columns ascend.
  func transposed() -> SparseRows {
    var starts = [Int](repeating: 0, count: columnCount + 1)
    for column in columns { starts[Int(column) + 1] += 1 }
    for place in starts.indices.dropFirst() { starts[place] += starts[place - 1] }
    var next = starts
    var turned = [Int32](repeating: 0, count: count)
    var moved = [Float](repeating: 0, count: count)
    for row in 0..<rowCount {
      for place in self.starts[row]..<self.starts[row + 1] {
        let target = next[Int(columns[place])]
        next[Int(columns[place])] += 1
        turned[target] = Int32(truncatingIfNeeded: row)
        moved[target] = values[place]
      }
    }
    return SparseRows(columnCount: rowCount, starts: starts, columns: turned, values: moved)
  }

  /// What stands several times in a row becomes one, with the sum of the weights.
  func merged() -> SparseRows {
    var starts = [0]
    starts.reserveCapacity(self.starts.count)
    var columns: [Int32] = []
    var values: [Float] = []
    columns.reserveCapacity(count)
    values.reserveCapacity(count)
    for row in 0..<rowCount {
      for place in self.starts[row]..<self.starts[row + 1] {
        if columns.count > starts[row], columns.last == self.columns[place] {
          values[values.count - 1] += self.values[place]
        } else {
          columns.append(self.columns[place])
          values.append(self.values[place])
        }
      }
      starts.append(columns.count)
    }
    return SparseRows(columnCount: columnCount, starts: starts, columns: columns, values: values)
  }

  func forEach(_ body: (_ row: Int, _ column: Int, _ value: Float) -> Void) {
    for row in 0..<rowCount {
      for place in starts[row]..<starts[row + 1] { body(row, Int(columns[place]), values[place]) }
    }
  }
}
