import API
import Documents
import HTTP
import Storage
import TestKit
import Testing

@testable import Gateway

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct SourceRouteTests {
  @Test func `how sources fare and what they must bring is told`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillCatalogue()
      let key = try await stage.key(.read)

      let sources = await stage.ask(.get, "/v1/sources?days=1", key: key)
      let rules = await stage.ask(.get, "/v1/sources/rules", key: key)
      let wrong = await stage.ask(.get, "/v1/sources?days=0", key: key)

      #expect(sources.each("source", of: "sources") == ["scrapes"] && sources.document["days"] == 1)
      let scrapes = sources.document["sources"]?.arrayValue?.first
      #expect(scrapes?["requests"] == 9 && scrapes?["records"] == 7)
      #expect(scrapes?["rejected"]?["tiktok post.id required"] == 2)
      #expect(
        rules.each("must", of: "rules").contains(
          "be WW or countries of ISO 3166-1 in two letters, such as \"DE AT CH\""))
      #expect(wrong.status == 422)
    }
  }

  @Test func `rejected records come in pages that hold, also those of one moment`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillCatalogue()
      let key = try await stage.key(.read)

      let pages = try await stage.pages("/v1/sources/rejected?limit=1", key: key, "offset") {
        try await stage.database.pool.execute(
          "insert into rejection (place, byte_offset, reason, source) values ('c.json', 9, 'no id', 'scrapes')"
        )
      }
      let library = await stage.ask(.get, "/v1/sources/rejected?source=library", key: key)
      let posts = await stage.ask(.get, "/v1/sources/rejected?rule=tiktok%20post", key: key)

      #expect(pages == [[1], [2], [7]])
      #expect(library.each("rule") == ["record.readable"] && library.each("place") == ["b.json"])
      #expect(posts.each("offset") == [1, 2])
    }
  }
}
