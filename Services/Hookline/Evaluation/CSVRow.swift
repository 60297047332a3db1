import Sources

/// A row of a file that has to make sense from the first line to the last.
struct CSVRow {
  let reader: CSVReader
  let places: [Int]
  let names: [String]

  /// Hands every row to `body`, with the columns of these names in this order. Throws at the first line that makes no sense,
  /// and says which.
  static func forEach(
    of path: String, _ columns: [String], limit: Int, _ advance: (Double) -> Void = { _ in },
    _ body: (CSVRow) throws -> Void
  ) throws {
    let reader = try CSVReader(path)
    let header = try CSVColumns(of: reader)
    let row = CSVRow(
      reader: reader, places: try columns.map { try header.place(of: $0, in: path) }, names: columns)
    var count = 0
    while true {
      let step = try reader.next()
      if case .end = step { return }
      if case .flaw(let reason) = step { throw row.flaw(reason) }
      guard reader.fieldCount == header.names.count else {
        throw row.flaw("it has \(reader.fieldCount) fields, and the first line \(header.names.count)")
      }
      count += 1
      guard count <= limit else { throw row.flaw("a file may have \(limit) records") }
      try body(row)
      if count & 0x3fff == 0 { advance(Double(reader.offset) / Double(max(1, reader.byteCount))) }
    }
  }

  func flaw(_ reason: String) -> CommandFailure {
    CommandFailure("\(reader.path), line \(reader.line): \(reason)")
  }

  func text(_ column: Int) -> String { reader.text(places[column]) ?? "" }

  private func shown(_ column: Int) -> String { "\"\(text(column).prefix(40))\"" }

  func whole(_ column: Int, in range: ClosedRange<Int64>) throws -> Int64 {
    guard let number = Int64(text(column)), range.contains(number) else {
      throw flaw("its \(names[column]) is \(shown(column)) and no such number")
    }
    return number
  }

  func number(_ column: Int, in range: ClosedRange<Double>) throws -> Double {
    guard let number = Double(text(column)), range.contains(number) else {
      let bounds = "\(Self.shown(range.lowerBound)) to \(Self.shown(range.upperBound))"
      throw flaw("its \(names[column]) is \(shown(column)) and no number from \(bounds)")
    }
    return number
  }

  func word<Word: RawRepresentable<String>>(_ column: Int, of type: Word.Type) throws -> Word {
    guard let word = Word(rawValue: text(column)) else {
      throw flaw("its \(names[column]) is \(shown(column)), which is none that there is")
    }
    return word
  }

  private static func shown(_ bound: Double) -> String {
    bound == bound.rounded() && abs(bound) < 1e15 ? "\(Int(bound))" : "\(bound)"
  }
}
