/// Reads the bytes of a message that may say anything.
public struct ByteReader<Bytes: Collection<UInt8>> {
  private var rest: Bytes.SubSequence

  public init(_ bytes: Bytes) { rest = bytes[...] }

  public mutating func byte() throws(WireError) -> UInt8 {
    guard let first = rest.first else { throw WireError("a message ends too early") }
    rest = rest.dropFirst()
    return first
  }

  public mutating func bool() throws(WireError) -> Bool {
    let value = try byte()
    guard value <= 1 else { throw WireError("\(value) is neither yes nor no") }
    return value == 1
  }

  public mutating func uint16() throws(WireError) -> UInt16 { try integer() }
  public mutating func uint32() throws(WireError) -> UInt32 { try integer() }
  public mutating func uint64() throws(WireError) -> UInt64 { try integer() }

  /// A finite number.
  public mutating func double() throws(WireError) -> Double {
    let value = Double(bitPattern: try uint64())
    guard value.isFinite else { throw WireError("a number is not finite") }
    return value
  }

  /// A length of at most `limit`.
  public mutating func count(limit: Int) throws(WireError) -> Int {
    let value = Int(try uint32())
    guard value <= limit else { throw WireError("\(value) is more than \(limit)") }
    return value
  }

  public mutating func text() throws(WireError) -> String {
    let bytes = try raw(count(limit: Wire.textLimit))
    guard let text = String(validating: bytes, as: UTF8.self) else { throw WireError("a text is not UTF-8") }
    return text
  }

  public mutating func optional<Value>(
    _ read: (inout ByteReader) throws(WireError) -> Value
  ) throws(WireError) -> Value? {
    try bool() ? try read(&self) : nil
  }

  /// So many values, at most `limit`, with the number before them.
  public mutating func list<Value>(
    limit: Int, _ read: (inout ByteReader) throws(WireError) -> Value
  ) throws(WireError) -> [Value] {
    var values: [Value] = []
    for _ in 0..<(try count(limit: limit)) { values.append(try read(&self)) }
    return values
  }

  public mutating func raw(_ count: Int) throws(WireError) -> Bytes.SubSequence {
    let taken = rest.prefix(count)
    guard taken.count == count else { throw WireError("a message ends too early") }
    rest = rest.dropFirst(count)
    return taken
  }

  /// How many bytes are left.
  public var left: Int { rest.count }

  /// Everything must have been read.
  public func finish() throws(WireError) {
    guard rest.isEmpty else { throw WireError("a message has \(rest.count) bytes too many") }
  }

  private mutating func integer<Integer: FixedWidthInteger>() throws(WireError) -> Integer {
    var value: Integer = 0
    for (index, byte) in try raw(MemoryLayout<Integer>.size).enumerated() {
      value |= Integer(truncatingIfNeeded: byte) << (8 * index)
    }
    return value
  }
}
