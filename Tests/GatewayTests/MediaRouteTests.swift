import API
import Documents
import FoundationEssentials
import HTTP
import Media
import Models
import Samples
import Storage
import TestKit
import TestPictures
import Testing

@testable import Gateway

/// What is brought once and asked about more often.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct MediaRouteTests {
  private static func withMedia(
    limit: Int = 1 << 30, largest: Int = Gateway.mediaLimit,
    _ body: (GatewayStage, FolderStore) async throws -> Void
  ) async throws {
    try await withMediaFolder { folder in
      try await withGateway(media: KeptMedia(folder, limit: limit, largest: largest)) { stage in
        _ = try await stage.fill()
        try await stage.fillCatalogue()
        try await stage.fillForSearch()
        try await body(stage, FolderStore(folder))
      }
    }
  }

  private static func keep(
    _ stage: GatewayStage, _ bytes: [UInt8], type: String, key: String
  ) async -> GatewayStage.Reply {
    await stage.ask(.post, "/v1/media", key: key, [("Content-Type", type)], file: bytes)
  }

  @Test func `a sound that is kept needs no second upload, until it is forgotten`() async throws {
    try await Self.withMedia { stage, store in
      let key = try await stage.key(.read, .submit, .admin)
      let sound = PlainWAV.bytes(seconds: 20, beatsPerMinute: 120)

      let kept = await Self.keep(stage, sound, type: "audio/wav", key: key)
      let again = await Self.keep(stage, sound, type: "application/octet-stream", key: key)
      let name = kept.document["media"]?.stringValue ?? ""
      let list = await stage.ask(.get, "/v1/recommendations?handle=anna&media=\(name)", key: key)
      let brought = await stage.ask(
        .post, "/v1/recommendations?handle=anna", key: key, [("Content-Type", "audio/wav")], file: sound)
      let match = await stage.ask(.get, "/v1/match?video=70&track=5&sound=\(name)", key: key)
      let isThere = try await store.contains(try #require(ContentHash(name)))
      let forgotten = await stage.ask(.delete, "/v1/media/\(name)", key: key)
      let gone = await stage.ask(.get, "/v1/recommendations?handle=anna&media=\(name)", key: key)
      let twice = await stage.ask(.delete, "/v1/media/\(name)", key: key)
      let audit = await stage.ask(.get, "/v1/audit", key: key)

      #expect(
        kept.status == 201 && kept.document["bytes"] == .int(sound.count) && kept.document["format"] == "wav")
      #expect(again.status == 200 && again.document["media"] == .string(name) && isThere)
      #expect(list.status == 200 && list.document["file"] == brought.document["file"])
      #expect(Set(match.each("track", of: "matches").map { $0?.stringValue }) == ["track 5", "sound"])
      #expect(forgotten.status == 204 && gone.status == 404 && twice.status == 404)
      #expect(audit.each("action") == ["media.forget", "media.keep", "media.keep"])
      #expect(audit.each("subject").allSatisfy { $0 == .string(name) })
    }
  }

  @Test func `a picture that is kept is looked for, and a film laid to music`() async throws {
    try await Self.withMedia { stage, _ in
      let key = try await stage.key(.read, .submit)
      let picture = PlainPNG.bytes(GatewayStage.picture)
      let look = try #require(ClipLook(light: 5, warmth: 5, colour: 6))
      let clip = try #require(
        SampleClip(
          seed: 3, style: .dance, seconds: 8, pace: .cuts(perMinute: 40), look: look, edit: .none,
          sound: .none))
      func name(_ bytes: [UInt8], _ type: String) async -> String {
        await Self.keep(stage, bytes, type: type, key: key).document["media"]?.stringValue ?? ""
      }
      let (still, film) = (
        await name(picture, "image/png"), await name(clip.file(soundRate: 22_050), "video/mp4")
      )

      let found = await stage.ask(.get, "/v1/search?media=\(still)&limit=1", key: key)
      let strange = await stage.ask(.get, "/v1/search?media=\(still)&q=a&like=3", key: key)
      let lost = await stage.ask(.get, "/v1/search?at=3&q=dance", key: key)
      let match = await stage.ask(.get, "/v1/match?film=\(film)&track=5", key: key)
      let both = await stage.ask(.get, "/v1/match?film=\(film)&video=70&track=5", key: key)
      let photo = await stage.ask(.get, "/v1/match?film=\(still)&track=5", key: key)

      #expect(found.status == 200 && found.each("video", of: "videos") == ["171"])
      #expect(strange.status == 422 && strange.document["errors"]?.arrayValue?.count == 2)
      #expect(lost.status == 422)
      #expect(match.status == 200 && match.each("video", of: "matches") == ["film"])
      #expect(both.status == 422 && photo.status == 415)
    }
  }

  @Test func `what is no media, too much or nowhere is refused`() async throws {
    try await Self.withMedia { stage, store in
      let key = try await stage.key(.read, .submit)
      let none = String(repeating: "0", count: 64)

      let text = await Self.keep(
        stage, Array("hello, nobody".utf8), type: "application/octet-stream", key: key)
      let empty = await Self.keep(stage, [], type: "audio/wav", key: key)
      let unknown = await stage.ask(.get, "/v1/recommendations?handle=anna&media=\(none)", key: key)
      let wrong = await stage.ask(
        .get, "/v1/recommendations?handle=anna&media=../../etc&video=70", key: key)

      #expect(text.status == 415 && empty.status == 422 && unknown.status == 404)
      #expect(wrong.status == 422 && wrong.document["errors"]?.arrayValue?.count == 1)
      #expect(try await store.usage().objectCount == 0)
    }
    try await withGateway { stage in
      let key = try await stage.key(.submit)
      let off = await Self.keep(stage, PlainWAV.chord, type: "audio/wav", key: key)
      #expect(
        off.status == 409 && off.document["detail"]?.stringValue?.contains("HOOKLINE_MEDIA_DIR") == true)
    }
  }
}

extension MediaRouteTests {
  @Test func `more than there will be room for is refused, and what is kept already takes none`() async throws
  {
    let sounds = [90, 100, 110, 120].map { PlainWAV.bytes(seconds: 6, beatsPerMinute: $0) }
    // Room for two of them, of which a key may have one.
    let size = sounds[0].count
    try await Self.withMedia(limit: 8 * size, largest: size) { stage, store in
      let (one, other) = (try await stage.key(.submit), try await stage.key(.submit))

      let first = await Self.keep(stage, sounds[0], type: "audio/wav", key: one)
      let second = await Self.keep(stage, sounds[1], type: "audio/wav", key: one)
      let others = await Self.keep(stage, sounds[2], type: "audio/wav", key: other)
      let third = await Self.keep(stage, sounds[3], type: "audio/wav", key: other)

      #expect(first.status == 201 && second.status == 429 && second.headers["Retry-After"] != nil)
      #expect(others.status == 201 && third.status == 507 && third.headers["Retry-After"] != nil)
      #expect(try await store.usage().objectCount == 2)
    }
    // A store that is small for the largest file gives it to whoever comes.
    try await Self.withMedia(limit: 8 * size) { stage, _ in
      let key = try await stage.key(.submit)
      var replies: [Int] = []
      for sound in [sounds[0], sounds[0], sounds[0], sounds[1], sounds[2]] {
        replies.append(await Self.keep(stage, sound, type: "audio/wav", key: key).status)
      }
      #expect(replies == [201, 200, 200, 201, 507])
    }
  }
}

/// A place for kept media that is gone afterwards.
func withMediaFolder(_ body: (String) async throws -> Void) async throws {
  let folder = "/var/tmp/hookline-media-\(UUID().uuidString)"
  let result: Result<Void, any Error>
  do { result = .success(try await body(folder)) } catch { result = .failure(error) }
  try? FileManager.default.removeItem(atPath: folder)
  try result.get()
}
