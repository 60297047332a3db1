import API
import Documents
import FoundationEssentials
import HTTP
import Models
import Storage
import TestKit
import Testing

@testable import Gateway

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct CreatorRouteTests {
  private static func add(_ stage: GatewayStage) async throws {
    let start = Date(timeIntervalSince1970: 1_700_000_000.123456)
    try await stage.database.add(author: 2, "ben", seenAt: start + 200)
    try await stage.database.add(author: 3, "bernd", followers: 900, seenAt: start + 300)
    try await stage.database.add(author: 4, "annika", followers: 100, seenAt: start + 200)
    try await stage.database.pool.execute("update author set followers = 100 where id = 1")
  }

  @Test func `creators are listed in pages that hold while others come`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await Self.add(stage)
      let key = try await stage.key(.read)

      let seen = try await stage.pages("/v1/creators?limit=2", key: key, "handle") {
        try await stage.database.add(
          author: 5, "zoe", seenAt: Date(timeIntervalSince1970: 1_700_009_000))
      }
      let many = try await stage.pages("/v1/creators?limit=2&order=followers", key: key, "handle")
      let few = try await stage.pages("/v1/creators?limit=1&order=followers&q=@AN", key: key, "id")
      let first = await stage.ask(.get, "/v1/creators?limit=1", key: key)
      let foreign = await stage.ask(
        .get, "/v1/creators?q=b&cursor=\(first.document["next_cursor"]?.stringValue ?? "")", key: key)
      let wrong = await stage.ask(.get, "/v1/creators?q=%25&order=size&limit=0", key: key)

      #expect(seen == [["@bernd", "@annika"], ["@ben", "@anna"]])
      #expect(many == [["@bernd", "@annika"], ["@anna", "@zoe"], ["@ben"]])
      #expect(few == [["4"], ["1"]])
      #expect(first.headers["Link"]?.contains("rel=\"next\"") == true && foreign.status == 404)
      #expect(wrong.status == 422 && wrong.document["errors"]?.arrayValue?.count == 3)
    }
  }

  @Test func `a creator is shown with habits and taste, under the name that they have now`() async throws {
    try await withGateway { stage in
      let run = try await stage.begin("anna")
      _ = try await stage.fill()
      try await stage.fillCatalogue()
      let key = try await stage.key(.read)

      let anna = await stage.ask(.get, "/v1/creators/@Anna", key: key)
      let same = await stage.ask(
        .get, "/v1/creators/anna", key: key, [("If-None-Match", anna.headers["ETag"] ?? "")])
      let nobody = await stage.ask(.get, "/v1/creators/nobody", key: key)

      let document = anna.document
      #expect(document["handle"] == "@anna" && document["videos"] == 3 && document["analysed"] == 1)
      #expect(document["medianPlays"] == 1_000.0 && document["run"]?["id"] == .string("\(run)"))
      #expect(anna.each("trackId", of: "sounds") == ["5"] && anna.each("name", of: "hashtags") == ["tea"])
      #expect(document["patterns"]?["lifetime"]?["posts"] == 3 && document["taste"]?["videos"] != nil)
      #expect(same.status == 304)
      #expect(
        nobody.status == 404 && nobody.document["detail"]?.stringValue?.contains("POST /v1/runs") == true)
    }
  }

  @Test func `videos come newest first, and last those without a date`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillCatalogue()
      try await stage.database.add(videos: [PastVideo(Video.ID(60), postedAt: nil)], by: 1)
      let key = try await stage.key(.read)

      let pages = try await stage.pages("/v1/creators/anna/videos?limit=1", key: key, "video") {
        try await stage.database.add(
          videos: [PastVideo(Video.ID(80), postedAt: GatewayStage.day(20))], by: 1)
      }
      let whole = await stage.ask(.get, "/v1/creators/anna/videos?limit=4", key: key)
      let rest = try await stage.pages("/v1/creators/anna/videos?limit=4", key: key, "video")

      #expect(pages == [["71"], ["70"], ["72"], ["60"]])
      #expect(rest == [["80", "71", "70", "72"], ["60"]])
      let video = whole.document["items"]?.arrayValue?[2]
      #expect(video?["key"] == "tiktok:7001" && video?["plays"] == 1_000 && video?["saves"] == .null)
      #expect(video?["sound"]?["title"] == "Lanterns" && video?["mood"] == "happy")
      #expect(video?["postedAt"] == "2026-11-10T08:00:00Z" && video?["hashtags"] == ["tea"])
    }
  }

  @Test func `numbers over time are those of each day, and grow by what they say`() async throws {
    try await withGateway { stage in
      _ = try await stage.fill()
      try await stage.fillCatalogue()
      let key = try await stage.key(.read)
      func ask(_ query: String) async -> GatewayStage.Reply {
        await stage.ask(.get, "/v1/creators/anna/metrics\(query)", key: key)
      }

      let days = await ask("")
      let all = await ask("?granularity=snapshot")
      let first = await ask("?to=2026-11-01&granularity=snapshot")
      let later = await ask("?from=2026-11-01T20:00:00Z&granularity=hour")
      let newest = await ask("?limit=1&granularity=week")
      let wrong = await ask("?from=2026-11-02&to=2026-11-01")

      #expect(days.each("at", of: "points") == ["2026-11-01T00:00:00Z", "2026-11-08T00:00:00Z"])
      #expect(days.each("followers", of: "points") == [110, 120])
      #expect(days.each("likes", of: "points") == [10, .null])
      #expect(days.each("flags", of: "points") == [[], ["followers jumped", "likes fell"]])
      let growth = days.document["growth"]?["followers"]
      #expect(growth?["change"] == 10 && growth?["first"] == 110 && days.document["cut"] == false)
      #expect(abs((growth?["weeklyGrowth"]?.double ?? 0) - 10.0 / 110) < 1e-9)
      #expect(days.document["growth"]?["following"] == .null)
      #expect(all.each("followers", of: "points") == [100, 110, 120])
      #expect(first.each("followers", of: "points") == [100, 110])
      #expect(later.each("followers", of: "points") == [110, 120])
      #expect(newest.each("at", of: "points") == ["2026-11-02T00:00:00Z"] && newest.document["cut"] == true)
      #expect(wrong.status == 422)
    }
  }
}
