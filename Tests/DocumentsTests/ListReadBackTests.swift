import Documents
import FoundationEssentials
import Knowledge
import Matching
import Models
import Recommending
import Storage
import Testing

/// Lists are read as they were told.
@Suite struct ListReadBackTests {
  private static let moment = Date(timeIntervalSince1970: 1_767_225_600)
  private static let tracks = [Track.ID(5), Track.ID(Int64.max), Track.ID(7)]

  private static var items: [Recommendation] {
    [
      Recommendation(
        rank: 1, track: tracks[0], score: 0.75,
        reasons: [
          Reason(.genre, contribution: 0.5, facts: ["genre": .text("jazz"), "share": .number(0.25)]),
          Reason(.base, contribution: 0.25),
        ],
        hook: TrackHook(start: 10.5, end: 25, reason: "the loudest part")),
      // Two have become one since.
      Recommendation(rank: 3, track: tracks[1], score: -0.5, reasons: []),
      Recommendation(rank: 4, track: tracks[2], score: 0, reasons: [Reason(.rising, contribution: 0)]),
    ]
  }

  private static var basis: ListBasis {
    let place = TrackPlace(rung: .sound, shares: [:])
    return ListBasis(
      creator: CreatorPlace(
        rung: .uses, known: CreatorKnowledge(hasPlace: true, videos: 3, uses: 2, similar: 1),
        shares: ["content": 0.75, "uses": 0.25], unheard: [.similar]),
      tracks: [
        TrackPlace(rung: .uses, shares: ["sound": 0.5, "uses": 0.5]), place,
        TrackPlace(rung: .artist, shares: ["artist": 1]), place,
      ],
      leftOut: ["used": 4, "not-yet": 1, "odd reason": 2], flagged: 1)
  }

  private static func found(_ basis: ListBasis?, run: UUID) throws -> RecommendationStore.Found {
    RecommendationStore.Found(
      list: MadeList(
        author: Author.ID(0), run: run, ranker: "fit 1", considered: 9, videos: 3, items: items,
        day: Day("2026-01-01"), basis: basis),
      madeAt: moment,
      names: [
        tracks[0]: .init(title: "Lanterns", artist: "The Herons"), tracks[2]: .init(title: "x", artist: nil),
      ])
  }

  private static func segments() throws -> [Track.ID: CutGrid] {
    let grid = CutGrid(start: 10.5, end: 25.25, beats: [0, 0.5, 1], bars: [0], isOnBeat: true)
    return [tracks[0]: try #require(grid)]
  }

  @Test func `a stored list`() throws {
    for basis in [Self.basis, nil] {
      let known = KnownList(
        try Handle("anna"), try Self.found(basis, run: UUID()), segments: try Self.segments(), withdrawn: 2,
        dismissed: 3)

      let read = try KnownList(JSONValue.list(known))

      #expect(read.handle == known.handle && read.found == known.found && read.fresh == nil)
      #expect(read.segments == known.segments && read.withdrawn == 2 && read.dismissed == 3)
      #expect(JSONValue.list(read) == .list(known))
    }
  }

  private static func facts(_ context: RequestContext) -> FreshLists.Facts {
    let right = TrackRight(
      .world, context.use, isPermission: true, from: moment, until: nil, source: "deal")
    return FreshLists.Facts(
      context: context, isForVideo: true, seen: 9, isPartial: true,
      rulings: [tracks[0]: .licensed(by: right), tracks[1]: .flagged], isOfVideo: true, used: [tracks[2]])
  }

  @Test func `a fresh list, whatever was asked`() throws {
    var full = RequestContext()
    (full.use, full.territory, full.sources) = (.offPlatform, try #require(Territory("SE")), ["a", "b"])
    (full.genre, full.mood, full.tempo) = (.jazz, .happy, 90...120.5)
    (full.length, full.language, full.excludesUsed, full.count) = (15, "es", true, 7)
    let nothing = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    for context in [full, RequestContext()] {
      let facts = Self.facts(context)
      let known = KnownList(try Handle("anna"), try Self.found(Self.basis, run: nothing), fresh: facts)

      let read = try KnownList(JSONValue.list(known))

      let told = try #require(read.fresh)
      #expect(read.found == known.found && told.context == context && told.rulings == facts.rulings)
      #expect(told.seen == 9 && told.isPartial && told.isForVideo && told.used == facts.used)
      #expect(JSONValue.list(read) == .list(known))
    }
  }

  @Test(
    arguments: [
      ("rank", 0), ("rank", 10_001), ("rank", 1e18), ("trackId", "0"), ("score", "high"),
      ("hook", ["start": 1]), ("segment", ["start": 3, "end": 1, "beats": [], "bars": [], "onBeat": true]),
      ("contributions", [["kind": "odd", "contribution": 1]]),
      ("contributions", [["kind": "genre", "contribution": 1, "share": .null]]), ("rung", "T9"),
    ] as [(String, JSONValue)])
  func `an item that none can be is refused`(name: String, value: JSONValue) throws {
    let known = KnownList(try Handle("anna"), try Self.found(Self.basis, run: UUID()))
    let item = try #require(JSONValue.items(of: known).first)
    guard case .object(let members) = item, case .object(let list) = JSONValue.list(known) else { return }
    let broken = JSONValue.object(members.map { $0.0 == name ? (name, value) : $0 })
    let document = JSONValue.object(list.map { $0.0 == "items" ? ("items", .array([broken])) : $0 })

    let error = #expect(throws: DocumentError.self) { try KnownList(document) }

    #expect(error?.member.hasPrefix("items[0].\(name)") == true, "\(error?.member ?? "")")
  }
}
