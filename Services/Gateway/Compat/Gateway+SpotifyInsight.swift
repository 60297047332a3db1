import API
import Documents
import FoundationEssentials
import HTTP
import Knowledge
import Models
import Recommending
import Storage

/// The path of "Spotify Insight": what was recommended to somebody on a day.
extension Gateway {
  var spotifyInsight: Family {
    Family(
      name: "spotify-insight", summary: "What was recommended to somebody on a day.",
      endpoints: [userRecommendations])
  }

  private var userRecommendations: Endpoint {
    Endpoint(
      .get, "/user-recommendations/{username}", .scope(.read), "spotify-insight",
      "The tracks that were recommended to somebody on a day"
    ) { call in try await userRecommendations(call) }
    .with {
      $0.notes =
        "Lists are made by runs, and each night where HOOKLINE_NIGHTLY is on. Right here: client_id and client_secret "
        + "are texts, as there, that never hold anything; created_at and is_published say what is so; of several lists of a "
        + "day the last one counts, so nothing comes twice; a date that is none is a problem (422) instead of an "
        + "answer; what was forbidden since is left out. A track that Spotify does not know has its number here as "
        + "track_id, and hookline:track: before it in track_link."
      $0.parameters = [
        .path("username", .string(1...200), "A name on TikTok, with or without @"),
        .query("date", .day, "The day, in UTC; today unless said"),
      ]
      $0.outcomes = [.init(.ok, "The tracks, the best first; none for who is not known", Self.published)]
    }
  }

  private static let nothing = Schema.string(0...0).described("Nothing: what authenticates is told to nobody")

  private static let published = Schema.array(
    .object([
      .required("id", .integer(1...Int.max)),
      .required(
        "user",
        .object([
          .required("id", .integer(1...Int.max)), .required("username", .string()),
          .required("client_id", nothing), .required("client_secret", nothing),
        ])),
      .required("track_id", .string(1...200).example("4uLU6hMCjMI75M1A2tKUQC")),
      .required("track_title", .string()),
      .required("track_link", .string(1...220).example("spotify:track:4uLU6hMCjMI75M1A2tKUQC")),
      .required("created_at", .moment), .required("is_published", .boolean),
    ]), count: 0...200)

  /// Ids of rows leave room for so many tracks of a list.
  private static let rowsOfList = 1_000

  private func userRecommendations(_ call: Call) async throws -> Answer {
    let day = call.text("date").flatMap { Day($0) } ?? Day(Date.now)
    guard let handle = call.text("username").flatMap({ try? Handle($0) }),
      let author = try await TasteStore(database).authors(of: [InfluencerRequest(handle)]).first ?? nil
    else { return .json([]) }
    let (store, most) = (RecommendationStore(database), RequestContext.counts.upperBound)
    let lists = try await store.lists(of: [author], on: day, limit: most)
    guard let made = try await store.allowed(lists, limit: most)[author]?.found,
      let number = try await database.first(
        "select id from recommendation where run_id = \(made.list.run)", as: Int.self)
    else { return .json([]) }
    let names = try await SpotifyNames.names(of: made.list.items.map(\.track), in: database)
    let user: JSONValue = [
      "id": .int(Int(author.rawValue)), "username": .string(handle.name), "client_id": "",
      "client_secret": "",
    ]
    return .json(
      .array(
        made.list.items.map { item in
          let name = names[item.track]
          return [
            "id": .int(number * Self.rowsOfList + item.rank), "user": user,
            "track_id": .string(name ?? "\(item.track)"),
            "track_title": .string(made.names[item.track]?.title ?? ""),
            "track_link": .string(name.map { "spotify:track:\($0)" } ?? "hookline:track:\(item.track)"),
            "created_at": JSONValue(made.madeAt), "is_published": true,
          ]
        }))
  }
}
