import API
import Documents
import HTTP
import TestKit
import TestPictures
import Testing
import Vision

@testable import Gateway

/// Search by words and by pictures.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct SearchRouteTests {
  private func ask(_ stage: GatewayStage, _ query: String) async throws -> GatewayStage.Reply {
    await stage.ask(.get, "/v1/search?\(query)", key: try await stage.key(.read))
  }

  private func videos(_ reply: GatewayStage.Reply) -> [String] {
    reply.document["videos"]?.arrayValue?.compactMap { $0["video"]?.stringValue } ?? []
  }

  @Test func `words find videos with typing errors, page by page, and filters narrow them`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillForSearch()

      let all = try await ask(stage, "q=balroom+danc")
      let first = try await ask(stage, "q=dance&limit=1")
      let next = first.document["next_cursor"]?.stringValue ?? ""
      let second = try await ask(stage, "q=dance&limit=1&cursor=\(next)")
      let made = try await ask(stage, "q=dance&cursor=abc")
      let late = try await ask(stage, "q=dance&since=2026-03-14")
      let none = try await ask(stage, "q=dance&author=ben")
      let newest = try await ask(stage, "author=@anna")

      #expect(Set(videos(all)) == ["171", "172"] && all.document["corrections"]?["balroom"] != nil)
      #expect(Set(videos(first) + videos(second)) == ["171", "172"])
      #expect(second.document["next_cursor"] == .null && second.headers["Link"] == nil)
      #expect(first.headers["Link"] == "</v1/search?q=dance&limit=1&cursor=\(next)>; rel=\"next\"")
      #expect(second.document["prev_cursor"] == .null && made.status == 404)
      #expect(videos(late) == ["172"] && videos(none).isEmpty && videos(newest) == ["173", "172", "171"])
      let found = try #require(newest.document["videos"]?.arrayValue?.first)
      #expect(found["author"] == "@anna" && found["caption"] == "soup" && found["plays"] == 12400)
    }
  }

  @Test func `a question that makes no sense is told with all that is wrong with it`() async throws {
    try await withGateway { stage in
      let wrong = try await ask(
        stage, "q=a&genre=noise&limit=1001&language=x1&since=tomorrow&after=zz")
      let signs = try await ask(stage, "q=!!!&author=%40")
      let nothing = try await ask(stage, "")
      let unwanted = try await ask(stage, "q=-a")

      #expect(wrong.status == 422 && wrong.document["errors"]?.arrayValue?.count == 4)
      #expect(signs.status == 422 && signs.document["errors"]?.arrayValue?.count == 2)
      #expect(nothing.status == 422 && unwanted.status == 422)
      let words = unwanted.document["errors"]?.arrayValue?.first?["detail"]?.stringValue
      #expect(words?.hasPrefix("only what is not wanted is said") == true)
    }
  }

  @Test func `a picture finds the video that it is of, alone and in a form`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillForSearch()
      let key = try await stage.key(.read)
      let picture = PlainPNG.bytes(Picture.scene(seed: 172).frame())
      let form = TestForm([("limit", Array("2".utf8))], file: ("picture", "a \"b\".png", picture))

      let alone = await stage.ask(
        .post, "/v1/search?limit=1", key: key, [("Content-Type", "image/png")], file: picture)
      let inForm = await stage.ask(
        .post, "/v1/search", key: key, [("Content-Type", form.type)], file: form.bytes)

      #expect(alone.status == 200 && videos(alone) == ["172"])
      let found = try #require(alone.document["videos"]?.arrayValue?.first)
      #expect(found["verdict"] == "same" && found["time"] == 4.5 && found["caption"] == "ballroom dance 172")
      #expect(alone.document["searched"]?["frames"] == 3 && alone.document["searched"]?["videos"] == 3)
      #expect(inForm.status == 200 && videos(inForm).first == "172" && videos(inForm).count == 2)
    }
  }
}
