import API
import Datasets
import Documents
import HTTP
import Models
import Sources
import Storage
import Synchronization
import Telemetry

extension Gateway {
  var rights: [Endpoint] { [listRights, listContracts, importRights] }

  /// Of a table of licences, in bytes: some ten thousands of rows.
  private static let tableLimit = 8 << 20
  /// So many rows that are wrong are told one by one.
  private static let toldLimit = 100

  private var listRights: Endpoint {
    Endpoint(.get, "/v1/rights", .scope(.read), "rights", "Lists what contracts state, by track") { call in
      let turn = try PageTurn(call)
      let (after, before) = try turn.places(of: 2) { place throws(Refusal) in
        RightsStore.Place(track: Track.ID(try place.number(0)), id: try place.number(1))
      }
      let found = try await RightsStore(database).page(
        of: call.text("source"), after: after, before: before, limit: turn.count)
      return turn.answer(
        found, at: { CursorPlace.text("\($0.place.track)", "\($0.place.id)") }
      ) { .right($0.entry) }
    }
    .with {
      $0.parameters =
        [.query("source", .string(1...200), "Only what this contract states")] + Paging.parameters
      $0.outcomes = [
        .init(.ok, "Rights", Paging.schema(Schemas.statedRight), headers: Paging.headers)
      ]
    }
  }

  private var listContracts: Endpoint {
    Endpoint(
      .get, "/v1/rights/sources", .scope(.read), "rights", "Lists contracts, with how much they state"
    ) { call in
      let turn = try PageTurn(call)
      let found = try await RightsStore(database).sources(
        after: turn.following, before: turn.preceding, limit: turn.count)
      return turn.answer(found, at: \.source) { .rightsSource($0) }
    }
    .with {
      $0.parameters = Paging.parameters
      $0.outcomes = [
        .init(
          .ok, "Contracts, by name", Paging.schema(Schemas.rightsSource), headers: Paging.headers)
      ]
    }
  }

  private var importRights: Endpoint {
    Endpoint(
      .post, "/v1/rights", .scope(.ops), "rights", "Takes in licences by track, territory, use and time"
    ) { call in try await takeRights(call) }
    .with {
      $0.notes =
        "The first line names the columns: track, or title and artist; territory, use, permission, from, until, source. "
        + "territory is WW or countries of ISO 3166-1, use some of organic, branded, commercial, advertising and "
        + "off-platform, permission allow or forbid; several stand with blanks between. What a source has stated before "
        + "is replaced. Of a source with a wrong row nothing is taken in, and what it stated before stays; a row that "
        + "does not say whose it is may be anybody's. All in one transaction, one import at a time."
      $0.parameters = [
        .query("source", .string(1...200), "The contract of rows that name none"),
        .query("dryRun", .boolean, "Check everything, and store nothing"),
        .query("strict", .boolean, "Store nothing unless every row is right"),
        .query("partial", .boolean, "Take the right rows of a contract in, though others of it are wrong"),
      ]
      $0.body = Endpoint.Body(
        [(MediaType.csv, .string(1...Int.max))], limit: Self.tableLimit,
        examples: [
          "track,territory,use,until,source\nisrc:USS1Z9900001,SE NO,commercial,2027-12-31,contract-17\n"
        ])
      $0.outcomes = [.init(.ok, "What came of it, and what is wrong", Schemas.rightsImport)]
      $0.problems = [
        (.unprocessableContent, "It is no table, or lacks columns"),
        (.insufficientStorage, "There is no room for the table; nothing was stored"),
      ]
      $0.deadline = .seconds(120)
    }
  }

  private func takeRights(_ call: Call) async throws -> Answer {
    guard case .bytes(_, let bytes) = call.body else { throw Self.noTable("there is none") }
    let terms = RightsImport.Terms(
      source: call.text("source"), isDryRun: call.flag("dryRun"), isStrict: call.flag("strict"),
      isPartial: call.flag("partial"))
    let rejected = Tray<RejectedRow>(limit: Self.toldLimit)
    let input: SpooledInput
    do {
      input = try await SpooledInput.keeping(bytes, called: "the body", isJSON: false, in: spoolFolder)
    } catch let error as SpooledInput.NoRoom {
      logger.error("there is no room for what was brought", ["error": "\(error)"])
      throw Refusal(
        .insufficientStorage, "room", "There is no room for the table at the moment; nothing was stored.")
    }
    let importing = RightsImport(.input(input), terms, reject: { row in rejected.add(row) })
    let change = Change(call, "rights.import")
    do {
      let report = try await importing.run(in: database) { session, report in
        try change.note(
          nil,
          [
            "sources": .strings(report.sources.sorted()), "rows": .int(report.rows),
            "rights": .int(report.stored), "replaced": .int(report.replaced),
          ], session)
      }
      return .json(
        .rightsImport(report, isStored: terms.stores(report), rejected: rejected.contents))
    } catch let error as CSVError { throw Self.noTable("\(error)") }
  }

  private static func noTable(_ reason: String) -> Refusal { .invalid([Fault(.body("#"), reason)]) }
}

/// The first of many things that are found on another thread.
private final class Tray<Element: Sendable>: Sendable {
  private let limit: Int
  private let kept = Mutex<[Element]>([])

  init(limit: Int) { self.limit = limit }

  var contents: [Element] { kept.withLock { $0 } }

  func add(_ element: Element) {
    kept.withLock { if $0.count < limit { $0.append(element) } }
  }
}
