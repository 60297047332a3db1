import API
import Documents
import FoundationEssentials
import HTTP
import Jobs
import Knowledge
import Models
import Recommending
import Storage

extension Gateway {
  var creators: [Endpoint] {
    [
      Endpoint(
        .get, "/v1/creators/{handle}/recommendations", .scope(.read), "creators",
        "The tracks that were recommended to a creator, and why"
      ) { call in try await recommendations(call) }
      .with {
        $0.parameters = [
          .path("handle", Schemas.handle, "Whom it is for"),
          .query("date", .day, "The list of this day, in UTC; the newest unless said"),
          .query("run", .uuid, "The list that this run has made"),
          .query("limit", .integer(1...200), "How many tracks at most; 20 unless said"),
        ]
        $0.outcomes = [.init(.ok, "The list", Schemas.list)]
        $0.problems = [(.notFound, "The creator is not known, or has no such list")]
        $0.isTagged = true
      },
      fresh,
    ]
  }

  private func recommendations(_ call: Call) async throws -> Answer {
    guard let handle = call.text("handle").flatMap({ try? Handle($0) }),
      let author = try await TasteStore(database).authors(of: [InfluencerRequest(handle)]).first ?? nil
    else { throw Refusal.notFound("No such creator is known; POST /v1/runs has them looked at.") }
    let (store, limit) = (RecommendationStore(database), call.number("limit") ?? 20)
    // What was forbidden since goes before a list is cut to the length that was asked for.
    let most = RequestContext.counts.upperBound
    let found: RecommendationStore.Found?
    let day = call.text("date").flatMap { Day($0) }
    if let run = call.text("run").flatMap({ RunID($0) }) {
      found = try await store.newest(of: [author], run: run.uuid, limit: most)[author]
    } else if let day {
      found = try await store.lists(of: [author], on: day, limit: most)[author]
    } else {
      found = try await store.newest(of: [author], limit: most)[author]
    }
    // A run's list of another day is not that of this day.
    guard let found, day == nil || found.list.day == day else {
      throw Refusal.notFound(try await Self.missing(day, author, store))
    }
    let allowed = try await store.allowed([author: found], limit: limit)
    guard let allowed = allowed[author] else { throw Refusal.notFound("There is no such list.") }
    let segments = try await ListSegments(of: [allowed.found], in: database)
    return .json(
      .list(
        KnownList(
          handle, allowed.found, segments: segments.segments(of: allowed.found.list),
          withdrawn: allowed.withdrawn)))
  }

  private static func missing(
    _ day: Day?, _ author: Author.ID, _ store: RecommendationStore
  ) async throws -> String {
    guard let day else { return "There is no such list for this creator." }
    let nearest = try await store.nearestDays(of: [author], to: day)[author]
    return "There is no list of \(day) for this creator"
      + (nearest.map { "; the nearest is of \($0)." } ?? ".")
  }
}
