/// A number of bytes, as people write it: `20GiB`, `500MB`, `512B`.
public struct ByteCount: Sendable, Equatable, Comparable, LosslessStringConvertible {
  private static let units: [(name: String, size: Int)] = [
    ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1),
    ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000),
  ]

  public let value: Int

  public init(_ value: Int) { self.value = value }

  /// Reads a whole number with a unit, whose case does not matter. Nil when it is none, or more than fits.
  public init?(_ text: String) {
    let digits = text.prefix { ("0"..."9").contains($0) }
    let letters = text.dropFirst(digits.count).lowercased()
    let unit = Self.units.first { $0.name.lowercased() == letters }
    guard let count = Int(digits), let unit else { return nil }
    let (value, isTooMuch) = count.multipliedReportingOverflow(by: unit.size)
    guard !isTooMuch else { return nil }
    self.value = value
  }

  /// The shortest text that reads back as the same number: `20GiB`, `1023MiB`.
  public var description: String {
    let unit = Self.units.prefix(5).first { value != 0 && value.isMultiple(of: $0.size) }
    return "\(value / (unit?.size ?? 1))\(unit?.name ?? "B")"
  }

  /// For people, with one decimal: `1.5 GiB`, `0 B`.
  public var roughText: String {
    guard let unit = Self.units.prefix(4).first(where: { value >= $0.size }) else { return "\(value) B" }
    let tenths = value / (unit.size / 10)
    return "\(tenths / 10).\(tenths % 10) \(unit.name)"
  }

  public static func < (left: ByteCount, right: ByteCount) -> Bool { left.value < right.value }
}
