import Crypto
public import FoundationEssentials
public import Storage

/// The id of one kind of row; ids of different kinds do not mix.
public struct Identifier<Entity>: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  public let uuid: UUID

  public init(_ uuid: UUID) { self.uuid = uuid }

  public init?(_ text: some StringProtocol) {
    guard let uuid = UUID(digits: text.utf8) else { return nil }
    self.uuid = uuid
  }

  /// A new id (UUID version 7): later ones sort behind earlier ones, so that an index grows at its end.
  public static func make(at date: Date = Date()) -> Self {
    let milliseconds = UInt64(min(max(0, (date.timeIntervalSince1970 * 1_000).rounded()), 0xffff_ffff_ffff))
    let random = UInt64.random(in: .min ... .max)
    var high = milliseconds << 16 | 0x7000
    high |= UInt64.random(in: 0..<0x1000)
    let low = random & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    func byte(_ word: UInt64, _ place: UInt64) -> UInt8 {
      UInt8(truncatingIfNeeded: word >> (56 - 8 * place))
    }
    return Self(
      UUID(
        uuid: (
          byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3), byte(high, 4), byte(high, 5),
          byte(high, 6), byte(high, 7), byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3), byte(low, 4),
          byte(low, 5), byte(low, 6), byte(low, 7)
        )))
  }

  public var description: String { uuid.uuidString.lowercased() }

  /// In the order of the bytes, which is the server's.
  public static func < (left: Self, right: Self) -> Bool {
    withUnsafeBytes(of: left.uuid.uuid) { left in
      withUnsafeBytes(of: right.uuid.uuid) { right in left.lexicographicallyPrecedes(right) }
    }
  }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let id = Self(text) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a UUID"))
    }
    self = id
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Identifier: Bindable {
  public static var type: ColumnType { UUID.type }
  public func encode(into bytes: inout [UInt8]) { uuid.encode(into: &bytes) }
}

extension Identifier: ColumnDecodable {
  public static func decode(_ field: Field) throws(StorageError) -> Self { Self(try UUID.decode(field)) }
}

/// Names what ids belong to; there are no values.
public enum TaskEntity: Sendable {}
public enum RunEntity: Sendable {}

public typealias TaskID = Identifier<TaskEntity>
public typealias RunID = Identifier<RunEntity>

extension Identifier {
  /// The id that stands for a name which is none: always the same for the same name (UUID version 8, from SHA-256).
  init(named name: String) {
    var bytes = Array(SHA256.hash("hookline:" + name).bytes.prefix(16))
    bytes[6] = bytes[6] & 0x0f | 0x80
    bytes[8] = bytes[8] & 0x3f | 0x80
    self.init(
      UUID(
        uuid: (
          bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7], bytes[8], bytes[9],
          bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
        )))
  }
}

extension UUID {
  /// From its 36 characters. Each message has several; Foundation reads them with `sscanf`.
  fileprivate init?(digits: some Sequence<UInt8>) {
    var words: (high: UInt64, low: UInt64) = (0, 0)
    var place = 0
    for byte in digits {
      defer { place += 1 }
      if place == 8 || place == 13 || place == 18 || place == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      let digit: UInt8
      switch byte {
      case 48...57: digit = byte - 48
      case 65...70: digit = byte - 55
      case 97...102: digit = byte - 87
      default: return nil
      }
      guard place < 36 else { return nil }
      words.high = words.high << 4 | words.low >> 60
      words.low = words.low << 4 | UInt64(digit)
    }
    guard place == 36 else { return nil }
    self = withUnsafeBytes(of: (words.high.bigEndian, words.low.bigEndian)) { bytes in
      UUID(uuid: bytes.loadUnaligned(as: uuid_t.self))
    }
  }
}
