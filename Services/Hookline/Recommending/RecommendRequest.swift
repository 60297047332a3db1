import Glibc
import Jobs
import Models
import Recommending

/// What `hookline recommend` was asked for.
struct RecommendRequest {
  enum Way {
    /// A list that is stored: the newest, that of a run, or that of a day.
    case newest
    case run(RunID)
    case day(Day)
    /// One that is made now.
    case fresh(RequestContext, FreshVideo?)
  }

  let way: Way
  let limit: Int

  private static let limit = Option("limit", value: "COUNT", help: "how many tracks at most")
  private static let run = Option("run", value: "ID", help: "the list that this run made, not the newest")
  private static let date = Option("date", value: "DAY", help: "the list of a day such as 2026-01-31, in UTC")
  private static let fresh = Option("fresh", help: "a list that is made now, as with any option below")
  private static let commercial = Option("commercial", help: "for a company's own post: --use commercial")
  private static let use = Option(
    "use", value: "USE", help: "organic, branded, commercial, advertising or off-platform")
  private static let contracts = Option(
    "contracts", value: "NAMES", help: "only what one of these allows, with commas between them")
  private static let region = Option(
    "region", value: "CODE", help: "where it is shown, such as SE (else everywhere)")
  private static let genre = Option("genre", value: "GENRE", help: "only music of this genre, such as k-pop")
  private static let mood = Option("mood", value: "MOOD", help: "only music of this mood, such as happy")
  private static let tempo = Option("tempo", value: "BPM", help: "only music of these tempos, such as 90-120")
  private static let length = Option(
    "length", value: "SECONDS", help: "of the video: hooks of that length, and no shorter tracks")
  private static let excludeUsed = Option("exclude-used", help: "none that the creator has used before")
  private static let language = Option(
    "language", value: "CODE", help: "none that only others use than who speaks it, such as es")
  private static let video = Option(
    "video", value: "FILE|VIDEO", help: "music for this video: a file, a number or tiktok:ID")

  private static let asking = [
    fresh, commercial, use, contracts, region, genre, mood, tempo, length, excludeUsed, language, video,
  ]
  static let options = [limit, run, date] + asking

  init(_ invocation: Invocation) throws {
    let stored = [Self.run, Self.date].filter(invocation.isGiven)
    let asked = Self.asking.filter(invocation.isGiven)
    let number = try invocation.number(Self.limit, in: RequestContext.counts)
    if stored.count > 1 || (!stored.isEmpty && !asked.isEmpty) {
      let pair = (stored + asked).prefix(2).map(\.label)
      throw Misuse("\(pair[0]) and \(pair[1]) do not go together", invocation.command)
    }
    limit = number ?? (asked.isEmpty ? RequestContext.counts.upperBound : RequestContext().count)
    if let text = invocation[Self.run] {
      way = .run(try Commands.runID(text, invocation))
    } else if let text = invocation[Self.date] {
      guard let day = Day(text) else {
        throw Misuse(
          "\(Self.date.label) takes a day such as 2026-01-31, not \"\(excerpt(text, limit: 40))\"",
          invocation.command)
      }
      way = .day(day)
    } else if asked.isEmpty {
      way = .newest
    } else {
      way = .fresh(try Self.context(invocation, limit), try Self.freshVideo(invocation))
    }
  }

  private static func freshVideo(_ invocation: Invocation) throws(Misuse) -> FreshVideo? {
    guard let text = invocation[video] else { return nil }
    return try FreshVideo(text, invocation)
  }

  // MARK: What is asked

  private static func context(_ invocation: Invocation, _ count: Int) throws -> RequestContext {
    var context = RequestContext()
    context.count = count
    context.use = try purpose(invocation)
    if let code = invocation[region] {
      guard let territory = Territory(code) else {
        throw bad(region, "a country such as SE", code, invocation)
      }
      context.territory = territory
    }
    if let names = invocation[contracts] {
      context.sources = Set(
        names.split(separator: ",").map { String($0).trimmedBlanks }.filter { !$0.isEmpty })
    }
    context.genre = try invocation.choice(genre, of: Genre.self)
    context.mood = try invocation.choice(mood, of: Mood.self)
    context.language = invocation[language]?.lowercased()
    context.excludesUsed = invocation.has(excludeUsed)
    context.length = try seconds(invocation)
    do throws(ContextError) {
      if let text = invocation[tempo] { context.tempo = try RequestContext.tempos(from: text) }
    } catch {
      throw Misuse(
        "\(tempo.label) \"\(excerpt(invocation[tempo] ?? "", limit: 40))\": \(error)", invocation.command)
    }
    do throws(ContextError) { try context.check() } catch { throw Misuse("\(error)", invocation.command) }
    return context
  }

  private static func purpose(_ invocation: Invocation) throws(Misuse) -> TrackUse {
    let named = try invocation.choice(use, of: TrackUse.self)
    guard invocation.has(commercial) else { return named ?? .organic }
    if let named, named != .commercial {
      throw Misuse("--commercial and --use \(named.rawValue) do not go together", invocation.command)
    }
    return .commercial
  }

  private static func seconds(_ invocation: Invocation) throws(Misuse) -> Double? {
    guard let text = invocation[length] else { return nil }
    let digits = text.hasSuffix("s") ? text.dropLast() : text[...]
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2e }), let number = Double(digits),
      RequestContext.lengths.contains(number)
    else { throw bad(length, "seconds from 1 to 600", text, invocation) }
    return number
  }

  private static func bad(
    _ option: Option, _ wanted: String, _ text: String, _ invocation: Invocation
  ) -> Misuse {
    Misuse("\(option.label) takes \(wanted), not \"\(excerpt(text, limit: 40))\"", invocation.command)
  }
}

extension RecommendRequest {
  /// Why there is no list for a creator who is known, and what to do.
  func lack(of handle: Handle, _ hidden: String?, nearest: Day?) -> String {
    switch way {
    case .run(let run):
      return "run \(run) made no list for \(handle); \"hookline runs show \(run)\" says what it did"
    case .day(let day):
      if let nearest {
        return "there is no list for \(handle) of \(day); the nearest is of \(nearest): --date \(nearest)"
      }
      fallthrough
    case .newest, .fresh:
      if let hidden { return "there is no list for \(handle): \(hidden)" }
      return "there is no list for \(handle) yet; \"hookline enqueue \(handle) --wait\" has one made"
    }
  }
}

extension String {
  /// Without blanks at both ends.
  fileprivate var trimmedBlanks: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
