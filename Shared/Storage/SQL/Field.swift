/// One field of a row, as the server sent it. Lives only while the row is read.
public struct Field {
  let bytes: UnsafeRawBufferPointer
  /// The server's id of the column's type; 0 in copied rows, which do not say it.
  let type: UInt32

  var isUntyped: Bool { type == 0 }

  func mismatch(_ expected: String) -> StorageError {
    let found = isUntyped ? "\(bytes.count) bytes" : "\(bytes.count) bytes of type \(type)"
    return StorageError(.decoding, "expected \(expected), found \(found); cast it in the statement")
  }

  /// The field's bytes as one big-endian number, if it has the type or says none, and the length.
  func number<Number: FixedWidthInteger>(_ type: ColumnType, as: Number.Type) -> Number? {
    guard isUntyped || self.type == type.id, bytes.count == MemoryLayout<Number>.size else { return nil }
    return Number(bigEndian: bytes.loadUnaligned(as: Number.self))
  }

  /// A whole number of any width; a narrower column fits a wider type.
  func wholeNumber<Number: FixedWidthInteger>(as: Number.Type) throws(StorageError) -> Number {
    let value: Int64? =
      number(.int8, as: Int64.self) ?? number(.int4, as: Int32.self).map(Int64.init)
      ?? number(.int2, as: Int16.self).map(Int64.init)
    guard let value else { throw mismatch("a whole number") }
    guard let fitting = Number(exactly: value) else { throw mismatch("a number within \(Number.self)") }
    return fitting
  }
}

/// A value that can be read from a column.
public protocol ColumnDecodable: Sendable {
  static func decode(_ field: Field) throws(StorageError) -> Self
  /// The value for null; throws where there is none.
  static func decodeNull() throws(StorageError) -> Self
}

extension ColumnDecodable {
  public static func decodeNull() throws(StorageError) -> Self {
    throw StorageError(.decoding, "expected \(Self.self), found null")
  }
}
