import API
import Documents
import HTTP
import Models
import Samples
import Storage
import TestKit
import TestPictures
import Testing

@testable import Gateway

/// Lists for a film or a sound that is brought.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct FreshFileTests {
  /// Tracks that differ in their tempo alone.
  private static func fill(_ stage: GatewayStage) async throws {
    _ = try await stage.fill()
    try await stage.fillForSearch()
    for (id, tempo) in [(11, 90.0), (12, 120.0), (13, 150.0)] as [(Int64, Double)] {
      let features = TrackFeatures(
        tempo: Models.Tempo(tempo).map { Feature([Finding($0, confidence: 0.9, evidence: .audio)]) } ?? nil)
      try await stage.database.add(
        tracks: [KnownTrack(Track.ID(id), title: "At \(tempo)", uses: 1, features: features)])
    }
  }

  private static func send(
    _ stage: GatewayStage, _ query: String, _ bytes: [UInt8], type: String
  ) async throws -> GatewayStage.Reply {
    let key = try await stage.key(.read)
    return await stage.ask(
      .post, "/v1/recommendations\(query)", key: key, [("Content-Type", type)], file: bytes)
  }

  private static func tracks(_ reply: GatewayStage.Reply) -> [String] {
    reply.document["recommendations"]?.arrayValue?.first?["items"]?.arrayValue?
      .compactMap { $0["trackId"]?.stringValue } ?? []
  }

  @Test func `a sound is listened to, and what is like it comes first`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      let sound = PlainWAV.bytes(seconds: 20, beatsPerMinute: 150)

      let reply = try await Self.send(stage, "?handle=@anna&limit=3", sound, type: "audio/wav")
      let narrowed = try await Self.send(
        stage, "?handle=anna&tempo=85-95&length=12", sound, type: "audio/x-wav")

      #expect(reply.status == 200, "\(String(decoding: reply.bytes, as: UTF8.self))")
      let file = try #require(reply.document["file"])
      #expect(file["kind"] == "sound" && abs((file["seconds"]?.double ?? 0) - 20) < 0.1)
      #expect(abs((file["tempo"]?.double ?? 0) - 150) < 3, "\(file.line)")
      #expect(Self.tracks(reply).first == "13", "\(Self.tracks(reply))")
      let context = reply.document["recommendations"]?.arrayValue?.first?["context"]
      #expect(context?["video"] == true && context?["length"] == .null)
      #expect(Self.tracks(narrowed) == ["11"])
    }
  }

  @Test func `a film in a form gives its length, and fields say the rest`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      let look = try #require(ClipLook(light: 5, warmth: 5, colour: 6))
      let clip = try #require(
        SampleClip(
          seed: 3, style: .dance, seconds: 8, pace: .cuts(perMinute: 40), look: look, edit: .none,
          sound: .none))
      let form = TestForm(
        [("handle", Array("anna".utf8)), ("limit", Array("2".utf8)), ("excludeUsed", Array("true".utf8))],
        file: ("media", "film", clip.file(soundRate: 22_050)))

      let reply = try await Self.send(stage, "", form.bytes, type: form.type)

      #expect(reply.status == 200, "\(String(decoding: reply.bytes, as: UTF8.self))")
      #expect(reply.document["file"]?["kind"] == "film")
      let context = try #require(reply.document["recommendations"]?.arrayValue?.first?["context"])
      #expect(abs((context["length"]?.double ?? 0) - 8) < 0.5 && context["excludeUsed"] == true)
      #expect(Self.tracks(reply).count == 2)
    }
  }

  @Test func `who is not known costs no look, and what is wrong is told at once`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillForSearch()
      let form = TestForm(
        [("handle", Array("an na".utf8)), ("use", Array("some".utf8)), ("video", Array("7".utf8))],
        file: ("media", "a.wav", PlainWAV.chord))

      let unknown = try await Self.send(stage, "?handle=nobody", PlainWAV.chord, type: "audio/wav")
      let nobody = try await Self.send(stage, "", PlainWAV.chord, type: "audio/wav")
      let wrong = try await Self.send(stage, "", form.bytes, type: form.type)
      let picture = try await Self.send(
        stage, "?handle=anna", PlainPNG.bytes(GatewayStage.picture), type: "application/octet-stream")

      #expect(unknown.status == 404 && nobody.status == 422 && wrong.status == 422)
      #expect(wrong.document["errors"]?.arrayValue?.allSatisfy { $0["in"] == "form" } == true)
      #expect(wrong.document["errors"]?.arrayValue?.count == 3 && picture.status == 415)
    }
  }
}
