import FoundationEssentials
import Models
public import Search

extension FoundVideos: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    var corrections: [String: [String]] = [:]
    for (name, meant) in try part.member("corrections").members() { corrections[name] = try meant.texts() }
    self.init(
      videos: try part.list("videos"),
      next: try part.maybeValue("next_cursor", "end of a page") { PageMark($0) },
      isCut: try part.flag("cut"), corrections: corrections, pending: try part.whole("pending"))
  }
}

extension FoundVideo: DocumentReadable {
  /// Why it was found is told of what was found by words; by anything else it is all that was looked for.
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      Video.ID(try part.id("video")), match: part.has("match") ? try part.choice("match") : .all,
      key: try part.maybeValue("key", "key") { SourceKey($0) },
      handle: try part.maybeText("author").map { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 },
      author: try part.maybeText("authorName"), caption: try part.text("caption"),
      hashtags: try part.texts("hashtags"), postedAt: try part.maybeMoment("postedAt"),
      plays: try part.maybeWhole("plays", 0...Int.max).map { Int64($0) },
      language: try part.maybeText("language"),
      genre: try part.maybeText("genre"), mood: try part.maybeText("mood"), url: try part.maybeText("url"),
      copies: try part.whole("copies"))
  }
}
