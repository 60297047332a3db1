import Documents
import FoundationEssentials
import Knowledge
import Models
import Recommending
import Storage

extension Commands {
  private static let limit = Option(
    "limit", value: "COUNT", help: "how many tracks at most (default 20)")
  private static let stage = Option(
    "stage", value: "STAGE", help: "only emerging, growth, peak, decline or steady ones")
  private static let at = Option(
    "at", value: "DATE", help: "how it was at the end of a day such as 2026-01-31")
  private static let track = Option(
    "track", value: "TRACK", help: "only this one, in words, whatever is known of it")
  private static let by = Option("by", value: "PERIOD", help: "count by day (default) or by hour")

  static let trends = Command(
    name: "trends",
    summary: "lists tracks that more and more creators use, and how surely",
    examples: [
      .init(line: "trends", meaning: "bursts first, then by velocity"),
      .init(line: "trends --stage emerging --limit 50", meaning: "what has just begun"),
      .init(line: "trends --at 2026-01-31 --json", meaning: "a day of the past, for a program"),
      .init(line: "trends --track 17", meaning: "one track, and why it is a trend or none"),
    ],
    options: [limit, stage, at, track, by],
    notes: [
      "Counted are different creators whose videos we know, in whole days of UTC over 8 weeks (or",
      "hours over 2), seen from what all other tracks got on these days. A burst needs at least",
      "\(TrackTrend.leastCreators) creators in the last 7 days (48 hours), none of whom made 30 % of the videos, and",
      "has to be more than 1.5 times what is usual of the track, with 95 % certainty. VELOCITY is",
      "the logarithm of the uses of the last two days by those of the two before (both with 5",
      "added); SATURATION, from 0 to 1, says how many have used it already and how far it is past",
      "its peak. Stages: emerging (bursts, up to 3 days), growth, peak, decline, steady. A past",
      "day is told by what is known of it now. A gateway tells at most 200 tracks.",
      TrackSelection.note,
    ]
  ) { invocation, context in
    var question = KnownTrends.Question(
      limit: try invocation.number(limit, in: 1...10_000) ?? 20,
      stage: try invocation.choice(stage, of: TrendStage.self), window: try window(invocation))
    let selection = try invocation[track].map { try TrackSelection($0, invocation) }
    if selection != nil, invocation[limit] != nil || question.stage != nil {
      throw Misuse("--track is of one track; --limit and --stage are of many", invocation.command)
    }
    if let remote = try context.remote() {
      let asked = Self.asked(invocation)
      let known: KnownTrends
      if let selection {
        guard let one = try await remote.trend(of: selection.text, window: asked) else {
          throw selection.missing
        }
        guard one.trends.count == 1 else {
          throw CommandFailure("\(remote.place) answers for other tracks than it was asked for")
        }
        known = one
        question.track = one.trends.first?.track
      } else {
        known = try await remote.trends(limit: question.limit, stage: question.stage, window: asked)
      }
      show(known, question, context.console)
      return .done
    }
    let known = try await context.withDatabase { database in
      question.track = try await selection?.number(in: IdentityStore(database))
      let known = try await KnownTrends(question, in: database)
      if let selection, known.names.isEmpty { throw selection.missing }
      return known
    }
    show(known, question, context.console)
    return .done
  }

  private static func show(_ known: KnownTrends, _ question: KnownTrends.Question, _ console: Console) {
    if console.isJSON {
      console.result(.trends(known))
    } else {
      TrendsReport(question: question, known: known).show(on: console)
    }
  }

  /// The window in the words of a gateway, which reads them as they were typed.
  private static func asked(_ invocation: Invocation) -> [(name: String, value: String)] {
    [at, by].compactMap { option in invocation[option].map { (option.name, $0) } }
  }

  /// The whole periods that are over; of a day, all of it.
  private static func window(_ invocation: Invocation, now: Date = Date()) throws(Misuse) -> UseWindow {
    let period = try invocation.choice(by, of: UseWindow.Period.self) ?? .day
    guard let text = invocation[at] else { return UseWindow(period, until: now) }
    let day = text.utf8.count == 10 ? (try? Date(text + "T00:00:00Z", strategy: .iso8601)) : nil
    guard let day else {
      throw Misuse(
        "--at takes a day such as 2026-01-31, not \"\(excerpt(text, limit: 40))\"", invocation.command)
    }
    guard day <= now else {
      throw Misuse("nothing is known of \(excerpt(text, limit: 40)) yet", invocation.command)
    }
    return UseWindow(period, until: min(now, day.addingTimeInterval(86_400)))
  }
}
