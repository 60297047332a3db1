import FoundationEssentials
import Testing

@testable import Models

@Suite struct RightsTests {
  private static let noon = Date(timeIntervalSince1970: 1_000_000)

  @Test(arguments: TrackUse.allCases)
  func `where nothing is said only a creator's own post is allowed`(use: TrackUse) {
    #expect(Rights().allows(use, in: Self.place("DE"), at: Self.noon) == (use == .organic))
    #expect(Rights().allows(use, in: .world, at: Self.noon) == (use == .organic))
  }

  @Test(
    arguments: [
      // Rights, asked of, and the answer for advertising.
      (["+WW"], "DE", true), (["+DE"], "DE", true), (["+DE"], "AT", false), (["+DE"], "WW", false),
      (["+WW"], "WW", true),
      (["-DE"], "DE", false), (["+WW", "-DE"], "DE", false), (["+WW", "-DE"], "AT", true),
      (["+WW", "-DE"], "WW", false),
      (["+DE", "-WW"], "DE", false), (["-DE", "+DE"], "DE", false), (["+DE", "+AT"], "AT", true),
    ] as [([String], String, Bool)])
  func `what forbids wins and what allows must cover the place`(
    rights: [String], place: String, isAllowed: Bool
  ) {
    let rights = Rights(rights.map { Self.right($0, .advertising) })

    #expect(rights.allows(.advertising, in: Self.place(place), at: Self.noon) == isAllowed)
    #expect(!rights.allows(.commercial, in: Self.place(place), at: Self.noon), "another use is another right")
    #expect(rights.allows(.organic, in: Self.place(place), at: Self.noon))
  }

  @Test func `a creator's own post can be forbidden`() {
    let rights = Rights([Self.right("-DE", .organic)])

    #expect(!rights.allows(.organic, in: Self.place("DE"), at: Self.noon))
    #expect(rights.allows(.organic, in: Self.place("AT"), at: Self.noon))
    #expect(rights.verdict(on: .organic, in: .world, at: Self.noon) == .forbidden(by: rights.all[0]))
  }

  @Test(arguments: [(-1.0, false), (0, true), (9, true), (10, false), (11, false)])
  func `a right holds from its first moment until before its last`(seconds: Double, holds: Bool) {
    var right = Self.right("+WW", .branded)
    right.from = Self.noon
    right.until = Self.noon.addingTimeInterval(10)

    let time = Self.noon.addingTimeInterval(seconds)
    #expect(Rights([right]).allows(.branded, in: Self.place("FR"), at: time) == holds)
    right.isPermission = false
    #expect(
      Rights([Self.right("+WW", .branded), right]).allows(.branded, in: Self.place("FR"), at: time) == !holds)
  }

  @Test func `there are the countries of ISO 3166-1 and nothing else`() {
    #expect(Territory.codes.count == 249)
    #expect(Territory("de")?.code == "DE" && Territory("ww") == .world)
    for code in ["UK", "EU", "XX", "", "D", "DEU", "D1"] { #expect(Territory(code) == nil) }
  }

  @Test func `the spelling of uses is fixed`() {
    #expect(
      TrackUse.allCases.map(\.rawValue) == [
        "organic", "branded", "commercial", "advertising", "off-platform",
      ])
  }

  @Test(
    arguments: [
      ("42", .number(Track.ID(42))), ("spotify:abc", .key(SourceKey(.spotify, "abc"))),
      ("spotify:track:abc", .key(SourceKey(.spotify, "abc"))),
      ("ISRC:us-s1z-99-00001", .key(SourceKey(.isrc, "USS1Z9900001"))),
      ("library:0aff", .key(SourceKey(.library, "0aff"))), ("tiktok:123", .key(SourceKey(.tiktok, "123"))),
      ("", nil), ("0", nil),
      ("-1", nil), ("x", nil), ("vinyl:1", nil), ("spotify:", nil), ("isrc:1", nil),
      ("9999999999999999999", nil),
    ] as [(String, TrackSubject?)])
  func `tracks are named by number or key`(text: String, subject: TrackSubject?) {
    #expect((try? TrackSubject(text)) == subject)
  }

  @Test(
    arguments: [
      ("USS1Z9900001", "USS1Z9900001"), ("us-s1z-99-00001", "USS1Z9900001"),
      ("ISRC US-S1Z-99-00001", "USS1Z9900001"),
      ("GBA1B2C3D4E5", nil), ("US1", nil), ("", nil), ("ÜSS1Z9900001", nil), ("12S1Z9900001", nil),
    ] as [(String, String?)])
  func `codes of recordings are written in one way`(text: String, code: String?) {
    #expect(ISRC.normalised(text) == code)
  }

  private static func place(_ code: String) -> Territory { Territory(code) ?? .world }

  private static func right(_ text: String, _ use: TrackUse) -> TrackRight {
    TrackRight(place(String(text.dropFirst())), use, isPermission: text.hasPrefix("+"), source: text)
  }
}
