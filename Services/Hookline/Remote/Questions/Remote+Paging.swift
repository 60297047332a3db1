import API
import Documents

extension Remote {
  /// How many a page has at most.
  static let page = Paging.limits.upperBound
  /// A list that has more is not one that anybody wants whole.
  private static let most = 1_000_000

  /// So many of a list that comes in pages, from behind an element on; and whether there are more.
  func list<Element: DocumentReadable>(
    _ path: [String], _ query: [(name: String, value: String)], behind position: String? = nil, limit: Int,
    of type: Element.Type = Element.self
  ) async throws -> (elements: [Element], hasMore: Bool) {
    var elements: [Element] = []
    // The one place at which an element of the command line becomes a cursor of the gateway.
    var cursor = position.map { PageCursor.make($0, path: path.joined(separator: "/"), query: query) }
    while true {
      let count = min(Self.page, limit - elements.count)
      var question = Question(path: path, query: query + [("limit", "\(count)")])
      if let cursor { question.query.append(("cursor", cursor)) }
      let answer = try await ask(question)
      let (more, next): ([Element], String?) = try read { () throws(DocumentError) in
        let part = DocumentPart(answer)
        return (try part.list("items"), try part.maybeText("next_cursor"))
      }
      elements += more.prefix(count)
      // All lists fill their pages: one that does not, or that leads nowhere, would be asked for for ever.
      guard next == nil || (next != cursor && more.count >= count && elements.count <= Self.most) else {
        throw endless
      }
      cursor = next
      // A page that brings nothing would be asked for for ever.
      guard next != nil, elements.count < limit, !more.isEmpty else {
        return (elements, next != nil)
      }
    }
  }

  var endless: CommandFailure { CommandFailure("\(place) answers with pages that have no end") }
}
