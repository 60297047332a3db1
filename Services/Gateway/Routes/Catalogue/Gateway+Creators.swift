import API
import Documents
import HTTP
import Jobs
import Models
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
    guard let handle = call.text("handle").flatMap({ try? Handle($0) }) else { throw Self.noCreator }
    let day = call.text("date").flatMap { Day($0) }
    let question = ListQuestion(
      handle, day: day, run: call.text("run").flatMap { RunID($0)?.uuid }, limit: call.number("limit") ?? 20)
    guard let stamp = try await lists.stamp(of: question) else {
      throw try await missing(day, handle)
    }
    let tag = EntityTag("1-\(String(UInt64(bitPattern: stamp), radix: 36))")
    return .response(
      try await call.request.response(tagged: tag) {
        guard let told = try await lists.list(question, at: stamp) else {
          throw try await missing(day, handle)
        }
        var response = Response(headers: ["Content-Type": MediaType.json], body: told.plain)
        response.packed = told.packed
        return response
      })
  }

  /// Why there is no such list.
  private func missing(_ day: Day?, _ handle: Handle) async throws -> Refusal {
    guard let author = try await TasteStore(database).authors(of: [InfluencerRequest(handle)]).first ?? nil
    else { return Self.noCreator }
    guard let day else { return .notFound("There is no such list for this creator.") }
    let nearest = try await RecommendationStore(database).nearestDays(of: [author], to: day)[author]
    return .notFound(
      "There is no list of \(day) for this creator" + (nearest.map { "; the nearest is of \($0)." } ?? "."))
  }
}
