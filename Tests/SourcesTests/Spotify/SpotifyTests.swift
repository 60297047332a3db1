import Models
import TestKit
import Testing

@testable import Sources

@Suite struct SpotifyTests {
  private typealias Setting = SpotifySetting
  private static let code = SourceKey(.isrc, "USRC17607839")

  @Test(.timeLimit(.minutes(1)))
  func `tells of a track by its id`() async throws {
    let setting = try Setting { request in
      request.path == "/v1/tracks/\(Setting.ids[0])"
        ? .json(Setting.track(artists: ["Miles Davis", "Sonny Rollins"])) : APIAnswer(404)
    }

    let track = try await setting.api.track(SourceKey(.spotify, Setting.ids[0]))
    let unknown = try await setting.api.track(SourceKey(.spotify, Setting.ids[1]))
    let none = try await setting.api.track(SourceKey(.spotify, "no/../id"))

    #expect(
      track
        == Track(
          key: SourceKey(.spotify, Setting.ids[0]), title: "Doxy", artist: "Miles Davis, Sonny Rollins",
          album: "Bags Groove", duration: 215, coverURL: "https://i.example/640", links: [Self.code]))
    #expect(unknown == nil && none == nil)
    #expect(setting.asked.map { $0.headers["authorization"] } == ["Bearer t0ken", "Bearer t0ken"])
    #expect(setting.api.meter.take().failures.isEmpty)
  }

  @Test(.timeLimit(.minutes(1)))
  func `needs nothing but id and name, which is all that newer applications may get`() async throws {
    let setting = try Setting { _ in .json(#"{"id":"\#(Setting.ids[0])","name":"Doxy"}"#) }

    let track = try await setting.api.track(SourceKey(.spotify, Setting.ids[0]))

    #expect(track == Track(key: SourceKey(.spotify, Setting.ids[0]), title: "Doxy"))
  }

  @Test(.timeLimit(.minutes(1)))
  func `finds a track by its code, however that is written`() async throws {
    let setting = try Setting { _ in
      Setting.found(Setting.track(Setting.ids[1], isrc: "GBAYE0601498"), "null", Setting.track())
    }

    let track = try await setting.api.track(SourceKey(.isrc, "us-rc1-76-07839"))
    let none = try await setting.api.track(isrc: "US-RC1-76-0783")

    #expect(track?.key.id == Setting.ids[0])
    #expect(none == nil)
    #expect(setting.asked.map(\.path) == ["/v1/search"])
    #expect(setting.asked.first?.query == ["type": "track", "limit": "10", "q": "isrc:USRC17607839"])
  }

  @Test(.timeLimit(.minutes(1)))
  func `takes no other code for the one that was asked for`() async throws {
    let setting = try Setting { _ in Setting.found(Setting.track(isrc: "GBAYE0601498")) }
    let silent = try Setting { _ in Setting.found(Setting.track(isrc: nil)) }

    #expect(try await setting.api.track(Self.code) == nil)
    #expect(try await silent.api.track(Self.code)?.key.id == Setting.ids[0])
  }

  @Test(.timeLimit(.minutes(1)))
  func `searches by title and artist, and lets nothing in them be taken for a command`() async throws {
    let setting = try Setting(searchLimit: 500) { _ in Setting.found(Setting.track()) }

    let tracks = try await setting.api.search(title: "Doxy\" artist:\"Nobody & Co", artist: "  Miles\nDavis ")
    let none = try await setting.api.search(title: "Doxy", artist: " \" ")

    #expect(tracks.map(\.title) == ["Doxy"] && none.isEmpty)
    #expect(
      setting.asked.first?.query["q"] == #"track:"Doxy artist Nobody & Co" artist:"Miles Davis""#)
    #expect(setting.asked.map { $0.query["limit"] } == ["10"])
  }

  @Test(.timeLimit(.minutes(1)))
  func `rejects records by rule and takes in the rest`() async throws {
    let setting = try Setting { _ in
      Setting.found(
        Setting.track(), #"{"name":"x"}"#, #"{"id":4,"name":"x"}"#, #"{"id":"\#(Setting.ids[1])"}"#,
        #"{"id":"\#(Setting.ids[1])","type":"episode","name":"x"}"#, "[]",
        """
        {"id":"\(Setting.ids[2])","name":"\(String(repeating: "x", count: 9_000))","duration_ms":-5,"artists":{},
        "external_ids":{"isrc":"nonsense"},"album":{"images":[{"url":"javascript:1"}]}}
        """)
    }

    let tracks = try await setting.api.search(title: "x", artist: "y")

    #expect(tracks.map(\.key.id) == [Setting.ids[0], Setting.ids[2]])
    let odd = try #require(tracks.last)
    #expect(odd.title.count == 500 && odd.duration == nil && odd.links.isEmpty && odd.artist == nil)
    #expect(odd.coverURL == nil)
    typealias Rules = Sources.Rules.Spotify
    let activity = setting.api.meter.take()
    #expect(activity.rejected == [Rules.id.id: 3, Rules.name.id: 1, Rules.type.id: 1])
    #expect(activity.records == 2)
  }

  @Test(.timeLimit(.minutes(1)))
  func `says that a single record cannot be read`() async throws {
    let setting = try Setting { _ in .json(#"{"id":"\#(Setting.ids[0])","name":null}"#) }

    let error = await #expect(throws: SourceError.self) {
      try await setting.api.track(SourceKey(.spotify, Setting.ids[0]))
    }

    #expect(error?.code == .unreadable)
    #expect(setting.api.meter.take().rejected == [Rules.Spotify.name.id: 1])
  }

  @Test(.timeLimit(.minutes(1)))
  func `tells of an artist, with and without what only some are told`() async throws {
    let setting = try Setting { request in
      request.path.hasSuffix(Setting.ids[0])
        ? .json(
          """
          {"id":"\(Setting.ids[0])","name":"Miles Davis","genres":["jazz",5],"followers":{"total":3000000000},
          "popularity":72,"images":[{"url":"https://i.example/a"}]}
          """) : .json(#"{"id":"\#(Setting.ids[1])","name":"Nobody","popularity":101}"#)
    }

    let known = try await setting.api.artist(Setting.ids[0])
    let little = try await setting.api.artist(Setting.ids[1])

    #expect(
      known
        == SpotifyArtist(
          key: SourceKey(.spotify, Setting.ids[0]), name: "Miles Davis", genres: ["jazz"],
          imageURL: "https://i.example/a", followers: 3_000_000_000, popularity: 72))
    #expect(
      little == SpotifyArtist(key: SourceKey(.spotify, Setting.ids[1]), name: "Nobody", genres: []))
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      (APIServer.Fault.answer(Setting.trouble(401)), SourceError.Code.misconfigured, 2),
      (.answer(Setting.trouble(403)), .refused, 1), (.answer(Setting.trouble(400)), .refused, 1),
      (.status(429, ["Retry-After": "2"]), .limited, 4),
      (.status(429, ["Retry-After": "80000"]), .limited, 1),
      (.status(500), .unavailable, 4), (.status(503, ["Retry-After": "3"]), .unavailable, 4),
      (.silent, .unavailable, 4), (.cut, .unavailable, 4), (.closed, .unavailable, 4),
      (.wrongJSON, .unavailable, 4), (.page, .unavailable, 4), (.emptyBody, .unavailable, 4),
      (.answer(.json("[]")), .unavailable, 4), (.answer(.json(#"{"tracks":{"items":5}}"#)), .unavailable, 4),
    ])
  func `tells failures apart`(fault: APIServer.Fault, code: SourceError.Code, requests: Int) async throws {
    let setting = try Setting(timeout: fault.isSilent ? .seconds(1) : .seconds(30)) { _ in Setting.found() }
    try await setting.api.logIn()
    _ = setting.api.meter.take()
    setting.server.meetAlways(fault, at: "/v1/search")

    let error = await #expect(throws: SourceError.self) {
      try await setting.api.search(title: "x", artist: "y")
    }

    #expect(error?.code == code)
    let activity = setting.api.meter.take()
    // One more is for another token.
    #expect(activity.requests == requests + (code == .misconfigured ? 1 : 0))
    #expect(activity.failures.values.reduce(0, +) == requests)
  }

  @Test(.timeLimit(.minutes(1)))
  func `obeys a 429: waits for a short while, and lets the caller wait for a long one`() async throws {
    let setting = try Setting { _ in Setting.found(Setting.track()) }
    setting.server.meet(.status(429, ["Retry-After": "4"]), at: "/v1/search")

    let first = try await setting.api.search(title: "x", artist: "y")
    setting.server.meet(.status(429, ["Retry-After": "900"]), at: "/v1/search")
    let second = await #expect(throws: SourceError.self) {
      try await setting.api.search(title: "x", artist: "y")
    }
    let third = await #expect(throws: SourceError.self) { try await setting.api.artist(Setting.ids[0]) }

    #expect(first.count == 1 && setting.time.waits == [.seconds(4)])
    #expect(second?.code == .limited && second?.retryAfter == .seconds(900))
    #expect(third?.code == .limited)
    #expect(setting.asked.count == 3)
  }

  @Test(
    arguments: [
      ("USRC17607839", "USRC17607839"), ("us-rc1-76-07839", "USRC17607839"),
      (" GB AYE 06 01498", "GBAYE0601498"),
      ("", nil), ("USRC1760783", nil), ("USRC176078390", nil), ("1SRC17607839", nil), ("USRC1760783X", nil),
      ("ÜSRC17607839", nil), ("US_RC1_76_07839", nil), ("USRC１7607839", nil),
    ] as [(String, String?)])
  func `knows codes of recordings`(text: String, code: String?) {
    #expect(ISRC.normalised(text) == code)
    #expect(SourceKey(isrc: text) == code.map { SourceKey(.isrc, $0) })
  }
}
