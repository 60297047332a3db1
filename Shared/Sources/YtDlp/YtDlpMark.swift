/// Where the next page of a list begins, and by what the page before is known again.
struct YtDlpMark: Equatable {
  private static let limit = 1_000_000

  /// From 1.
  let item: Int
  let print: String

  init(item: Int, print: String) {
    self.item = item
    self.print = print
  }

  /// The first page without a mark; nil for what is no mark.
  init?(_ mark: PageMark?) {
    guard let mark else {
      self.init(item: 1, print: "")
      return
    }
    let parts = mark.text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let item = Int(parts[0]), (1...Self.limit).contains(item),
      parts[1].utf8.count <= 64
    else { return nil }
    self.init(item: item, print: String(parts[1]))
  }

  var mark: PageMark { PageMark("\(item) \(print)") }
}
