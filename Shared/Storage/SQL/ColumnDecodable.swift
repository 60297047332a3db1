public import FoundationEssentials

extension Int: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> Int {
    try field.wholeNumber(as: Int.self)
  }
}

extension Int64: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> Int64 {
    try field.wholeNumber(as: Int64.self)
  }
}

extension Int32: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> Int32 {
    try field.wholeNumber(as: Int32.self)
  }
}

extension Int16: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> Int16 {
    try field.wholeNumber(as: Int16.self)
  }
}

extension Double: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> Double {
    if let bits = field.number(.float8, as: UInt64.self) { return Double(bitPattern: bits) }
    if let bits = field.number(.float4, as: UInt32.self) { return Double(Float(bitPattern: bits)) }
    throw field.mismatch("a floating-point number")
  }
}

extension Float: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> Float {
    guard let bits = field.number(.float4, as: UInt32.self) else { throw field.mismatch("a float4") }
    return Float(bitPattern: bits)
  }
}

extension Bool: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> Bool {
    guard let value = field.number(.bool, as: UInt8.self) else { throw field.mismatch("a bool") }
    return value != 0
  }
}

extension String: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> String {
    if field.type == ColumnType.json.id { return String(decoding: field.bytes.dropFirst(), as: UTF8.self) }
    let isText =
      field.isUntyped || ColumnType.textual.contains(field.type) || field.type >= ColumnType.firstUserDefined
    guard isText else { throw field.mismatch("text") }
    return String(decoding: field.bytes, as: UTF8.self)
  }
}

extension UUID: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> UUID {
    guard field.isUntyped || field.type == ColumnType.uuid.id, field.bytes.count == 16 else {
      throw field.mismatch("a uuid")
    }
    return UUID(uuid: field.bytes.loadUnaligned(as: uuid_t.self))
  }
}

extension Date: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> Date {
    guard let value = field.number(.timestamp, as: Int64.self) else { throw field.mismatch("a timestamptz") }
    return Timestamp.date(fromMicroseconds: value)
  }
}

extension Bytes: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> Bytes {
    guard field.isUntyped || field.type == ColumnType.bytes.id else { throw field.mismatch("a bytea") }
    return Bytes([UInt8](field.bytes))
  }
}

extension Optional: ColumnDecodable where Wrapped: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> Wrapped? { try Wrapped.decode(field) }
  public static func decodeNull() throws(StorageError) -> Wrapped? { nil }
}

extension Array: ColumnDecodable where Element: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> [Element] {
    var reader = ArrayReader(field)
    return try reader.elements()
  }
}
