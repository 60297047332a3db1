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
struct MusicRecommendationTests {
  private static let post = "/recommend-music/analyze-tiktok/"

  /// Files of posts of the shape that the other system reads.
  private static func files() throws -> [[UInt8]] {
    let folder = CheckoutFiles.root + "/Tests/Fixtures/tiktok/apify"
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
      Array(try Data(contentsOf: URL(filePath: folder + "/" + name)))
    }
  }

  private static func take(_ bytes: [UInt8], _ stage: GatewayStage, _ key: String) async -> GatewayStage.Reply
  {
    await stage.ask(.post, post, key: key, [("Content-Type", "application/json")], body: bytes)
  }

  /// Shares, comments, likes and plays by what TikTok calls the sound, in the order of the answer.
  private static func ranking(_ stage: GatewayStage, _ reply: GatewayStage.Reply) async throws -> [(
    String, [Int]
  )] {
    let rows = try await stage.database.pool.rows(
      "select track_id, key from track_source where platform = 'tiktok'", as: Track.ID.self, String.self)
    let keys = Dictionary(rows.map { (Gateway.uuid(of: $0.0), $0.1) }) { first, _ in first }
    return (reply.document["data"]?.arrayValue ?? []).map { item in
      (
        item["id"]?.stringValue.flatMap { keys[$0] } ?? "?",
        ["share", "comment", "digg", "play"].map { item["total_\($0)_count"]?.intValue ?? -1 }
      )
    }
  }

  @Test func `the files of that system rank as there, less what is counted twice there`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.read, .submit)
      for bytes in try Self.files() {
        let reply = await Self.take(bytes, stage, key)
        #expect(reply.status == 200 && reply.document == ["message": "success"])
      }

      let five = await stage.ask(.get, "/recommend-music/", key: key)
      let all = await stage.ask(.get, "/recommend-music?limit=50", key: key)

      let ranking = try await Self.ranking(stage, five)
      let expected: [(String, [Int])] = [
        ("7215415773425043458", [660_000, 2, 70_000, 900_000_000]),
        // Two posts. A third has another sound now, and counts for that one only: there it was 2700, 6, 180, 855.
        ("7215415773425043488", [1_800, 4, 120, 570]), ("7215415773425043477", [900, 2, 60, 285]),
        ("7215415773425041111", [900, 2, 60, 285]), ("7215415773425043457", [66, 2, 604, 28_500]),
      ]
      #expect(ranking.map { "\($0)" } == expected.map { "\($0)" })
      #expect(five.document["message"] == "success" && all.document["data"] == five.document["data"])
      let first = try #require(five.document["data"]?.arrayValue?.first)
      #expect(first["name"] == "This Moment" && first["author_name"] == "Ocean River69")
      guard case .object(let members) = first else { throw Refusal.notFound("an object") }
      #expect(
        members.map(\.0) == [
          "id", "name", "author_name", "total_digg_count", "total_share_count", "total_play_count",
          "total_comment_count",
        ])
    }
  }

  @Test func `asking again changes nothing, and a later look replaces the counts`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.read, .submit, .admin)
      let file = try #require(try Self.files().first)
      let text = String(decoding: file, as: UTF8.self)
      let later = text.replacing(#""shareCount":660000"#, with: #""shareCount":3000000000"#)

      _ = await Self.take(file, stage, key)
      _ = await Self.take(file, stage, key)
      let before = try await Self.ranking(stage, await stage.ask(.get, "/recommend-music/", key: key))
      _ = await Self.take(Array(later.utf8), stage, key)
      let after = try await Self.ranking(stage, await stage.ask(.get, "/recommend-music/", key: key))

      #expect(before.map { $0.1[0] } == [660_000] && after.map { $0.1[0] } == [3_000_000_000])
      let audit = await stage.ask(.get, "/v1/audit?action=scrape.import", key: key).document
      let entries = try #require(audit["items"]?.arrayValue)
      #expect(entries.map { $0["result"] } == ["done", "begun", "done", "begun", "done", "begun"])
      #expect(entries.compactMap { $0["detail"]?["new"] } == [0, 0, 1])
    }
  }

  @Test func `the ranking is told for a moment, but what was taken in here is in it at once`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.read, .submit)
      func shares() async throws -> [Int] {
        try await Self.ranking(stage, await stage.ask(.get, "/recommend-music/", key: key)).map { $0.1[0] }
      }
      let file = try #require(try Self.files().first)
      _ = await Self.take(file, stage, key)

      let first = try await shares()
      try await stage.database.pool.execute("update video set shares = 7")
      let same = try await shares()
      _ = await stage.ask(.post, Self.post, key: key, json: [])
      let now = try await shares()

      #expect(first == [660_000] && same == first && now == [7])
    }
  }

  @Test func `what cannot be read is left out, and where nothing can be the request is wrong`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.read, .submit)
      let good = try #require(
        stage.interface.endpoints.first { $0.pattern == Self.post }?.body?.examples.first)
      let posts = good.arrayValue ?? []

      let mixed = await stage.ask(.post, Self.post, key: key, json: .array([["id": "x"]] + posts))
      let bad = await stage.ask(.post, Self.post, key: key, json: [["musicMeta": 3], ["a": "b"]])
      let none = await stage.ask(.post, Self.post, key: key, json: [])
      let other = await stage.ask(.post, Self.post, key: key, json: ["posts": .array(posts)])
      let strange = await stage.ask(.post, Self.post, key: key, json: [1])
      let torn = await Self.take(Array("[{".utf8), stage, key)
      let ranking = try await Self.ranking(stage, await stage.ask(.get, "/recommend-music/", key: key))

      #expect(mixed.status == 200 && none.status == 200 && ranking.map(\.1) == [[66, 2, 70, 900]])
      #expect(bad.status == 422 && bad.document["errors"]?.arrayValue?.isEmpty == false, "\(bad)")
      #expect(other.status == 422 && strange.status == 422 && torn.status == 400)
    }
  }

  @Test func `without a body the workers read their folder, once`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.read, .submit)

      let first = await stage.ask(.post, "/recommend-music/analyze-tiktok", key: key)
      let second = await stage.ask(.post, Self.post, key: key)

      #expect(first.status == 200 && first.document == ["message": "success"])
      let place = try #require(first.headers["Location"])
      #expect(second.headers["Location"] == place)
      let run = await stage.ask(.get, place, key: key).document["run"]
      #expect(run?["kind"] == "catalogue" && run?["subject"] == "scrapes")
    }
  }

  // MARK: The ranking by itself

  private static func fill(_ stage: GatewayStage) async throws {
    let database = stage.database
    try await database.add(author: 1, "anna")
    try await database.add(author: 2, "gone")
    try await database.add(
      tracks: (1...7).map {
        KnownTrack(Track.ID($0), title: "Song \($0)", artist: "A", isOriginalSound: $0 == 6)
      })
    func post(_ id: Int64, _ track: Int64, shares: Int64?, plays: Int64? = nil, by author: Int64 = 1)
      async throws
    {
      try await database.add(
        videos: [PastVideo(Video.ID(id))], by: author, track: Track.ID(track),
        counts: VideoCounts(plays: plays, shares: shares))
    }
    try await post(11, 1, shares: 5, plays: .max)
    try await post(12, 1, shares: nil, plays: .max)
    try await post(13, 2, shares: 9)
    try await post(14, 3, shares: 9)
    try await post(15, 4, shares: 100)
    try await post(16, 5, shares: 100, by: 2)
    try await post(17, 6, shares: 100)
    try await post(18, 7, shares: 100)
    // What 4 had is gone, and so is the creator of 5's; 7 is forbidden; 3 is 1 by another
    // name, and a sound by itself.
    try await database.pool.execute("update video set missing_since = now() where id = 15")
    try await database.pool.execute("update author set is_gone = true where id = 2")
    try await database.pool.execute("insert into track_identity (track_id, canonical_id) values (3, 1)")
    let ban = TrackRight(.world, .organic, isPermission: false, source: "label")
    try await database.pool.perform { _ = try $0.storeRights([.init(Track.ID(7), ban)]) }
  }

  @Test func `only what is there and may be used counts, in 64 bits`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      let key = try await stage.key(.read)

      let all = await stage.ask(.get, "/recommend-music/", key: key).document["data"]?.arrayValue ?? []
      let second = await stage.ask(.get, "/recommend-music/?skip=1&limit=1", key: key).document["data"]
      let none = await stage.ask(.get, "/recommend-music/?skip=3", key: key).document["data"]
      let nothing = await stage.ask(.get, "/recommend-music/?limit=0", key: key).document["data"]
      let wrong = await stage.ask(.get, "/recommend-music/?skip=-1&limit=ten", key: key)

      #expect(all.map { $0["name"] } == ["Song 2", "Song 3", "Song 1"])
      #expect(all.last?["total_share_count"] == 5 && all.last?["total_play_count"] == .int(.max))
      try #require(all.count == 3)
      #expect(second == .array([all[1]]) && none == [] && nothing == [])
      #expect(wrong.status == 422 && wrong.document["errors"]?.arrayValue?.count == 2)
    }
  }

  @Test func `of equals the one that was known first comes first, on every page`() async throws {
    try await withGateway { stage in
      try await stage.database.add(author: 1, "anna")
      try await stage.database.add(tracks: (1...9).map { KnownTrack(Track.ID($0), title: "Song \($0)") })
      for number in [7, 3, 9, 1, 5, 2, 8, 4, 6] as [Int64] {
        try await stage.database.add(
          videos: [PastVideo(Video.ID(number))], by: 1, track: Track.ID(number),
          counts: VideoCounts(shares: 4))
      }
      let key = try await stage.key(.read)

      var names: [JSONValue?] = []
      for skip in 0..<9 {
        let page = await stage.ask(.get, "/recommend-music/?skip=\(skip)&limit=1", key: key).document
        names += page["data"]?.arrayValue?.map { $0["name"] } ?? []
      }

      #expect(names == (1...9).map { .string("Song \($0)") })
    }
  }

  @Test func `the id holds the number of the track`() {
    #expect(Gateway.uuid(of: Track.ID(1)) == "00000000-0000-8000-8000-000000000001")
    #expect(Gateway.uuid(of: Track.ID(0x0FED_CBA9_8765_4321)) == "00000000-0000-8000-8fed-cba987654321")
  }
}
