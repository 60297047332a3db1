/// Rows in the server's binary form for a copy, made ahead of it: on any thread, and without a value of Swift for each
/// of theirs. Every value must be of its column's type.
public struct CopyRows: Sendable {
  public let columnCount: Int
  public private(set) var count = 0
  private(set) var bytes: [UInt8] = []

  public init(columnCount: Int) { self.columnCount = columnCount }

  public var byteCount: Int { bytes.count }

  /// Adds rows that `body` writes, all within this many bytes, of which each value needs four more than it has.
  public mutating func append(atMost byteCount: Int, _ body: (inout CopyRowWriter) -> Void) {
    var rows = 0
    let columnCount = columnCount
    let added = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, used in
      var writer = CopyRowWriter(buffer, columnCount: columnCount)
      body(&writer)
      used = writer.used
      rows = writer.rows
    }
    if bytes.isEmpty { bytes = added } else { bytes += added }
    count += rows
  }
}

/// Writes rows into room that was made for them.
public struct CopyRowWriter {
  private let base: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private let columnCount: Int
  private var values = 0
  fileprivate private(set) var used = 0
  fileprivate private(set) var rows = 0

  fileprivate init(_ buffer: UnsafeMutableBufferPointer<UInt8>, columnCount: Int) {
    guard let base = buffer.baseAddress else { preconditionFailure("rows need room") }
    self.base = base
    capacity = buffer.count
    self.columnCount = columnCount
  }

  /// Begins a row; the one before must have all its values.
  public mutating func beginRow() {
    precondition(values == rows * columnCount, "a row has as many values as the copy has columns")
    put(Int16(columnCount))
    rows += 1
  }

  public mutating func append(_ value: Int64) {
    put(Int32(8))
    put(value)
    values += 1
  }

  public mutating func append(_ value: Int32) {
    put(Int32(4))
    put(value)
    values += 1
  }

  public mutating func append(_ value: Int16) {
    put(Int32(2))
    put(value)
    values += 1
  }

  public mutating func appendNull() {
    put(Int32(-1))
    values += 1
  }

  /// A text, which must be UTF-8 without NUL.
  public mutating func append(text: UnsafeBufferPointer<UInt8>) {
    put(Int32(text.count))
    precondition(text.count <= capacity - used, "the room that was made is too small")
    if let source = text.baseAddress { (base + used).update(from: source, count: text.count) }
    used += text.count
    values += 1
  }

  /// A `timestamptz`.
  public mutating func append(microsecondsSince1970 value: Int64) {
    append(value - 946_684_800_000_000)
  }

  /// An array of `int8`.
  public mutating func append(_ numbers: ArraySlice<Int64>) {
    put(Int32(numbers.isEmpty ? 12 : 20 + 12 * numbers.count))
    put(Int32(numbers.isEmpty ? 0 : 1))
    put(Int32(0))
    put(ColumnType.int8.id)
    if !numbers.isEmpty {
      put(Int32(numbers.count))
      put(Int32(1))
    }
    for number in numbers {
      put(Int32(8))
      put(number)
    }
    values += 1
  }

  @inline(__always)
  private mutating func put<Number: FixedWidthInteger>(_ number: Number) {
    let size = MemoryLayout<Number>.size
    precondition(size <= capacity - used, "the room that was made is too small")
    UnsafeMutableRawPointer(base + used).storeBytes(of: number.bigEndian, as: Number.self)
    used += size
  }
}

extension Session {
  /// Copies rows into a table that were made before. All of them or none.
  @discardableResult
  public func copyIn(into table: String, columns: [String], _ rows: [CopyRows]) throws -> Int {
    precondition(
      rows.allSatisfy { $0.columnCount == columns.count }, "rows have a value for each column")
    return try copyIn(into: table, columns: columns) { writer in
      for rows in rows { try writer.append(rows) }
    }
  }
}
