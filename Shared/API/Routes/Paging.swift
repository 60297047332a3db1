public import Documents
public import HTTP

/// The parameters and the answer of a list that comes in pages.
public enum Paging {
  public static let limits = 1...200
  public static let usual = 50
  /// Of characters: a position may have names in it.
  static let cursorLimit = 4_000

  public static let cursor = Parameter.query(
    PageCursor.parameter, .string(1...cursorLimit),
    "Where to go on, as \"next_cursor\" or \"prev_cursor\" of another page says")

  public static let parameters: [Parameter] = [
    .query("limit", .integer(limits), "How many at most; \(usual) unless said"), cursor,
  ]

  public static func limit(_ call: Call) -> Int { call.number("limit") ?? usual }

  /// A page of such elements; of a list that is read in one direction only, none says what goes before it.
  public static func schema(_ element: Schema, isTwoWay: Bool = true) -> Schema {
    let words =
      isTwoWay ? "For the page before; null on the first one" : "Null: this list is read forwards only"
    return .object([
      .required("items", .array(element)),
      .required(
        "next_cursor", .string(1...cursorLimit).orNull.described("For the next page; null on the last one")),
      .required(
        "prev_cursor", .string(1...cursorLimit).orNull.described(words)),
    ])
  }

  public static let headers: [(name: String, summary: String)] = [
    (
      "Link",
      "The addresses of the next page, as rel=\"next\", and of the one before, as rel=\"prev\"; where these are long only the "
        + "body leads there"
    )
  ]

  /// The answer of a list that is read in one direction only, with the next page's address, if there is one.
  public static func answer(_ items: [JSONValue], next position: String?, _ call: Call) -> Answer {
    answer(items, next: position, previous: nil, call)
  }

  static func answer(
    _ items: [JSONValue], next: String?, previous: String?, _ call: Call
  ) -> Answer {
    let following = next.map { PageCursor.make($0, .following, call) }
    let preceding = previous.map { PageCursor.make($0, .preceding, call) }
    var answer = Answer.json([
      "items": .array(items), "next_cursor": JSONValue(following), "prev_cursor": JSONValue(preceding),
    ])
    for field in link(next: following, previous: preceding, call) { answer.headers[field.name] = field.value }
    return answer
  }

  /// What is longer is not said in a header; the cursors in the body say the same.
  private static let linkLimit = 2_000

  /// The header field that leads to other pages, for a list that makes cursors of its own; none where there are none.
  public static func link(next: String?, previous: String? = nil, _ call: Call) -> Headers {
    let links = [(next, "next"), (previous, "prev")].compactMap { cursor, name in
      cursor.map { "<\(address($0, call.request))>; rel=\"\(name)\"" }
    }
    let link = links.joined(separator: ", ")
    return link.isEmpty || link.utf8.count > linkLimit ? [:] : ["Link": link]
  }

  private static func address(_ cursor: String, _ request: Request) -> String {
    let parts = request.target.text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let others = (parts.count > 1 ? parts[1] : "").split(separator: "&").filter { !$0.hasPrefix("cursor=") }
    return parts[0] + "?" + (others.map(String.init) + ["cursor=" + cursor]).joined(separator: "&")
  }
}

/// Which page of a list a request asks for, of one that can be read in both directions.
public struct PageTurn: Sendable {
  /// How many elements the page has at most.
  public let limit: Int
  /// The element that the page follows; nil for the first page, and for one that goes before another.
  public let following: String?
  /// The element that the page goes before: what is asked for are those nearest to it, from it backwards.
  public let preceding: String?
  private let call: Call

  /// Throws for a cursor that was made up or belongs to another list.
  public init(_ call: Call) throws(Refusal) {
    let cursor = try PageCursor(call)
    limit = Paging.limit(call)
    following = cursor?.side == .following ? cursor?.position : nil
    preceding = cursor?.side == .preceding ? cursor?.position : nil
    self.call = call
  }

  /// How many to look for: one more than the page has tells that it is not the last one.
  public var count: Int { limit + 1 }

  /// The answer, of up to `count` elements in the direction in which they were asked for.
  public func answer<Element>(
    _ found: [Element], at position: (Element) -> String, item: (Element) -> JSONValue
  ) -> Answer {
    let hasMore = found.count > limit
    var page = Array(found.prefix(limit))
    if preceding != nil { page.reverse() }
    // Whoever comes from a page can go back there.
    let next = preceding != nil || hasMore ? page.last : nil
    let previous = following != nil || preceding != nil && hasMore ? page.first : nil
    return Paging.answer(page.map(item), next: next.map(position), previous: previous.map(position), call)
  }
}
