/// Records of one kind, as they were read: their values side by side, and the bytes that texts are in. A million records
/// cost no object each.
public struct FlatBatch: Sendable {
  /// Records that were kept apart.
  public struct Refusal: Sendable, Equatable {
    /// The record's number in what was read, or the offset of its first byte.
    public var position: Int
    public var rule: String
    public var reason: String
    /// As it came; cut when it is long.
    public var record: String

    public init(position: Int, rule: String, reason: String, record: String) {
      self.position = position
      self.rule = rule
      self.reason = reason
      self.record = record
    }
  }

  public let shape: FlatShape
  /// What was read; texts lie in it.
  public let bytes: [UInt8]
  /// Texts that are not in `bytes` as they are.
  public internal(set) var decoded: [UInt8] = []
  /// `shape.fieldCount` for each record.
  public internal(set) var values: [FlatValue] = []
  /// The numbers of lists.
  public internal(set) var numbers: [Int64] = []
  public internal(set) var positions: [Int] = []
  /// Where in `bytes` each record is.
  var extents: [Range<Int32>] = []
  /// The marks of each record, a bit for each of `shape.flagging`.
  public internal(set) var flags: [Int16] = []
  public internal(set) var refusals: [Refusal] = []

  public var count: Int { positions.count }

  init(_ shape: FlatShape, bytes: [UInt8]) {
    self.shape = shape
    self.bytes = bytes
  }

  /// Makes the records' places 0, 1 and so on, wherever they were read.
  public mutating func placeInOrder() { positions = Array(positions.indices) }

  /// Makes room for about as many records as such bytes hold: moving what is there costs more than some room to spare.
  mutating func reserve() {
    let records = bytes.count / Self.usualRecord
    values.reserveCapacity(records * shape.fieldCount)
    positions.reserveCapacity(records)
    extents.reserveCapacity(records)
    flags.reserveCapacity(records)
  }

  private static let usualRecord = 192

  /// How many records have each of the marks; those whose numbers are in `left` do not count.
  public func flagCounts(leaving left: [Int]) -> [Int] {
    let left = Set(left)
    var counts = [Int](repeating: 0, count: shape.flagging.count)
    for (record, flags) in flags.enumerated() where flags != 0 && !left.contains(record) {
      for index in counts.indices where flags & (1 << Int16(index)) != 0 { counts[index] += 1 }
    }
    return counts
  }

  /// A record as it came; cut when it is long.
  public func text(of record: Int) -> String {
    let extent = extents[record]
    return String(
      decoding: bytes[Int(extent.lowerBound)..<Int(extent.upperBound)].prefix(4_000), as: UTF8.self)
  }
}

/// One value of a record.
public struct FlatValue: Sendable {
  public enum Kind: UInt8, Sendable {
    case null
    /// `count` bytes from `start` on: of what was read, or of what was decoded when `isDecoded`.
    case text
    /// `number`: an id, microseconds since 1970 UTC, or seconds.
    case number
    /// `count` of the batch's numbers from `start` on.
    case list
  }

  public internal(set) var kind = Kind.null
  public internal(set) var isDecoded = false
  public internal(set) var start: Int32 = 0
  public internal(set) var count: Int32 = 0
  public internal(set) var number: Int64 = 0

  init() {}
}

extension FlatBatch {
  /// The same for the same records in the same order; nil when there are none.
  var fingerprint: UInt64? {
    guard let first = extents.first, let last = extents.last else { return nil }
    var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
    bytes.withUnsafeBytes { bytes in
      var at = Int(first.lowerBound)
      let end = Int(last.upperBound)
      while at + 8 <= end {
        hash = Self.mixed(hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        at += 8
      }
      while at < end {
        hash = Self.mixed(hash ^ UInt64(bytes[at]))
        at += 1
      }
    }
    return hash
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xd6e8_feb8_6659_fd93)
    return product.high ^ product.low
  }
}
