import Documents
import FoundationEssentials
import Knowledge
import Models
import Recommending
import Storage
import Testing

/// What is told of tracks, trends, rights, models and sources is read as it was told.
@Suite struct CatalogueReadBackTests {
  private static let moment = Date(timeIntervalSince1970: 1_767_225_600)
  private static let later = Date(timeIntervalSince1970: 1_768_225_600)

  private static func member(_ id: Int64, isFull: Bool = true) -> ShownTrack.Member {
    guard isFull else { return ShownTrack.Member(track: Track.ID(id), title: "", claims: []) }
    return ShownTrack.Member(
      track: Track.ID(id), key: SourceKey(.spotify, "a:b"), title: "Lanterns\u{1b}", artist: "The Herons",
      duration: 181.25, uses: 12, claims: [SourceKey(.isrc, "GBAYE0601498"), SourceKey(.tiktok, "7")])
  }

  private static var link: ShownLink {
    var evidence = LinkEvidence()
    (evidence.titles, evidence.durations, evidence.note) = (["a", "b"], [1.5, 2], "heard it")
    (evidence.keys, evidence.confidence) = ([SourceKey(.isrc, "GBAYE0601498")], 0.75)
    return ShownLink(
      link: TrackLink(Track.ID(17), Track.ID(18), .variant, kind: .spedUp, rule: .name, evidence: evidence),
      madeBy: "rule", madeAt: moment, undoneBy: "eve")
  }

  @Test func `a recording with its links, and how it is used`() throws {
    let usage = UsageTrend(
      last: CounterReading(1_200, at: Self.later), first: CounterReading(800, at: Self.moment))
    let track = ShownTrack(
      canonical: Track.ID(17), members: [Self.member(17), Self.member(19, isFull: false)], links: [Self.link],
      others: [Track.ID(18): Self.member(18, isFull: false)], usage: [Track.ID(17): usage])

    let read = try ShownTrack(JSONValue.track(track))

    #expect(read == track && JSONValue.track(read) == .track(track))
  }

  @Test func `tracks that were found, and versions`() throws {
    let found = [(member: Self.member(18), canonical: Track.ID(17))]
    let tracks = [Track.ID(17): Self.member(17), Track.ID(18): Self.member(18)]

    let read = try FoundTracks(JSONValue.tracks(found, isCut: true))
    let variants = try FoundVariants(JSONValue.trackVariants([Self.link], of: tracks))

    #expect(read.isCut && read.found.map(\.member) == [Self.member(18)])
    #expect(read.found.map(\.canonical) == [Track.ID(17)])
    #expect(variants.links == [Self.link] && variants.tracks == tracks)
  }

  @Test func `a growth is told by the moments beside it`() throws {
    let exact = UsageTrend(
      last: CounterReading(1_200, at: Self.later.addingTimeInterval(0.9)),
      first: CounterReading(800, at: Self.moment.addingTimeInterval(0.2)))
    let told = UsageTrend(
      last: CounterReading(1_200, at: Self.later), first: CounterReading(800, at: Self.moment))

    #expect(exact.weeklyGrowth == told.weeklyGrowth && told.weeklyGrowth != nil)
  }

  private static var trend: TrackTrend {
    TrackTrend(
      track: Track.ID(5), window: UseWindow(.day, until: moment), stage: .emerging, burstAge: 2, doubt: nil,
      velocity: 0.1, acceleration: -0.2, surprise: 3.5, chance: 0.99, rate: 12.5, usualRate: 1,
      recentCreators: 30, topShare: 0.125, creators: 60, saturation: 0.5, counts: [1, nil, 12])
  }

  private static func trends() -> KnownTrends {
    KnownTrends(
      window: trend.window, trends: [trend], names: [Track.ID(5): .init(title: "Lanterns", artist: nil)],
      considered: 9, stages: [.emerging: 4, .steady: 5], isCut: true,
      counted: UsageTrend([CounterReading(77, at: trend.window.ends)]), newestUse: later)
  }

  @Test func `trends`() throws {
    let known = Self.trends()

    let read = try KnownTrends(JSONValue.trends(known))

    #expect(read.trends == known.trends && read.names == known.names && read.stages == known.stages)
    #expect(read.window == known.window && read.isCut && read.considered == 9)
    #expect(read.counted == known.counted && read.newestUse == Self.later)
    #expect(JSONValue.trends(read) == .trends(known))
  }

  @Test(arguments: ["begins", "ends", "period"])
  func `a window that there is none of is refused`(name: String) {
    guard case .object(let members) = JSONValue.trends(Self.trends()),
      case .object(let window)? = members.first(where: { $0.0 == "window" })?.1
    else { return }
    let other: JSONValue = name == "period" ? "hour" : "2025-01-01T00:30:00Z"
    let broken = JSONValue.object(window.map { $0.0 == name ? (name, other) : $0 })

    #expect(throws: DocumentError.self) {
      try KnownTrends(.object(members.map { $0.0 == "window" ? ("window", broken) : $0 }))
    }
  }

  @Test func `rights and contracts`() throws {
    let right = TrackRight(
      try #require(Territory("SE")), .offPlatform, isPermission: false, from: Self.moment, until: Self.later,
      source: "deal")
    let open = TrackRight(.world, .organic, isPermission: true, source: "")
    let entries = [RightsStore.Entry(Track.ID(5), right), RightsStore.Entry(Track.ID(6), open)]
    let source = RightsStore.SourceSummary(source: "deal", rights: 3, tracks: 2, importedAt: Self.moment)

    let told: [ToldRights] = try DocumentPart(
      .rights(of: [(Track.ID(5), Rights([right, open]))], at: Self.moment)
    ).list("tracks")
    let read: [RightsStore.Entry] = try DocumentPart(.rights(entries)).list("rights")
    let sources: [RightsStore.SourceSummary] = try DocumentPart(.rightsSources([source])).list("sources")

    #expect(told.map(\.track) == [Track.ID(5)] && told.map(\.rights) == [Rights([right, open])])
    #expect(read == entries && sources == [source])
  }

  @Test func `models`() throws {
    let full = ModelRecord(
      kind: "tracks", state: .current, form: "als", digest: "abc", byteCount: 9, seed: -7,
      snapshot: JSON(text: #"{"authors": 3, "tracks": 4, "uses": 5, "video": 6}"#),
      parameters: JSON(text: #"{"b": 0.5, "a": 2}"#),
      metrics: JSON(
        text:
          #"{"judged": 8, "scores": [{"name": "x", "ndcg": 0.5, "low": 0.25, "high": 1, "recall": null}]}"#))
    let empty = ModelRecord(
      kind: "", state: .refused, form: "", digest: "", byteCount: 0, seed: 0, snapshot: JSON(text: "{}"),
      parameters: JSON(text: "{}"), metrics: JSON(text: "{}"))
    let found = [full, empty].map { ModelStore.Found(id: 3, madeAt: Self.moment, record: $0) }

    let read: [ModelStore.Found] = try DocumentPart(.models(found)).list("models")

    #expect(JSONValue.models(read) == .models(found))
    #expect(read.map(\.record.state) == [.current, .refused] && read.map(\.id) == [3, 3])
  }

  @Test func `sources and what they could not read`() throws {
    var health = SourceLedger.Health(source: "yt-dlp")
    health.activity = SourceActivity(
      requests: 3, failures: [.timeout: 1, .limited: 2], records: 9, rejected: ["record.readable": 4])
    health.succeededAt = Self.moment
    health.quotas = [.init(name: "day", taken: 3, limit: 10)]
    health.notes = [.init(name: SourceLedger.pause, note: SourceNote("tired", until: Self.later))]
    let entries = [
      RejectionStore.Entry(
        rejection: Rejection(place: "a", offset: 7, reason: "odd"), source: nil, run: nil, at: Self.moment),
      RejectionStore.Entry(
        rejection: Rejection(place: "b", offset: 0, reason: "", rule: "x"), source: "scrapes", run: UUID(),
        at: Self.later),
    ]

    let sources: [SourceLedger.Health] = try DocumentPart(
      .sources([health, SourceLedger.Health(source: "other")], days: 7)
    ).list("sources")
    let read: [RejectionStore.Entry] = try DocumentPart(.rejections(entries)).list("rejected")

    #expect(sources == [health, SourceLedger.Health(source: "other")] && read == entries)
  }
}
