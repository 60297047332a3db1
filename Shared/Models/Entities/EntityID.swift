/// The number of a row of the catalogue; numbers of different entities do not mix.
public struct EntityID<Entity>: RawRepresentable, Hashable, Comparable, Sendable, Codable,
  CustomStringConvertible
{
  public let rawValue: Int64

  public init(rawValue: Int64) { self.rawValue = rawValue }
  public init(_ number: Int64) { rawValue = number }

  /// Its digits, as interfaces write it: JSON numbers lose precision beyond 2^53.
  public init?(_ text: some StringProtocol) {
    guard let number = Int64(text), number > 0 else { return nil }
    rawValue = number
  }

  public var description: String { "\(rawValue)" }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
