import API
import Documents
import FoundationEssentials
import HTTP
import Search
import Storage
import TestKit
import Testing
import Vision

@testable import Gateway

/// Search by another video, and by what videos mean.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct SearchOtherwiseTests {
  private static func ask(_ stage: GatewayStage, _ query: String) async throws -> GatewayStage.Reply {
    await stage.ask(.get, "/v1/search?\(query)", key: try await stage.key(.read))
  }

  /// Knows what dancing and soup are.
  private static func meanings() throws -> APIServer {
    try APIServer { request in
      guard let body = try? JSONReader.read(request.body), let texts = body["input"]?.arrayValue else {
        return APIAnswer(400)
      }
      let items = texts.enumerated().map { place, text in
        let words = text.stringValue?.lowercased() ?? ""
        let vector = [words.contains("danc") ? 1.0 : 0, words.contains("soup") ? 1.0 : 0, 0.1]
        return "{\"index\":\(place),\"embedding\":\(vector)}"
      }
      return .json("{\"data\":[\(items.joined(separator: ","))]}")
    }
  }

  @Test func `videos that show the same as one are found, whatever it is called`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillForSearch()
      // The same scene in another video.
      try await stage.database.pool.execute(
        """
        insert into frame_descriptor (video_id, version, at, descriptor)
        select 173, 3, 9.5, descriptor from frame_descriptor where video_id = 171
        """)
      try await stage.database.pool.execute(
        "insert into video_source (platform, key, video_id) values ('tiktok', '9171', 171)")

      let found = try await Self.ask(stage, "like=171")
      let named = try await Self.ask(stage, "like=tiktok:9171&limit=1")

      let first = try #require(found.document["videos"]?.arrayValue?.first)
      #expect(found.status == 200 && first["video"] == "173" && first["caption"] == "soup")
      #expect(first["frames"] == 1 && first["distance"]?.double ?? 1 < 0.01)
      #expect(found.document["searched"]?["videos"] == 3)
      #expect(named.each("video", of: "videos") == ["173"])
    }
  }

  @Test func `what nothing is known of is not found, and what does not go together is told at once`()
    async throws
  {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillCatalogue()

      let none = try await Self.ask(stage, "like=999999")
      let unseen = try await Self.ask(stage, "like=70")
      let strange = try await Self.ask(stage, "like=!&q=a&author=anna")
      let both = try await Self.ask(stage, "like=70&meaning=dance")
      let off = try await Self.ask(stage, "meaning=dance&q=dance")

      #expect(none.status == 404 && unseen.status == 404)
      #expect(unseen.document["detail"]?.stringValue?.contains("no frames are known") == true)
      #expect(strange.status == 422 && strange.each("parameter", of: "errors") == ["q", "author", "like"])
      #expect(both.status == 422 && off.status == 422)
      #expect(off.each("parameter", of: "errors") == ["q", "meaning"])
    }
  }

  @Test func `videos are found by what they mean, within filters`() async throws {
    let server = try Self.meanings()
    let endpoint = EmbeddingEndpoint(EmbeddingSettings(url: server.url + "/v1/embeddings", model: "toy"))
    try await withGateway(embeddings: endpoint) { stage in
      _ = try await stage.fill()
      try await stage.fillForSearch()
      _ = try await EmbeddingFilling(stage.database.pool, endpoint).fill(after: 0)

      let dances = try await Self.ask(stage, "meaning=people+dancing&limit=2")
      let late = try await Self.ask(stage, "meaning=dancing&since=2026-03-14&limit=1")
      server.meet(.status(500), .status(500), .status(500))
      let broken = try await Self.ask(stage, "meaning=dancing")

      #expect(
        dances.status == 200
          && Set(dances.each("video", of: "videos").map { $0?.stringValue }) == ["171", "172"])
      #expect(dances.document["model"] == "toy" && late.each("video", of: "videos") == ["172"])
      #expect(broken.status == 503 && broken.headers["Retry-After"] != nil)
      #expect(!String(decoding: broken.bytes, as: UTF8.self).contains(server.url))
    }
  }
}
