import FoundationEssentials
import Lifecycle
import Models
import Search

/// What `hookline search` was asked for.
enum SearchRequest {
  struct Words {
    var question: Question
    var restriction: Restriction
    var after: PageMark?
    var limit: Int
    /// The same in the words of a gateway, which reads them as they were typed.
    var asked: [(name: String, value: String)]
  }

  case words(Words)
  case picture(path: String, limit: Int)
  case like(VideoSelection, limit: Int)
  case meaning(String, Restriction, limit: Int, asked: [(name: String, value: String)])

  private static let image = Option(
    "image", value: "FILE[@SECOND]", help: "by a picture, or a frame of a film")
  private static let like = Option("like", value: "VIDEO", help: "videos that show the same as this one")
  private static let meaning = Option(
    "meaning", value: "TEXT", help: "by what videos mean, whatever words they use")
  private static let author = Option("author", value: "HANDLE", help: "only of this creator")
  private static let hashtag = Option("hashtag", value: "TAG", help: "only with this hashtag")
  private static let since = Option("since", value: "DAY", help: "only posted from this day on")
  private static let until = Option("until", value: "DAY", help: "only posted before this day")
  private static let language = Option("language", value: "CODE", help: "only in this language, such as es")
  private static let genre = Option(
    "genre", value: "GENRE", help: "only of this genre first of all, such as k-pop")
  private static let mood = Option(
    "mood", value: "MOOD", help: "only of this mood first of all, such as happy")
  private static let limit = Option(
    "limit", value: "COUNT", help: "how many at most (default 20, up to 1000)")
  private static let after = Option(
    "after", value: "MARK", help: "the next page: what the page before ends with")

  private static let others = [image, like, meaning]
  private static let filters = [author, hashtag, since, until, language, genre, mood]
  static let options = others + filters + [limit, after]

  init(_ invocation: Invocation, now: Date = Date()) throws {
    let limit = try invocation.number(Self.limit, in: 1...VideoSearch.limit) ?? 20
    let ways = Self.others.filter { invocation[$0] != nil }
    try Self.check(ways, invocation)
    let restriction = try Self.restriction(invocation, now)
    if let path = invocation[Self.image] {
      self = .picture(path: path, limit: limit)
    } else if let video = invocation[Self.like] {
      self = .like(try VideoSelection(video, invocation), limit: limit)
    } else if let text = invocation[Self.meaning] {
      self = .meaning(text, restriction, limit: limit, asked: Self.asked(invocation, limit))
    } else {
      self = .words(try Self.words(invocation, restriction, limit))
    }
  }

  private static func check(_ ways: [Option], _ invocation: Invocation) throws(Misuse) {
    guard let way = ways.first else { return }
    if ways.count > 1 {
      throw Misuse("\(ways[0].label) and \(ways[1].label) do not go together", invocation.command)
    }
    if !invocation.operands.isEmpty {
      throw Misuse("\(way.label) and words do not go together", invocation.command)
    }
    if invocation[after] != nil {
      throw Misuse("\(way.label) has no pages; use \(limit.label)", invocation.command)
    }
    guard way != meaning, let filter = filters.first(where: { invocation[$0] != nil }) else { return }
    throw Misuse("\(filter.label) does not go together with \(way.label)", invocation.command)
  }

  private static func words(
    _ invocation: Invocation, _ restriction: Restriction, _ limit: Int
  ) throws(Misuse) -> Words {
    let question: Question
    do throws(SearchError) { question = try Question(invocation.operands.joined(separator: " ")) } catch {
      throw Misuse(error.message, invocation.command)
    }
    guard question.isAboutSomething || !restriction.isEmpty else {
      let reason =
        question.isEmpty ? "nothing is looked for; say a word" : "only what is not wanted is said; say a word"
      throw Misuse(reason + ", a #tag or an @author, or use a filter", invocation.command)
    }
    var mark: PageMark?
    if let text = invocation[after] {
      mark = PageMark(text)
      guard mark != nil else {
        throw Misuse("\"\(excerpt(text, limit: 60))\" is not what a page ended with", invocation.command)
      }
    }
    return Words(
      question: question, restriction: restriction, after: mark, limit: limit,
      asked: asked(invocation, limit))
  }

  private static func asked(_ invocation: Invocation, _ limit: Int) -> [(name: String, value: String)] {
    let words = invocation.operands.joined(separator: " ")
    var asked = [
      invocation[meaning].map { (name: meaning.name, value: $0) } ?? (name: "q", value: words)
    ]
    for option in filters + [after] {
      guard let text = invocation[option] else { continue }
      // Where a page ended is what a gateway calls a cursor.
      let name = option == after ? "cursor" : option.name
      asked.append((name, option == language ? text.lowercased() : text))
    }
    return asked + [("limit", "\(limit)")]
  }

  // MARK: Filters

  private static func restriction(_ invocation: Invocation, _ now: Date) throws(Misuse) -> Restriction {
    var restriction = Restriction()
    if let handle = invocation[author], !restriction.setAuthor(handle) {
      throw bad(author, handle, invocation)
    }
    if let tag = invocation[hashtag], !restriction.setHashtag(tag) { throw bad(hashtag, tag, invocation) }
    restriction.since = try day(since, invocation, now)
    restriction.until = try day(until, invocation, now)
    if let code = invocation[language]?.lowercased() {
      guard (2...3).contains(code.utf8.count), code.utf8.allSatisfy({ 97...122 ~= $0 }) else {
        throw Misuse(
          "\(language.label) takes a code of two letters such as es, not \"\(excerpt(code, limit: 40))\"",
          invocation.command)
      }
      restriction.language = code
    }
    restriction.genre = try invocation.choice(genre, of: Genre.self)?.rawValue
    restriction.mood = try invocation.choice(mood, of: Mood.self)?.rawValue
    return restriction
  }

  private static func bad(_ option: Option, _ text: String, _ invocation: Invocation) -> Misuse {
    Misuse("\"\(excerpt(text, limit: 60))\" is no \(option.name)", invocation.command)
  }

  private static func day(_ option: Option, _ invocation: Invocation, _ now: Date) throws(Misuse) -> Date? {
    guard let text = invocation[option] else { return nil }
    if let moment = Restriction.moment(text, now: now) { return moment }
    throw Misuse(
      "\(option.label) takes a day such as 2026-01-31, or how long ago such as 30d, not \"\(excerpt(text, limit: 40))\"",
      invocation.command)
  }
}
