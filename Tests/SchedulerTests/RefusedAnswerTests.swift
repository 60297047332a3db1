import Lifecycle
import Search
import Storage
import TestKit
import Testing

@testable import Scheduler

/// An embeddings endpoint whose answers are too large, and one that does not take a text.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct RefusedAnswerTests {
  /// Its answer is as long as texts are many.
  private static func server() throws -> APIServer {
    try APIServer { request in
      let count = max(1, request.text.components(of: "tango"))
      let items = (0..<count).map { "{\"index\":\($0),\"embedding\":[1,2,3]}" }
      return .json("{\"data\":[\(items.joined(separator: ","))]}")
    }
  }

  @Test func `portions shrink until answers fit, and what is never taken is asked for once`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.pool.execute(
        """
        insert into video (id, author_id, kind, caption, is_pinned, is_advertisement, content_hash)
        select i, 1, 'film', 'tango ' || i, false, false, '' from generate_series(1, 12) i
        """)
      try await TextFilling(database.pool).fillAll()
      let server = try Self.server()
      var settings = EmbeddingSettings(url: server.url + "/v1/embeddings", model: "toy")
      settings.batch = 8
      settings.answerLimit = 120
      let room = EmbeddingRoom(
        filling: EmbeddingFilling(database.pool, EmbeddingEndpoint(settings)), shutdown: Shutdown(),
        logger: database.logger)
      let rounds = EmbeddingRoom.Rounds()
      // The first single text is not taken.
      server.meet(.status(413), .status(413), .status(413), .status(413))

      var rests: [Duration] = []
      for _ in 0..<40 where rests.last != room.interval { rests.append(await room.make(rounds)) }
      let asked = server.requests.count
      _ = await room.make(rounds)

      let count = try await database.pool.value("select count(*) from video_embedding", as: Int.self)
      #expect(count == 11, "\(rests)")
      #expect(rests.last == room.interval && rests.contains(.seconds(15)))
      #expect(server.requests.count == asked, "nothing that is left is to be asked for")
    }
  }
}

extension String {
  fileprivate func components(of word: String) -> Int { ranges(of: word).count }
}
