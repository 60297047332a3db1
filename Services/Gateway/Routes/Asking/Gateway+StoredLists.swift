import API
import Documents
import HTTP
import Jobs
import Knowledge
import Models
import Storage

extension Gateway {
  /// Creators whose stored lists one request may ask for.
  static let setLimit = 100
  /// Of each list: what one request takes in all is bounded, too.
  private static let lengths = 1...50

  var storedLists: Endpoint {
    Endpoint(
      .get, "/v1/recommendations/stored", .scope(.read), "creators",
      "The tracks that were recommended to several creators, and why"
    ) { call in try await tellStored(call) }
    .with {
      $0.notes =
        "Each list is what GET /v1/creators/{handle}/recommendations answers: what was forbidden or dismissed since is left "
        + "out. Creators who are not known or have no such list are told in \"missing\" and do not fail the others."
      $0.parameters = [
        .query("handle", .array(Schemas.handle, count: 1...Self.setLimit), "For whom", isRequired: true),
        .query("date", .day, "The lists of this day, in UTC; the newest unless said"),
        .query("run", .uuid, "The lists that this run has made"),
        .query("limit", .integer(Self.lengths), "How many tracks of each at most; 20 unless said"),
      ]
      $0.outcomes = [.init(.ok, "The lists that there are, in the order of the handles", Schemas.storedLists)]
      $0.isTagged = true
      $0.deadline = .seconds(60)
    }
  }

  private func tellStored(_ call: Call) async throws -> Answer {
    let (handles, day) = (Self.handles(call), call.text("date").flatMap { Day($0) })
    let run = call.text("run").flatMap { RunID($0)?.uuid }
    let questions = handles.map { ListQuestion($0, day: day, run: run, limit: call.number("limit") ?? 20) }
    let stamps = try await lists.stamps(of: questions)
    let missing = try await missing(questions.filter { stamps[$0] == nil }.map(\.handle), day)
    // What there is is told apart by its stamps, what is not there by what is said of it.
    let state = questions.map { question in
      stamps[question].map { String(UInt64(bitPattern: $0), radix: 36) } ?? "-"
    }
    let tag = EntityTag(of: Array(state.joined(separator: " ").utf8) + missing.bytes)
    return .response(
      try await call.request.response(tagged: tag) {
        Self.response(questions, try await lists.lists(stamps), missing)
      })
  }

  /// Each once, in their order.
  static func handles(_ call: Call) -> [Handle] {
    var seen: Set<Handle> = []
    return call.texts("handle").compactMap { try? Handle($0) }.filter { seen.insert($0).inserted }
  }

  /// Of what is kept as it goes out, joined without being read again. A list that went away since its stamp was asked for is
  /// in neither part.
  private static func response(
    _ questions: [ListQuestion], _ told: [ListQuestion: StoredLists.Told], _ missing: JSONValue
  ) -> Response {
    var body = Array(#"{"recommendations": ["#.utf8)
    var isFirst = true
    for list in questions.compactMap({ told[$0] }) {
      if !isFirst { body.append(UInt8(ascii: ",")) }
      body += list.plain
      isFirst = false
    }
    body += Array(#"], "missing": "#.utf8) + missing.bytes + Array("}".utf8)
    return Response(headers: ["Content-Type": MediaType.json], body: body)
  }

  /// Why there are no lists for these.
  private func missing(_ handles: [Handle], _ day: Day?) async throws -> JSONValue {
    guard !handles.isEmpty else { return [] }
    let authors = try await TasteStore(database).authors(of: handles.map { InfluencerRequest($0) })
    let hidden = try await HiddenCreators.reasons(of: authors.compactMap(\.self), in: database)
    var nearest: [Author.ID: Day] = [:]
    if let day {
      nearest = try await RecommendationStore(database).nearestDays(of: authors.compactMap(\.self), to: day)
    }
    return .array(
      zip(handles, authors).map { handle, author in
        let because = author.flatMap { hidden[$0] }.map { [("because", JSONValue.string($0))] } ?? []
        return .object(
          [
            ("handle", .string("\(handle)")), ("reason", .string(author == nil ? "unknown" : "listless")),
            ("nearest", JSONValue(author.flatMap { nearest[$0] })),
          ] + because)
      })
  }
}
