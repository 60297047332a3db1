import Crypto
import HTTP

/// Where a page of a list begins or ends: at this element, of this list, with these filters. Opaque to who holds it.
public struct PageCursor: Sendable, Equatable {
  /// On which side of the element the page lies.
  public enum Side: UInt8, Sendable {
    /// The page follows it.
    case following = 0x6E
    /// The page goes before it.
    case preceding = 0x70
  }

  static let parameter = "cursor"
  private static let version: UInt8 = 2
  private static let tagLength = 8

  public let side: Side
  public let position: String

  /// As it is handed out, for the list that the request asks for.
  public static func make(_ position: String, _ side: Side = .following, _ call: Call) -> String {
    let target = call.request.target
    return make(
      position, side, path: target.segments.joined(separator: "/"),
      query: target.query.map { (name: $0.name, value: $0.value) })
  }

  /// The same for who asks, and knows behind which element the list is to go on. The path is without its first slash.
  public static func make(
    _ position: String, _ side: Side = .following, path: String, query: [(name: String, value: String)]
  ) -> String {
    let bytes = [side.rawValue] + Array(position.utf8)
    return Base64URL.encode([version] + tag(of: bytes, path, query) + bytes)
  }

  /// That of the request; nil where it has none. Throws for one that was made up or belongs to another list.
  public init?(_ call: Call) throws(Refusal) {
    guard let text = call.text(Self.parameter) else { return nil }
    let bytes = (try? Base64URL.decode(text)) ?? []
    let target = call.request.target
    let rest = Array(bytes.dropFirst(1 + Self.tagLength))
    guard bytes.first == Self.version, let first = rest.first, let side = Side(rawValue: first),
      ConstantTime.areEqual(
        Array(bytes[1...Self.tagLength]),
        Self.tag(
          of: rest, target.segments.joined(separator: "/"),
          target.query.map { (name: $0.name, value: $0.value) })),
      let position = String(validating: rest.dropFirst(), as: UTF8.self),
      position.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else { throw Self.unknown }
    (self.side, self.position) = (side, position)
  }

  /// The element that the page of the request follows, for a list that is read in one direction only.
  public static func position(_ call: Call) throws(Refusal) -> String? {
    guard let cursor = try PageCursor(call) else { return nil }
    guard cursor.side == .following else { throw unknown }
    return cursor.position
  }

  /// Of a cursor that the list has not given.
  public static var unknown: Refusal {
    Refusal(
      .notFound, "cursor", "There is no such page: this list has not given that cursor. Begin without one.",
      faults: [Fault(.query(parameter), "it is none that this list has given")])
  }

  /// Binds a cursor to its list. It is no secret: who makes one up sees no more than by asking without.
  private static func tag(
    of position: [UInt8], _ path: String, _ query: [(name: String, value: String)]
  ) -> [UInt8] {
    var sha = SHA256()
    sha.update(path.utf8)
    let filters = query.filter { $0.name != "cursor" && $0.name != "limit" }
      .map { "\($0.name)=\($0.value)" }.sorted()
    for filter in filters {
      sha.update([0])
      sha.update(filter.utf8)
    }
    sha.update([0])
    sha.update(position)
    return Array(sha.finish().bytes.prefix(tagLength))
  }
}
