import Models
import TestKit
import Testing

@testable import Sources

@Suite struct SpotifyFindingTests {
  private typealias Setting = SpotifySetting
  private static let known = Track(
    key: SourceKey(.tiktok, "72"), title: "Doxy", artist: "Miles Davis", duration: 214.2)

  private func setting(_ tracks: String...) throws -> Setting {
    try Setting { request in
      switch request.path {
      case "/v1/search": .json(#"{"tracks":{"items":[\#(tracks.joined(separator: ","))]}}"#)
      case "/v1/tracks/\(Setting.ids[0])": .json(Setting.track())
      default: APIAnswer(404)
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `knows it by id, else by code, else by names and duration`() async throws {
    let setting = try setting(Setting.track(Setting.ids[2]))
    var (byID, byCode) = (Self.known, Self.known)
    byID.links = [SourceKey(.isrc, "USRC17607839"), SourceKey(.spotify, Setting.ids[0])]
    byCode.links = [SourceKey(.spotify, Setting.ids[1]), SourceKey(.isrc, "USRC17607839")]

    let found = [
      try await setting.api.find(track: byID), try await setting.api.find(track: byCode),
      try await setting.api.find(track: Self.known),
    ]

    #expect(found.map { $0?.evidence } == [.id, .isrc, .search])
    #expect(found.map { $0?.track.key.id } == [Setting.ids[0], Setting.ids[2], Setting.ids[2]])
    #expect(
      setting.asked.map { $0.query["q"] ?? $0.path } == [
        "/v1/tracks/\(Setting.ids[0])", "/v1/tracks/\(Setting.ids[1])", "isrc:USRC17607839",
        #"track:"Doxy" artist:"Miles Davis""#,
      ])
  }

  @Test(.timeLimit(.minutes(1)))
  func `does not search for what it cannot tell apart`() async throws {
    let setting = try setting(Setting.track())
    var (own, nobody, endless, unnamed) = (Self.known, Self.known, Self.known, Self.known)
    own.isOriginalSound = true
    nobody.artist = nil
    endless.duration = nil
    unnamed.title = ""

    for track in [own, nobody, endless, unnamed] { #expect(try await setting.api.find(track: track) == nil) }

    #expect(setting.asked.isEmpty)
  }

  @Test(arguments: [
    ("Doxy", "Miles Davis", 215.0, true), ("DOXY", "miles  davis", 212.3, true),
    ("Doxy (feat. Sonny Rollins)", "Miles Davis", 215, true),
    ("Doxy", "Miles Davis, Sonny Rollins", 215, true),
    ("Ｄｏｘｙ", "Miles Davis & Sonny Rollins", 215, true),
    ("Doxy", "Miles Davis", 216.3, false), ("Doxy", "Miles Davis", 30, false),
    ("Doxy - Live", "Miles Davis", 214, false), ("Doxy (Remix)", "Miles Davis", 214, false),
    ("Doxy", "Sonny Rollins", 214, false), ("Doxy", "Miles Davison", 214, false),
    ("Oleo", "Miles Davis", 214, false),
  ])
  func `takes only what agrees in names and duration`(
    title: String, artist: String, duration: Double, isSame: Bool
  ) {
    let candidate = Track(key: SourceKey(.spotify, "x"), title: title, artist: artist, duration: duration)
    let unknown = Track(key: SourceKey(.spotify, "y"), title: title, artist: artist)

    #expect(Spotify.same(as: Self.known, among: [unknown, candidate]) == (isSame ? candidate : nil))
  }

  @Test func `takes the closest of several, and of equals the first`() {
    let durations = [216, 214.5, 214.5, 213]
    let candidates = durations.enumerated().map { number, duration in
      Track(
        key: SourceKey(.spotify, "\(number)"), title: "Doxy", artist: "Miles Davis", duration: duration)
    }

    #expect(Spotify.same(as: Self.known, among: candidates)?.key.id == "1")
  }
}
