import Documents
import FoundationEssentials
import Models
import Testing

@testable import Storage

@Suite struct TrackDocumentTests {
  private static let moment = Date(timeIntervalSince1970: 1_767_225_600)

  private static func member(_ id: Int64, key: SourceKey? = nil) -> ShownTrack.Member {
    ShownTrack.Member(
      track: Track.ID(id), key: key, title: "Song \(id)", artist: "Band", duration: 180.5, uses: 12,
      claims: key.map { [$0] } ?? [])
  }

  private static func text(_ id: Int64, key: String = "null", claims: String = "[]") -> String {
    """
    "track": "\(id)", "key": \(key), "title": "Song \(id)", "artist": "Band", "duration": 180.5, \
    "uses": 12, "claims": \(claims)
    """
  }

  private static let link = ShownLink(
    link: TrackLink(Track.ID(18), Track.ID(17), .variant, kind: .live, rule: .person),
    madeBy: "anna", madeAt: moment)
  private static let linkText = """
    {"left": "17", "right": "18", "relation": "variant", "kind": "live", "rule": "person", \
    "evidence": {}, "madeBy": "anna", "madeAt": "2026-01-01T00:00:00Z", "undoneBy": null}
    """

  @Test func `a recording is all that it is called, with the links and the tracks that these name`() throws {
    let key = try #require(SourceKey("spotify:4uLU6hMCjMI75M1A2tKUQC"))
    let usage = try #require(
      UsageTrend([
        CounterReading(110, at: Self.moment),
        CounterReading(100, at: Self.moment.addingTimeInterval(-7 * 86_400)),
      ]))
    let track = ShownTrack(
      canonical: Track.ID(17), members: [Self.member(17, key: key), Self.member(20)], links: [Self.link],
      others: [Track.ID(19): Self.member(19), Track.ID(18): Self.member(18)], usage: [Track.ID(17): usage])

    let line = JSONValue.track(track).line

    let own = Self.text(17, key: "\"\(key)\"", claims: "[\"\(key)\"]")
    #expect(
      line.hasPrefix(
        """
        {"track": "17", "members": [{\(own), "usage": {"uses": 110, "at": "2026-01-01T00:00:00Z", \
        "usesBefore": 100, "since": "2025-12-25T00:00:00Z", "weeklyGrowth": 0.1
        """), "\(line)")
    #expect(
      line.hasSuffix(
        """
        }}, {\(Self.text(20)), "usage": null}], "links": [\(Self.linkText)], \
        "others": [{\(Self.text(18))}, {\(Self.text(19))}]}
        """), "\(line)")
  }

  @Test func `found tracks come with the recording that each is`() {
    #expect(
      JSONValue.tracks([(Self.member(18), Track.ID(17))], isCut: true).line
        == "{\"tracks\": [{\"track\": \"17\", \"member\": {\(Self.text(18))}}], \"cut\": true}")
    #expect(
      JSONValue.trackVariants([Self.link], of: [Track.ID(17): Self.member(17)]).line
        == "{\"variants\": [\(Self.linkText)], \"tracks\": [{\(Self.text(17))}]}")
  }

  @Test func `what people state of tracks is answered with their numbers`() {
    #expect(
      JSONValue.trackMerge(Track.ID(17), isNew: false).line == #"{"track": "17", "changed": false}"#)
    #expect(
      JSONValue.trackSplit(Track.ID(17), from: [Track.ID(18)]).line
        == #"{"track": "17", "parted": ["18"]}"#)
  }

  @Test func `rights are told one by one, and what they come to everywhere`() throws {
    let source = "contract-17"
    let right = TrackRight(
      .world, .organic, isPermission: true, from: Self.moment, until: nil, source: source)
    let rightText = """
      "territory": "WW", "use": "organic", "allowed": true, "from": "2026-01-01T00:00:00Z", \
      "until": null, "source": "contract-17"
      """

    let shown = JSONValue.rights(of: [(Track.ID(17), Rights([right]))], at: Self.moment).line

    #expect(
      shown.hasPrefix(
        """
        {"tracks": [{"track": "17", "rights": [{\(rightText)}], "worldwide": {"organic": true, \
        "branded": false
        """), "\(shown)")
    #expect(
      JSONValue.rights([RightsStore.Entry(Track.ID(17), right)]).line
        == "{\"rights\": [{\"track\": \"17\", \(rightText)}]}")
    #expect(
      JSONValue.rightsSources([.init(source: source, rights: 3, tracks: 2, importedAt: Self.moment)]).line
        == """
        {"sources": [{"source": "contract-17", "rights": 3, "tracks": 2, \
        "importedAt": "2026-01-01T00:00:00Z"}]}
        """)
  }
}
