/// What precedes each message.
public struct MessageHeader: Sendable, Equatable {
  public enum Kind: UInt8, Sendable, CaseIterable {
    // From the one who gives orders.
    case order = 1
    case cancel = 2
    // From the decoder.
    case hello = 16
    case about = 17
    case sound = 18
    case picture = 19
    case print = 20
    case peaks = 21
    case thumbnail = 22
    case end = 23
    case failure = 24
    case loudness = 25
  }

  public static let byteCount = 12
  private static let mark: [UInt8] = [0x48, 0x4B, 0x4C]

  public let kind: Kind
  /// The order that it belongs to; 0 for none.
  public let order: UInt32
  /// How many bytes follow.
  public let count: Int

  public init(_ kind: Kind, order: UInt32, count: Int) {
    self.kind = kind
    self.order = order
    self.count = count
  }

  /// Reads exactly `byteCount` bytes.
  public init(_ bytes: some Collection<UInt8>) throws(WireError) {
    var reader = ByteReader(bytes)
    let mark = [try reader.byte(), try reader.byte(), try reader.byte()]
    guard mark == Self.mark else { throw WireError("a message begins with other bytes than it should") }
    let number = try reader.byte()
    guard let kind = Kind(rawValue: number) else { throw WireError("there is no message of kind \(number)") }
    self.kind = kind
    order = try reader.uint32()
    count = Int(try reader.uint32())
    let limit = kind == .order || kind == .cancel ? Wire.orderLimit : Wire.payloadLimit
    guard count <= limit else { throw WireError("a message of \(count) bytes is longer than \(limit)") }
    try reader.finish()
  }

  public var bytes: [UInt8] {
    var writer = ByteWriter(capacity: Self.byteCount)
    for byte in Self.mark { writer.byte(byte) }
    writer.byte(kind.rawValue)
    writer.uint32(order)
    writer.uint32(UInt32(clamping: count))
    return writer.bytes
  }
}
