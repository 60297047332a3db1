/// Goes over the rows of one file of a data set and keeps account of them.
struct TableReading {
  private let reader: CSVReader
  private let width: Int
  private let row: Rule
  private let reject: MovieLensFolder.Reject
  private let advance: MovieLensFolder.Advance
  private(set) var quality: FileQuality
  private(set) var places: [Int]
  /// Of the row that is looked at.
  private(set) var flaws: [RowFlaw] = []

  /// `row` is the rule of rows that are none. Throws where a column is missing.
  init(
    _ path: String, columns: [String], row: Rule, reject: @escaping MovieLensFolder.Reject,
    advance: @escaping MovieLensFolder.Advance
  ) throws {
    reader = try CSVReader(path)
    let header = try CSVColumns(of: reader)
    places = try columns.map { try header.place(of: $0, in: path) }
    width = header.names.count
    self.row = row
    self.reject = reject
    self.advance = advance
    quality = FileQuality(FileQuality.name(path))
  }

  /// Hands each row to `body`, which says whether it takes it in; one with flaws never is.
  consuming func run(_ body: (inout TableReading) throws -> Bool) throws -> FileQuality {
    while true {
      let step = try reader.next()
      if case .end = step { return quality }
      quality.rows += 1
      if quality.rows & 0x3fff == 0 { try advance(reader.offset) }
      flaws.removeAll(keepingCapacity: true)
      var isTaken = false
      if case .flaw(let reason) = step {
        flaws.append(RowFlaw(row, reason))
      } else if reader.fieldCount != width {
        flaws.append(RowFlaw(row, "it has \(reader.fieldCount) fields, and the first line \(width)"))
      } else {
        isTaken = try body(&self)
      }
      if isTaken, flaws.isEmpty {
        quality.taken += 1
      } else {
        quality.exclude(flaws)
        try reject(RejectedRow(file: quality.file, line: reader.line, flaws: flaws, text: reader.excerpt))
      }
    }
  }

  mutating func flaw(_ rule: Rule, _ reason: String) { flaws.append(RowFlaw(rule, reason)) }

  /// Notes a field that was left out or put right.
  mutating func mend(_ what: String) { quality.mended[what, default: 0] += 1 }

  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> { reader.bytes(places[column]) }

  /// Nil where it is no text.
  func field(_ column: Int) -> String? { reader.text(places[column]) }

  /// As it stands there, for a person.
  func shown(_ column: Int) -> String {
    let bytes = bytes(column)
    return "\"" + String(decoding: bytes.prefix(60), as: UTF8.self) + "\""
  }

  /// An id, if it is one.
  mutating func id(_ column: Int, _ required: Rule, _ range: Rule) -> Int32? {
    switch CSVNumber.whole(bytes(column)) {
    case .missing: flaw(required, "it has no \(required.field)")
    case .unreadable: flaw(range, "its \(range.field) is \(shown(column)) and no id")
    case .number(let number) where range.admits(Double(number)): return Int32(number)
    case .mended(let number) where range.admits(Double(number)):
      mend("\(range.field) written as a fraction")
      return Int32(number)
    case .number, .mended: flaw(range, "its \(range.field) is \(shown(column)) and no id")
    }
    return nil
  }

  /// A time, if it is one.
  mutating func time(_ column: Int, _ required: Rule, _ range: Rule) -> Int64? {
    switch CSVNumber.whole(bytes(column)) {
    case .missing: flaw(required, "it has no \(required.field)")
    case .number(let number) where range.admits(Double(number)): return number
    case .mended(let number) where range.admits(Double(number)):
      mend("\(range.field) written as a fraction")
      return number
    case .number, .mended, .unreadable: flaw(range, "its \(range.field) is \(shown(column)), which cannot be")
    }
    return nil
  }

  /// A text that there must be, if there is.
  mutating func text(_ column: Int, _ required: Rule, _ length: Rule) -> String? {
    guard let text = reader.text(places[column]) else {
      flaw(row, "its \(required.field) is no text of UTF-8")
      return nil
    }
    let trimmed = CSVColumns.trimmed(text)
    if trimmed.isEmpty {
      flaw(required, "it has no \(required.field)")
    } else if !length.admits(trimmed) {
      flaw(length, "its \(length.field) has \(trimmed.count) characters")
    } else {
      return trimmed
    }
    return nil
  }
}
