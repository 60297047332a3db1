import API
import Documents
import FoundationEssentials
import HTTP
import Sources
import Storage

extension Gateway {
  var sources: [Endpoint] { [listSources, listRules, listRejected] }

  private var listSources: Endpoint {
    Endpoint(
      .get, "/v1/sources", .scope(.read), "sources",
      "How sources fare: requests, failures, records, quotas"
    ) { call in
      let days = call.number("days") ?? 7
      let found = try await SourceLedger(database).health(days: days, now: Date())
      return .json(.sources(found, days: days))
    }
    .with {
      $0.notes =
        "Days are those of UTC; quotas are those of today, of all processes together. A source that nobody has asked "
        + "anything is not among them."
      $0.parameters = [
        .query("days", .integer(1...3_660), "How far back, today included; 7 unless said")
      ]
      $0.outcomes = [.init(.ok, "Sources, by name", Schemas.sources)]
    }
  }

  private var listRules: Endpoint {
    Endpoint(
      .get, "/v1/sources/rules", .scope(.read), "sources", "The rules that records of sources have to keep"
    ) { _ in .json(.rules(Rules.all)) }
    .with {
      $0.outcomes = [.init(.ok, "What is asked of which field", Schemas.rules)]
      $0.isTagged = true
    }
  }

  private var listRejected: Endpoint {
    Endpoint(
      .get, "/v1/sources/rejected", .scope(.read), "sources",
      "Lists records that were not taken in, with the reason, the newest first"
    ) { call in
      let turn = try PageTurn(call)
      let (after, before) = try turn.places(of: 3) { place throws(Refusal) in
        RejectionStore.Place(
          at: try place.moment(0), mark: place.string(1), offset: try place.number(2))
      }
      let found = try await RejectionStore(database).page(
        rule: call.text("rule"), source: call.text("source"), after: after, before: before,
        limit: turn.count)
      return turn.answer(
        found, at: { CursorPlace.text(CursorPlace.text($0.place.at), $0.place.mark, "\($0.place.offset)") }
      ) { .rejection($0.entry) }
    }
    .with {
      $0.parameters =
        [
          .query("rule", .string(1...200), "Only what breaks this rule, or rules that begin so"),
          .query("source", .string(1...200), "Only those of this source"),
        ] + Paging.parameters
      $0.outcomes = [
        .init(.ok, "Records", Paging.schema(Schemas.rejection), headers: Paging.headers)
      ]
    }
  }
}
