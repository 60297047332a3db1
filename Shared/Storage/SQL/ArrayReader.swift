/// Reads the binary form of a one-dimensional array, checking every length against what is there.
struct ArrayReader {
  private let field: Field
  private var offset = 0

  init(_ field: Field) { self.field = field }

  mutating func elements<Element: ColumnDecodable>() throws(StorageError) -> [Element] {
    let dimensions = try number()
    _ = try number()
    let type = UInt32(bitPattern: try number())
    guard dimensions != 0 else { return [] }
    guard dimensions == 1 else { throw field.mismatch("an array of one dimension") }
    let count = try number()
    _ = try number()
    // Each element takes at least its length, so a larger count is a lie; memory is reserved by what is there.
    guard count >= 0, Int(count) <= (field.bytes.count - offset) / 4 else { throw damaged }
    var result: [Element] = []
    result.reserveCapacity(Int(count))
    for _ in 0..<count { result.append(try element(type)) }
    return result
  }

  private mutating func element<Element: ColumnDecodable>(_ type: UInt32) throws(StorageError) -> Element {
    let length = Int(try number())
    guard length >= 0 else { return try Element.decodeNull() }
    guard length <= field.bytes.count - offset else { throw damaged }
    let bytes = UnsafeRawBufferPointer(rebasing: field.bytes[offset..<offset + length])
    offset += length
    return try Element.decode(Field(bytes: bytes, type: type))
  }

  private mutating func number() throws(StorageError) -> Int32 {
    guard field.bytes.count - offset >= 4 else { throw damaged }
    defer { offset += 4 }
    return Int32(bigEndian: field.bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self))
  }

  private var damaged: StorageError { field.mismatch("a whole array") }
}
