import API
import Documents
import FoundationEssentials
import HTTP
import Knowledge
import Models
import Recommending
import Storage

extension Gateway {
  var trends: [Endpoint] {
    let desk = TrendDesk(database)
    return [listTrends(desk), trackTrend(desk)]
  }

  private static let window: [Parameter] = [
    .query("at", .day, "How it was at the end of this day, in UTC; now unless said"),
    .query("by", .choice(UseWindow.Period.self), "What is counted by; day unless said"),
  ]

  private static let notes =
    "Counted are different creators whose videos are known, in whole days over 8 weeks, or hours over 2, seen from "
    + "what all other tracks got meanwhile. What is answered may be a minute old, and a past day is told by what is "
    + "known of it now."

  private func listTrends(_ desk: TrendDesk) -> Endpoint {
    Endpoint(
      .get, "/v1/trends", .scope(.read), "trends", "Tracks that more and more creators use, and how surely"
    ) { call in
      let question = KnownTrends.Question(
        limit: call.number("limit") ?? 20, stage: call.text("stage").flatMap(TrendStage.init),
        window: try Self.window(call))
      return .json(.trends(try await desk.trends(question)))
    }
    .with {
      $0.notes = Self.notes
      $0.parameters =
        [
          .query("stage", .choice(TrendStage.self), "Only tracks at this stage"),
          .query("limit", .integer(1...200), "How many tracks at most; 20 unless said"),
        ] + Self.window
      $0.outcomes = [.init(.ok, "Bursts first, then by velocity", Schemas.trends)]
      $0.isTagged = true
      $0.deadline = .seconds(120)
    }
  }

  private func trackTrend(_ desk: TrendDesk) -> Endpoint {
    Endpoint(
      .get, "/v1/tracks/{id}/trend", .scope(.read), "trends",
      "How the use of one track changes, and how surely"
    ) { call in
      let window = try Self.window(call)
      let track = try await TrackRoute(call, in: database).number()
      let known = try await desk.trends(KnownTrends.Question(window: window, track: track))
      guard !known.names.isEmpty else { throw TrackRoute.missing }
      return .json(.trends(known))
    }
    .with {
      $0.notes = Self.notes + " \"counted\" is the platform's own counter."
      $0.parameters = [TrackRoute.parameter] + Self.window
      $0.outcomes = [.init(.ok, "The same of this track, whatever is known of it", Schemas.trends)]
      $0.problems = TrackRoute.problems
      $0.isTagged = true
      $0.deadline = .seconds(120)
    }
  }

  /// The whole periods that are over; of a day, all of it.
  private static func window(_ call: Call, now: Date = Date()) throws(Refusal) -> UseWindow {
    let period = call.text("by").flatMap(UseWindow.Period.init) ?? .day
    guard let day = call.text("at").flatMap({ Day($0) }) else { return UseWindow(period, until: now) }
    guard day.start <= now else { throw .invalid([Fault(.query("at"), "nothing is known of it yet")]) }
    return UseWindow(period, until: min(now, day.adding(1).start))
  }
}
