public import Documents
import Crypto
import HTTP

/// Where the next page begins: behind this element, of this list, with these filters. Opaque to who holds it.
public struct PageCursor: Sendable, Equatable {
  static let parameter = "cursor"
  private static let version: UInt8 = 1
  private static let tagLength = 8

  public let position: String

  /// As it is handed out, for the list that the request asks for.
  public static func make(_ position: String, _ call: Call) -> String {
    let bytes = Array(position.utf8)
    return Base64URL.encode([version] + tag(of: bytes, call.request) + bytes)
  }

  /// The position of a cursor that belongs to the list of this request; nil where it has none. Throws for one that was
  /// made up or belongs to another list.
  public static func position(_ call: Call) throws(Refusal) -> String? {
    guard let text = call.text(parameter) else { return nil }
    let bytes = (try? Base64URL.decode(text)) ?? []
    let position = Array(bytes.dropFirst(1 + tagLength))
    guard bytes.first == version, bytes.count > 1 + tagLength,
      ConstantTime.areEqual(Array(bytes[1...tagLength]), tag(of: position, call.request)),
      let text = String(validating: position, as: UTF8.self)
    else {
      throw Refusal(
        .notFound, "cursor", "There is no such page: this list has not given that cursor. Begin without one.",
        faults: [Fault(.query(parameter), "it is none that this list has given")])
    }
    return text
  }

  /// Binds a cursor to its list. It is no secret: who makes one up sees no more than by asking without.
  private static func tag(of position: [UInt8], _ request: Request) -> [UInt8] {
    var sha = SHA256()
    sha.update(request.target.segments.joined(separator: "/").utf8)
    let filters = request.target.query.filter { $0.name != "cursor" && $0.name != "limit" }
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

/// The parameters and the answer of a list that comes in pages.
public enum Paging {
  public static let limits = 1...200
  public static let usual = 50
  /// Of characters: a position may have names in it.
  static let cursorLimit = 4_000

  public static let parameters: [Parameter] = [
    .query("limit", .integer(limits), "How many at most; \(usual) unless said"),
    .query(
      "cursor", .string(1...cursorLimit, nil, Pattern(.of("A-Za-z0-9_-", 1...cursorLimit))),
      "Where to go on, as \"next_cursor\" of the page before says"),
  ]

  public static func limit(_ call: Call) -> Int { call.number("limit") ?? usual }

  /// A page of such elements.
  public static func schema(_ element: Schema) -> Schema {
    .object([
      .required("items", .array(element)),
      .required(
        "next_cursor", .string(1...cursorLimit).orNull.described("For the next page; null on the last one")),
    ])
  }

  public static let headers: [(name: String, summary: String)] = [
    ("Link", "The address of the next page, as rel=\"next\"")
  ]

  /// The answer with the next page's address, if there is one.
  public static func answer(_ items: [JSONValue], next position: String?, _ call: Call) -> Answer {
    let cursor = position.map { PageCursor.make($0, call) }
    var answer = Answer.json(["items": .array(items), "next_cursor": JSONValue(cursor)])
    if let cursor { answer.headers["Link"] = "<\(address(cursor, call.request))>; rel=\"next\"" }
    return answer
  }

  private static func address(_ cursor: String, _ request: Request) -> String {
    let parts = request.target.text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let others = (parts.count > 1 ? parts[1] : "").split(separator: "&").filter { !$0.hasPrefix("cursor=") }
    return parts[0] + "?" + (others.map(String.init) + ["cursor=" + cursor]).joined(separator: "&")
  }
}
