/// Takes the rows of a copy, value by value, in the server's binary form.
public struct CopyWriter: ~Copyable {
  private let columnCount: Int
  private let send: (borrowing [UInt8]) throws(StorageError) -> Void
  private var buffer: [UInt8] = []
  private var valuesInRow = 0
  public private(set) var rowCount = 0

  /// Large enough that a system call is rare, small enough to stay in the cache.
  private static let chunk = 64 << 10
  /// The most that the server takes in one row.
  private static let rowLimit = 1 << 30

  init(columnCount: Int, send: @escaping (borrowing [UInt8]) throws(StorageError) -> Void) {
    self.columnCount = columnCount
    self.send = send
    buffer.reserveCapacity(Self.chunk * 2)
    // Signature, flags and length of the header's extension; see "Binary Format" in the manual's page on COPY.
    buffer += [0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00]
    buffer += [UInt8](repeating: 0, count: 8)
  }

  /// Adds the next value of the row that is being written.
  public mutating func append(_ value: some Bindable) {
    beginValue()
    buffer.append(field: value)
  }

  // What follows is the same for the types that are most of all rows: generic code is not specialised across
  // modules, and a million rows are five million calls.

  public mutating func append(_ value: Int64) {
    beginValue()
    buffer.append(bigEndian: Int32(8))
    buffer.append(bigEndian: value)
  }

  public mutating func append(_ value: Int) { append(Int64(value)) }

  public mutating func append(_ value: Double) {
    beginValue()
    buffer.append(bigEndian: Int32(8))
    buffer.append(bigEndian: value.bitPattern)
  }

  public mutating func append(_ value: String) {
    beginValue()
    var value = value
    value.withUTF8 { text in
      buffer.append(bigEndian: Int32(text.count))
      buffer.append(contentsOf: text)
    }
  }

  /// Ends the row. A row with too few or too many values is refused here, before the server guesses.
  public mutating func endRow() throws(StorageError) {
    guard valuesInRow == columnCount else {
      throw StorageError(
        .statement, "row \(rowCount + 1) of the copy has \(valuesInRow) values for \(columnCount) columns")
    }
    guard buffer.count <= Self.rowLimit else {
      throw StorageError(.statement, "row \(rowCount + 1) of the copy is larger than 1 GiB")
    }
    rowCount += 1
    valuesInRow = 0
    if buffer.count >= Self.chunk { try flush() }
  }

  /// Adds rows that were made before.
  mutating func append(_ rows: CopyRows) throws(StorageError) {
    try flush()
    try send(rows.bytes)
    rowCount += rows.count
  }

  mutating func finish() throws(StorageError) {
    buffer.append(bigEndian: Int16(-1))
    try flush()
  }

  private mutating func beginValue() {
    if valuesInRow == 0 { buffer.append(bigEndian: Int16(columnCount)) }
    valuesInRow += 1
  }

  private mutating func flush() throws(StorageError) {
    try send(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
