import API
import Documents
import FoundationEssentials
import HTTP
import Jobs
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
      }
    ]
  }

  private func recommendations(_ call: Call) async throws -> Answer {
    guard let handle = call.text("handle").flatMap({ try? Handle($0) }),
      let author = try await TasteStore(database).authors(of: [InfluencerRequest(handle)]).first ?? nil
    else { throw Refusal.notFound("No such creator is known; POST /v1/runs has them looked at.") }
    let (store, limit) = (RecommendationStore(database), call.number("limit") ?? 20)
    let found: RecommendationStore.Found?
    let day = call.text("date").flatMap { Day($0) }
    if let run = call.text("run").flatMap({ RunID($0) }) {
      found = try await store.newest(of: [author], run: run.uuid, limit: limit)[author]
    } else if let day {
      found = try await store.lists(of: [author], on: day, limit: limit)[author]
    } else {
      found = try await store.newest(of: [author], limit: limit)[author]
    }
    // A run's list of another day is not that of this day.
    guard let found, day == nil || found.list.day == day else {
      throw Refusal.notFound(try await Self.missing(day, author, store))
    }
    return .json(Self.document(handle, found))
  }

  private static func missing(
    _ day: Day?, _ author: Author.ID, _ store: RecommendationStore
  ) async throws -> String {
    guard let day else { return "There is no such list for this creator." }
    let nearest = try await store.nearestDays(of: [author], to: day)[author]
    return "There is no list of \(day) for this creator"
      + (nearest.map { "; the nearest is of \($0)." } ?? ".")
  }

  private static func document(_ handle: Handle, _ found: RecommendationStore.Found) -> JSONValue {
    let list = found.list
    return [
      "handle": .string("\(handle)"), "run": .string(list.run.uuidString.lowercased()),
      "madeAt": JSONValue(Optional(found.madeAt)), "date": .string("\(list.day ?? Day(found.madeAt))"),
      "ranker": .string(list.ranker), "videos": .int(list.videos), "considered": .int(list.considered),
      "items": .array(list.items.map { document($0, found.names[$0.track]) }),
    ]
  }

  private static func document(_ item: Recommendation, _ name: RecommendationStore.Name?) -> JSONValue {
    let hook = item.hook.map { hook -> JSONValue in
      ["start": .double(hook.start), "end": .double(hook.end), "reason": .string(hook.reason)]
    }
    return [
      "rank": .int(item.rank), "trackId": .string("\(item.track)"), "track": JSONValue(name?.title),
      "artist": JSONValue(name?.artist), "score": .double(item.score), "reasons": .strings(item.sentences),
      "hook": hook ?? .null, "contributions": .array(item.reasons.map(document)),
    ]
  }

  private static func document(_ reason: Reason) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("kind", .string(reason.kind.rawValue)), ("contribution", .double(reason.contribution)),
    ]
    // What was stored may be called anything; a document says each name once.
    for (name, fact) in reason.facts.sorted(by: { $0.key < $1.key })
    where members.allSatisfy({ $0.0 != name }) {
      switch fact {
      case .text(let text): members.append((name, .string(text)))
      case .number(let number): members.append((name, .double(number)))
      }
    }
    return .object(members)
  }
}
