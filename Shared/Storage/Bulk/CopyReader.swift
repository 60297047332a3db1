/// One row of a copy from the server; its values are read in the order of the columns.
public struct CopyReader: ~Copyable {
  private let bytes: UnsafeRawBufferPointer
  private var offset: Int

  /// Signature, flags and the length of the header's extension stand before the first row, in its chunk.
  private static let header = 19

  init(_ bytes: UnsafeRawBufferPointer, isFirst: Bool) {
    self.bytes = bytes
    offset = isFirst ? Self.header : 0
  }

  /// Whether there is a row: the last chunk says only that there are no more.
  mutating func beginRow(columnCount: Int) throws(StorageError) -> Bool {
    let found = try number(Int16.self)
    guard found >= 0 else { return false }
    guard Int(found) == columnCount else { throw damaged }
    return true
  }

  /// The next value of the row.
  public mutating func next<Value: ColumnDecodable>(_ type: Value.Type = Value.self) throws(StorageError)
    -> Value
  {
    let length = Int(try number(Int32.self))
    guard length >= 0 else { return try Value.decodeNull() }
    guard length <= bytes.count - offset else { throw damaged }
    defer { offset += length }
    let field = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
    return try Value.decode(Field(bytes: field, type: 0))
  }

  private mutating func number<Number: FixedWidthInteger>(_: Number.Type) throws(StorageError) -> Number {
    let size = MemoryLayout<Number>.size
    guard bytes.count - offset >= size else { throw damaged }
    defer { offset += size }
    return Number(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
  }

  private var damaged: StorageError { StorageError(.decoding, "the copied row is not whole") }
}
