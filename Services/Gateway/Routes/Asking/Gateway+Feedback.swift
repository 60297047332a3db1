import API
import Documents
import FoundationEssentials
import HTTP
import Models
import Storage

extension Gateway {
  var feedback: [Endpoint] { [giveFeedback, listFeedback, takeFeedbackBack] }

  /// What one request may say.
  static let feedbackLimit = 1_000

  private var giveFeedback: Endpoint {
    Endpoint(
      .post, "/v1/feedback", .scope(.submit), "feedback",
      "Says what became of recommendations: shown, looked at, used, or not wanted any more"
    ) { call in try await noteFeedback(call) }
    .with {
      $0.notes =
        "Each is accepted or refused by itself. The same of a creator, a track and a list counts once, however often it is "
        + "said. A track that was dismissed is at once in no list of that creator any more, stored or fresh, until that "
        + "is taken back; a creator can have dismissed \(FeedbackStore.dismissalLimit) tracks at once. What was shown only those know who show it: lists that are asked for here are not noted as shown."
      $0.body = .json(
        .either([
          Schemas.feedbackToNote,
          .object([.required("feedback", .array(Schemas.feedbackToNote, count: 1...Self.feedbackLimit))]),
        ]), limit: 512 * 1024,
        examples: [
          ["handle": "@anna", "trackId": "5", "kind": "dismiss"],
          [
            "feedback": [
              [
                "handle": "@anna", "trackId": "5", "kind": "click",
                "run": "0190a7c4-2f5e-7aaa-8bbb-0123456789ab", "rank": 1, "at": "2025-11-20T08:00:00Z",
              ]
            ]
          ],
        ])
      $0.outcomes = [.init(.ok, "What came of each", Schemas.noted)]
      $0.problems = [(.conflict, "A creator would have dismissed too many tracks; nothing was noted")]
    }
  }

  private func noteFeedback(_ call: Call) async throws -> Answer {
    guard case .json(let body) = call.body, let key = call.caller.key else {
      throw Refusal.invalid([Fault(.body("#"), "expected an object")])
    }
    let said = body["feedback"]?.arrayValue ?? [body]
    let sieve = try await FeedbackSieve(said, in: database)
    let accepted = sieve.results.compactMap { try? $0.get() }
    let change = Change(call, "feedback.create")
    let noted: [FeedbackStore.Noted]
    do {
      noted = try await database.transaction { session in
        let noted = try FeedbackStore.note(accepted, key: key, session)
        let new = noted.count { $0.isNew }
        if new > 0 { try change.note(nil, ["accepted": .int(new), "of": .int(said.count)], session) }
        return noted
      }
    } catch let error as FeedbackStore.TooManyDismissed {
      throw Self.tooMany(error, sieve.handles(of: error.authors))
    }
    return .json(Self.told(sieve.results, noted))
  }

  private static func tooMany(_ error: FeedbackStore.TooManyDismissed, _ handles: [Handle]) -> Refusal {
    let names = handles.prefix(5).map { "\($0)" }.joined(separator: ", ")
    let example = handles.first.map(\.name) ?? ""
    return Refusal(
      .conflict, "dismissals",
      "No creator can have dismissed more than \(error.limit) tracks, which this would be of \(names); nothing was "
        + "noted. Take some back: GET /v1/feedback?handle=\(example)&kind=dismiss lists them, DELETE "
        + "/v1/feedback/{id} takes one back.")
  }

  private static func told(
    _ results: [Result<Feedback, FeedbackSieve.Reason>], _ noted: [FeedbackStore.Noted]
  ) -> JSONValue {
    var rest = noted[...]
    let items = results.map { result -> JSONValue in
      if case .failure(let reason) = result {
        return ["state": "refused", "id": .null, "reason": .string(reason.text)]
      }
      guard let one = rest.popFirst() else { return .null }
      return ["state": one.isNew ? "accepted" : "known", "id": .string("\(one.id)"), "reason": .null]
    }
    let new = noted.count { $0.isNew }
    return [
      "accepted": .int(new), "known": .int(noted.count - new), "refused": .int(results.count - noted.count),
      "results": .array(items),
    ]
  }

  private var listFeedback: Endpoint {
    Endpoint(
      .get, "/v1/feedback", .scope(.read), "feedback",
      "Lists what was said of recommendations, the last said first"
    ) { call in
      var filter = FeedbackStore.Filter(
        track: call.text("trackId").flatMap { Int64($0) }.map { Track.ID($0) },
        kind: call.text("kind").flatMap(Feedback.Kind.init))
      if let handle = call.text("handle").flatMap({ try? Handle($0) }) {
        guard let author = try await TasteStore(database).authors(of: [InfluencerRequest(handle)])[0] else {
          throw Refusal.notFound("No such creator is known.")
        }
        filter.author = author
      }
      let turn = try PageTurn(call)
      let found = try await FeedbackStore(database).list(
        filter, before: turn.following.flatMap { Int64($0) }, after: turn.preceding.flatMap { Int64($0) },
        limit: turn.count)
      return turn.answer(found, at: { "\($0.id)" }) { .feedback($0) }
    }
    .with {
      $0.parameters =
        [
          .query("handle", Schemas.handle, "Only of recommendations to this creator"),
          .query("trackId", .numericID, "Only of this track"),
          .query("kind", .choice(Feedback.Kind.self), "Only of this kind"),
        ] + Paging.parameters
      $0.outcomes = [
        .init(.ok, "What was said", Paging.schema(Schemas.feedback), headers: Paging.headers)
      ]
      $0.problems = [(.notFound, "The creator is not known, or there is no such page")]
    }
  }

  private var takeFeedbackBack: Endpoint {
    Endpoint(
      .delete, "/v1/feedback/{id}", .scope(.submit), "feedback",
      "Takes back what was said; a track that was dismissed may be recommended again"
    ) { call in
      let change = Change(call, "feedback.delete")
      let text = call.text("id") ?? ""
      guard let id = Int64(text) else { throw Self.noFeedback }
      let taken = try await database.transaction { session in
        let taken = try FeedbackStore.takeBack(id, session)
        if let taken {
          try change.note(
            text,
            [
              "author": .string("\(taken.author)"), "track": .string("\(taken.track)"),
              "kind": .string(taken.kind.rawValue),
            ], session)
        }
        return taken
      }
      guard let taken else { throw Self.noFeedback }
      return .json([
        "takenBack": true, "id": .string(text), "trackId": .string("\(taken.track)"),
        "kind": .string(taken.kind.rawValue),
      ])
    }
    .with {
      $0.parameters = [.path("id", .numericID, "Of what was said")]
      $0.outcomes = [
        .init(
          .ok, "It is as if it had not been said",
          .object([
            .required("takenBack", .boolean), .required("id", .numericID), .required("trackId", .numericID),
            .required("kind", .choice(Feedback.Kind.self)),
          ]))
      ]
      $0.problems = [(.notFound, "There is no such thing, or it was taken back before")]
    }
  }

  private static let noFeedback = Refusal.notFound("Nothing of this number was said, or it was taken back.")
}
