/// Builds the bytes of a message.
public struct ByteWriter {
  public private(set) var bytes: [UInt8] = []

  public init(capacity: Int = 64) { bytes.reserveCapacity(capacity) }

  public mutating func byte(_ value: UInt8) { bytes.append(value) }
  public mutating func bool(_ value: Bool) { bytes.append(value ? 1 : 0) }
  public mutating func uint16(_ value: UInt16) { append(value.littleEndian) }
  public mutating func uint32(_ value: UInt32) { append(value.littleEndian) }
  public mutating func uint64(_ value: UInt64) { append(value.littleEndian) }
  public mutating func double(_ value: Double) { uint64(value.bitPattern) }

  /// Numbers that are never negative; others, and larger ones, become the nearest that can be sent.
  public mutating func count(_ value: Int) { uint32(UInt32(clamping: value)) }

  /// Cut to `Wire.textLimit` bytes, between two characters.
  public mutating func text(_ value: String) {
    var kept = value
    while kept.utf8.count > Wire.textLimit {
      kept.removeLast(max(1, (kept.utf8.count - Wire.textLimit) / 64))
    }
    count(kept.utf8.count)
    bytes.append(contentsOf: kept.utf8)
  }

  /// A flag, then the value if there is one.
  public mutating func optional<Value>(_ value: Value?, _ write: (inout ByteWriter, Value) -> Void) {
    bool(value != nil)
    if let value { write(&self, value) }
  }

  public mutating func raw(_ value: some Sequence<UInt8>) { bytes.append(contentsOf: value) }

  private mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
  }
}
