import API
import Documents
import HTTP
import Models
import Storage
import TestKit
import Testing

@testable import Gateway

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct VideoRouteTests {
  @Test func `a video is shown with its post, its sound and what was seen in it`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillCatalogue()
      let key = try await stage.key(.read)

      let video = await stage.ask(.get, "/v1/videos/tiktok:7001", key: key)
      let same = await stage.ask(.get, "/v1/videos/70", key: key)
      let unseen = await stage.ask(.get, "/v1/videos/71", key: key).document

      let document = video.document
      #expect(video.bytes == same.bytes && document["video"] == "70" && document["author"] == "@anna")
      #expect(document["sound"]?["trackId"] == "5" && document["likes"] == 50)
      #expect(document["features"]?["mood"]?["name"] == "happy" && document["features"]?["length"] == 12.5)
      let analysis = document["analysis"]
      #expect(analysis?["duration"] == 12.5 && analysis?["tempo"]?["bpm"] == 120.0)
      #expect(analysis?["picture"]?["shots"]?.arrayValue?.count == 2)
      #expect(analysis?["picture"]?["palette"]?.arrayValue?.first?["colour"] == "#ff8800")
      #expect(document["seen"]?["from"] == "link" && document["unseen"] == .null)
      #expect(unseen["analysis"] == .null && unseen["features"] == .null)
    }
  }

  @Test func `why nobody could look at a video is told, and music that was recognised`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillCatalogue()
      let missed = UnseenVideo(Video.ID(71), place: "p", code: "gone", reason: "the film is gone")
      try await stage.database.pool.transaction { try $0.storeMissed([missed]) }
      try await stage.database.pool.execute(
        """
        insert into video_music (video_id, version, track_id, video_start, track_start, duration, speed, confidence)
        values (71, 1, 18, 0.5, 12, 9, 1.25, 0.8)
        """)
      try await stage.database.pool.execute("insert into video_copy (video_id, original_id) values (71, 70)")
      let key = try await stage.key(.read)

      let document = await stage.ask(.get, "/v1/videos/71", key: key).document

      #expect(document["unseen"]?["reason"] == "the film is gone" && document["unseen"]?["tries"] == 1)
      #expect(document["music"]?["trackId"] == "18" && document["music"]?["speed"] == 1.25)
      #expect(document["original"] == "70")
    }
  }

  @Test func `counts over time are told, and what is no video is not found`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillCatalogue()
      let key = try await stage.key(.read)

      let counts = await stage.ask(.get, "/v1/videos/70/metrics?granularity=hour", key: key)
      let none = await stage.ask(.get, "/v1/videos/71/metrics", key: key)

      #expect(counts.each("plays", of: "points") == [400, 1_000])
      #expect(counts.document["growth"]?["likes"]?["change"] == 30)
      #expect(none.status == 200 && none.each("at", of: "points").isEmpty)
      for name in ["99", "tiktok:1", "youtube:1", "x", "-1", "99999999999999999999"] {
        let reply = await stage.ask(.get, "/v1/videos/\(name)", key: key)
        #expect(reply.status == 404, "\(name)")
        #expect(reply.document["detail"]?.stringValue?.contains("/v1/creators/") == true)
      }
    }
  }
}
