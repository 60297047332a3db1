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
struct PagesTests {
  /// The elements of all pages that follow each other, beginning with one, and the last page.
  private static func walk(
    _ stage: GatewayStage, _ key: String, from first: GatewayStage.Reply, by name: String, _ path: String
  ) async -> (items: [[JSONValue]], last: GatewayStage.Reply) {
    var (page, items) = (first, [[JSONValue]]())
    while true {
      items.append(page.document["items"]?.arrayValue ?? [])
      guard let cursor = page.document[name]?.stringValue, items.count < 50 else { return (items, page) }
      page = await stage.ask(.get, "\(path)cursor=\(cursor)&limit=2", key: key)
      for (name, relation) in [("next_cursor", "next"), ("prev_cursor", "prev")] {
        let link = page.document[name]?.stringValue.map { "&cursor=\($0)>; rel=\"\(relation)\"" }
        let links = page.headers["Link"] ?? ""
        let isRight = link.map { links.contains($0) } ?? !links.contains("\"\(relation)\"")
        #expect(isRight, "\(path) \(links)")
      }
    }
  }

  private static func check(_ path: String, _ stage: GatewayStage, _ key: String) async {
    let more = path + (path.contains("?") ? "&" : "?")
    let whole = await stage.ask(.get, path, key: key).document
    let first = await stage.ask(.get, more + "limit=2", key: key)
    let there = await walk(stage, key, from: first, by: "next_cursor", more)
    let back = await walk(stage, key, from: there.last, by: "prev_cursor", more)

    #expect(whole["items"]?.arrayValue?.count ?? 0 >= 5, "\(path)")
    #expect(.array(there.items.flatMap(\.self)) == whole["items"], "\(path)")
    // Pages hold two both ways: an odd one is at the end that the walk goes to.
    #expect(back.items.reversed().flatMap(\.self) == there.items.flatMap(\.self), "\(path)")
    #expect(first.document["prev_cursor"] == .null && there.last.document["next_cursor"] == .null, "\(path)")
    #expect(back.last.document["prev_cursor"] == .null && there.items.count >= 3, "\(path)")
  }

  @Test(arguments: ["/v1/runs", "/v1/dead", "/v1/keys", "/v1/audit"])
  func `pages are the same on the way back`(path: String) async throws {
    try await withGateway { stage in
      let admin = try await stage.key(.read, .submit, .admin)
      for name in ["a", "b", "c", "d", "i"] { try await stage.kill(try await stage.begin(name)) }
      for name in ["e", "f", "g", "h"] {
        _ = await stage.ask(.post, "/v1/runs", key: admin, json: ["handle": .string(name)])
        _ = try await stage.key(.read)
      }
      _ = await stage.ask(.post, "/v1/runs", key: admin, json: ["handle": "j"])

      await Self.check(path, stage, admin)
    }
  }

  /// Some of each list are equal in what it is sorted by, and of some that is not known.
  private static func fill(_ stage: GatewayStage) async throws {
    let pool = stage.database.pool
    for id in 1...7 as ClosedRange<Int64> {
      try await stage.database.add(author: id, "anna\(id)", followers: id < 4 ? nil : 10 * (id / 2))
      try await stage.database.add(tracks: [KnownTrack(Track.ID(id), title: "Lanterns \(id)")])
      let postedAt = id < 4 ? nil : GatewayStage.day(Int(id / 2))
      try await stage.database.add(
        videos: [PastVideo(Video.ID(id), postedAt: postedAt)], by: 1, track: Track.ID(id))
    }
    try await pool.execute("update author set seen_at = '2026-11-02' where id in (2, 3)")
    try await pool.execute(
      """
      insert into dataset_version (dataset, title, origin, state, created_at, report)
      select 'movielens', 'no ' || n, 'a folder', 'history',
        timestamptz '2026-11-01' + make_interval(days => n / 2), '{}'
      from generate_series(1, 5) n
      """)
    try await pool.execute(
      """
      insert into rejection (place, byte_offset, reason, at, source, rule)
      select 'file' || n % 3, n, 'no id', timestamptz '2026-11-01' + make_interval(days => n / 3), 'scrapes',
        case when n <> 4 then 'tiktok post.id' end
      from generate_series(1, 9) n
      """)
    let rights = (1...5 as ClosedRange<Int64>).flatMap { track in
      ["contract-\(track)", "contract-x"].map { source in
        RightsStore.Entry(
          Track.ID(track), TrackRight(.world, .commercial, isPermission: true, source: source))
      }
    }
    try await pool.perform { session in _ = try session.storeRights(rights) }
    let key = try await stage.makeKey([.submit], "shop").record.id
    let said = (1...7 as ClosedRange<Int64>).map { track in
      Feedback(author: Author.ID(1), track: Track.ID(track), kind: .click, at: GatewayStage.day(1))
    }
    _ = try await pool.transaction { try FeedbackStore.note(said, key: key, $0) }
  }

  @Test func `pages are the same on the way back, also where elements are equal or unknown`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      let key = try await stage.key(.read)

      for path in [
        "/v1/creators", "/v1/creators?order=followers", "/v1/creators?order=followers&q=ann",
        "/v1/creators/anna1/videos", "/v1/rights", "/v1/rights?source=contract-x", "/v1/rights/sources",
        "/v1/datasets", "/v1/sources/rejected", "/v1/sources/rejected?rule=tiktok", "/v1/feedback",
        "/v1/feedback?handle=anna1&kind=click",
      ] {
        await Self.check(path, stage, key)
      }
    }
  }

  @Test func `a cursor of another list leads nowhere`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      let key = try await stage.key(.read)
      let first = await stage.ask(.get, "/v1/rights?limit=2", key: key)
      let cursor = first.document["next_cursor"]?.stringValue ?? ""

      let own = await stage.ask(.get, "/v1/rights?cursor=\(cursor)", key: key)
      let other = await stage.ask(.get, "/v1/datasets?cursor=\(cursor)", key: key)
      let filtered = await stage.ask(.get, "/v1/rights?source=contract-x&cursor=\(cursor)", key: key)

      #expect(own.status == 200 && other.status == 404 && filtered.status == 404)
    }
  }
}
