import API
import Documents
import HTTP
import Media
import Models
import Samples
import Storage
import TestKit
import TestPictures
import Testing

@testable import Gateway

/// How tracks go with films, of ours and brought.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct MatchRouteTests {
  private static let wav = "audio/wav"

  private static func film() throws -> [UInt8] {
    let look = try #require(ClipLook(light: 5, warmth: 5, colour: 6))
    let clip = try #require(
      SampleClip(
        seed: 3, style: .dance, seconds: 8, pace: .cuts(perMinute: 40), look: look, edit: .none, sound: .none)
    )
    return clip.file(soundRate: 22_050)
  }

  /// Track 5 is heard, and so is the faster track 18; nobody has listened to 19. Video 70 is a film, 71 was not looked at.
  private static func fill(_ stage: GatewayStage) async throws {
    _ = try await stage.fill()
    try await stage.fillCatalogue()
    let sound = StoredSound(
      Track.ID(18), origin: "library", place: "p", contentHash: nil,
      sound: JSON(text: GatewayStage.sound), waveform: nil)
    try await stage.database.pool.transaction { try $0.storeSounds([sound]) }
  }

  private static func send(
    _ stage: GatewayStage, _ query: String, _ bytes: [UInt8], type: String = "video/mp4"
  ) async throws -> GatewayStage.Reply {
    await stage.ask(
      .post, "/v1/match\(query)", key: try await stage.key(.read), [("Content-Type", type)], file: bytes)
  }

  private static func known(_ stage: GatewayStage, _ query: String) async throws -> GatewayStage.Reply {
    await stage.ask(.get, "/v1/match\(query)", key: try await stage.key(.read))
  }

  @Test func `tracks of ours are laid to a film of ours, and those nobody heard are told`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)

      let reply = try await Self.known(
        stage, "?video=tiktok:7001&track=19&track=spotify:abc&track=18&track=18&track=99")

      #expect(reply.status == 200, "\(String(decoding: reply.bytes, as: UTF8.self))")
      #expect(
        reply.each("rank", of: "matches") == [1, 2]
          && reply.each("video", of: "matches") == ["video 70", "video 70"])
      #expect(Set(reply.each("track", of: "matches").map { $0?.stringValue }) == ["track 5", "track 18"])
      let best = try #require(reply.document["matches"]?.arrayValue?.first)
      let sum = best["contributions"]?.arrayValue?.reduce(0) { $0 + ($1["contribution"]?.double ?? 0) }
      #expect(abs((sum ?? .nan) - (best["score"]?.double ?? .nan)) < 1e-9)
      #expect(best["segment"]?["beats"]?.arrayValue?.isEmpty == false)
      #expect(reply.each("track", of: "silent") == ["19", "99"])
      #expect(reply.each("reason", of: "silent").first == "nobody has listened to it yet")
    }
  }

  @Test func `a film that is brought meets a track of ours and a sound, the better one first`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      let sound = PlainWAV.bytes(seconds: 20, beatsPerMinute: 120)
      let form = TestForm(
        [("track", Array("5".utf8))], file: ("film", "a.avi", try Self.film()),
        also: [("sound", "b.wav", sound)])

      let both = try await Self.send(stage, "", form.bytes, type: form.type)
      let alone = try await Self.send(stage, "?track=5", try Self.film())
      let nothing = try await Self.send(stage, "?track=19", try Self.film())

      #expect(both.status == 200, "\(String(decoding: both.bytes, as: UTF8.self))")
      #expect(Set(both.each("track", of: "matches").map { $0?.stringValue }) == ["track 5", "sound"])
      let scores = both.each("score", of: "matches").map { $0?.double ?? .nan }
      #expect(scores == scores.sorted(by: >) && both.each("video", of: "matches") == ["film", "film"])
      #expect(alone.each("track", of: "matches") == ["track 5"])
      #expect(nothing.status == 200 && nothing.document["matches"] == [])
    }
  }

  @Test func `a sound that is brought is laid to a film of ours, as a body or in a form`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      let form = TestForm(
        [("video", Array("70".utf8))], file: nil, also: [("sound", "b.wav", PlainWAV.chord)])

      let body = try await Self.send(stage, "?video=70", PlainWAV.chord, type: Self.wav)
      let inForm = try await Self.send(stage, "", form.bytes, type: form.type)

      #expect(body.status == 200 && body.each("track", of: "matches") == ["sound"])
      #expect(inForm.status == 200 && inForm.document == body.document)
    }
  }

  @Test func `what is missing, unknown or no film is told`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      let film = try Self.film()
      let form = TestForm(
        [("video", Array("70".utf8))], file: ("film", "a.avi", film))
      let strange = TestForm([("track", Array("5".utf8))], file: ("movie", "a.avi", film))
      let twice = TestForm(
        [("track", Array("5".utf8))], file: ("film", "a.avi", film), also: [("film", "b.avi", film)])

      let nothing = try await Self.known(stage, "")
      let unknown = try await Self.known(stage, "?video=99&track=5")
      let unseen = try await Self.known(stage, "?video=71&track=5")
      let trackless = try await Self.send(stage, "", film)
      let ambiguous = try await Self.send(stage, "", form.bytes, type: form.type)
      let elsewhere = try await Self.send(stage, "", strange.bytes, type: strange.type)
      let doubled = try await Self.send(stage, "", twice.bytes, type: twice.type)
      let picture = try await Self.send(stage, "?track=5", PlainPNG.bytes(GatewayStage.picture))
      let sound = try await Self.send(stage, "?track=5", PlainWAV.chord, type: Self.wav)
      let damaged = try await Self.send(stage, "?track=5", Array(film.prefix(2_000)))

      #expect(nothing.status == 422 && nothing.each("parameter", of: "errors") == ["video", "track"])
      #expect(unknown.status == 404 && unseen.status == 404)
      #expect(unseen.document["detail"]?.stringValue?.contains("nobody has looked at it") == true)
      #expect(trackless.status == 422 && trackless.each("parameter", of: "errors") == ["track"])
      #expect(ambiguous.status == 422 && ambiguous.each("parameter", of: "errors") == ["video", "track"])
      #expect(elsewhere.status == 422 && elsewhere.each("parameter", of: "errors") == ["film"])
      #expect(doubled.status == 422 && picture.status == 415 && sound.status == 415)
      #expect(damaged.status == 422)
    }
  }
}
