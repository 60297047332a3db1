import API
import Compression
import Datasets
import Documents
import HTTP
import Storage
import Telemetry
import TestKit
import Testing

@testable import Gateway

/// Files of facts that are brought.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct ImportRouteTests {
  private static func post(_ id: Int, _ author: String = "anna") -> String {
    """
    {"id": "72345856044391\(id)", "text": "with #music", "createTime": 1684433229, "diggCount": 70, "playCount": 900,
     "authorMeta": {"id": "681844945799215\(author.count)", "name": "\(author)"},
     "musicMeta": {"musicId": "7215415773425043458", "musicName": "Lanterns", "musicAuthor": "The Herons"}}
    """.split(separator: "\n").joined()
  }

  private static func send(
    _ stage: GatewayStage, _ path: String, _ bytes: [UInt8], type: String = "application/x-ndjson",
    key: String
  ) async -> GatewayStage.Reply {
    await stage.ask(.post, "/v1/imports/\(path)", key: key, [("Content-Type", type)], file: bytes)
  }

  private static func count(_ stage: GatewayStage, _ table: SQL) async throws -> Int64 {
    try await stage.database.pool.value("select count(*) from \(table)", as: Int64.self)
  }

  // MARK: Scrapes

  @Test func `posts of a packed file are taken in, and the broken ones are counted and told`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.submit, .admin)
      let lines = (10...39).map { Self.post($0, $0 < 30 ? "anna" : "bernadette") }
      let broken = (0..<30).map { _ in
        #"{"id": "7", "authorMeta": {"name": "an na"}, "musicMeta": {}, "text": "x"}"#
      }
      let text = Array((lines + broken).joined(separator: "\n").utf8)

      let reply = await Self.send(stage, "scrape", Gzip.packed(text), type: "application/gzip", key: key)
      let again = await Self.send(stage, "scrape", text, key: key)
      let audit = await stage.ask(.get, "/v1/audit", key: key)

      #expect(reply.status == 200, "\(String(decoding: reply.bytes, as: UTF8.self))")
      #expect(reply.document["posts"] == 30 && reply.document["creators"] == 2)
      #expect(reply.document["changes"]?["posts"] == ["new": 30, "updated": 0, "unchanged": 0])
      let rejected = reply.document["rejected"].map(Self.sum) ?? 0
      #expect(rejected >= 30 && reply.document["rejections"]?.arrayValue?.count == 20)
      #expect(reply.document["files"] == 1 && reply.document["unreadable"] == [])
      #expect(again.status == 200 && again.document["changes"]?["posts"]?["unchanged"] == 30)
      #expect(try await Self.count(stage, "video") == 30)
      #expect(audit.each("action") == Array(repeating: "scrape.import", count: 4))
      #expect(audit.each("result") == ["done", "begun", "done", "begun"])
    }
  }

  private static func sum(_ counts: JSONValue) -> Int {
    guard case .object(let members) = counts else { return 0 }
    return members.reduce(0) { $0 + ($1.1.intValue ?? 0) }
  }

  @Test func `of a file that breaks off what came before counts, and of one with nothing in it nothing`()
    async throws
  {
    try await withGateway { stage in
      let key = try await stage.key(.submit)
      let text = Array((10...39).map { Self.post($0) }.joined(separator: "\n").utf8)
      let packed = Gzip.packed(text)
      let other = Gzip.packed(Array(Self.post(77, "cleo").utf8))

      let torn = await Self.send(stage, "scrape", packed + other.prefix(other.count - 9), key: key)
      let nothing = await Self.send(stage, "scrape", Array(#"{"weather": "fine"}"#.utf8), key: key)
      let noise = await Self.send(stage, "scrape", [0x1F, 0x8B, 0, 1, 2, 3], key: key)
      let page = await Self.send(stage, "scrape", text, type: "text/html", key: key)
      let wrong = await stage.ask(
        .post, "/v1/imports/scrape?format=csv", key: key, [("Content-Type", "application/json")], file: text)
      let empty = await Self.send(stage, "scrape", [], key: key)

      #expect(torn.status == 200 && torn.document["posts"]?.intValue ?? 0 >= 30)
      #expect(torn.document["unreadable"]?.arrayValue?.count == 1 && torn.document["partsOfFiles"] == 1)
      #expect(!String(decoding: torn.bytes, as: UTF8.self).contains("/proc/"))
      #expect(nothing.status == 422 && noise.status == 422 && page.status == 415)
      #expect(wrong.status == 422 && empty.status == 422)
    }
  }

  // MARK: MoovitaMix

  private static func records(_ count: Int, _ make: (Int) -> String) -> [UInt8] {
    Array((1...count).map(make).joined(separator: "\n").utf8)
  }

  private static let users = records(3) { id in
    """
    {"id": \(id), "first_name": "A", "last_name": "B", "email": "a\(id)@example.org", "gender": "Male", \
    "favorite_genres": "Jazz", "created_at": "2024-05-01T10:00:00", "updated_at": "2024-05-01T10:00:00"}
    """
  }

  private static let tracks = records(4) { id in
    """
    {"id": \(id), "name": "Song \(id)", "artist": "C", "songwriters": "D", "duration": "02:30", "genres": "Jazz", \
    "album": "E", "created_at": "2024-05-01T10:00:00", "updated_at": "2024-05-01T10:00:00"}
    """
  }

  private static let histories = records(2) { id in
    """
    {"user_id": \(id), "items": [1, 2], "created_at": "2024-05-01T10:00:00", "updated_at": "2024-05-01T10:00:00"}
    """
  }

  @Test func `a data set of three files becomes a version, and the same again changes nothing`() async throws
  {
    try await withGateway { stage in
      let key = try await stage.key(.ops, .read, .admin)
      let form = TestForm(
        [("title", Array("May".utf8))], file: ("users", "u", Self.users),
        also: [("tracks", "t", Gzip.packed(Self.tracks)), ("listen_history", "h", Self.histories)])

      let reply = await Self.send(stage, "moovitamix", form.bytes, type: form.type, key: key)
      let again = await Self.send(stage, "moovitamix", form.bytes, type: form.type, key: key)
      let shown = await stage.ask(
        .get, "/v1/datasets/\(reply.document["version"]?.stringValue ?? "")", key: key)
      let audit = await stage.ask(.get, "/v1/audit", key: key)

      #expect(reply.status == 200, "\(String(decoding: reply.bytes, as: UTF8.self))")
      #expect(reply.document["records"] == 9 && reply.document["isHeld"] == false)
      #expect(shown.document["state"] == "current" && shown.document["title"] == "May")
      #expect(shown.document["origin"] == "listen_history.jsonl, tracks.jsonl.gz, users.jsonl")
      #expect(again.document["isUnchanged"] == true && again.document["version"] == .null)
      #expect(audit.each("action") == Array(repeating: "datasets.import", count: 4))
      #expect(audit.each("subject").contains(reply.document["version"]))
    }
  }

  @Test func `files that are missing or damaged are told, and nothing is changed`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.ops)
      let alone = TestForm([], file: ("users", "u", Self.users))
      let partial = TestForm([("partial", Array("true".utf8))], file: ("users", "u", Self.users))
      let document = TestForm(
        [("layout", Array("document".utf8)), ("partial", Array("true".utf8))],
        file: ("users", "u", Array("{\"items\": [".utf8)))
      let lock = try await DatasetLock("moovitamix", stage.database.settings, logger: .silent)

      let busy = await Self.send(stage, "moovitamix", partial.bytes, type: partial.type, key: key)
      await lock.release()
      let missing = await Self.send(stage, "moovitamix", alone.bytes, type: alone.type, key: key)
      let damaged = await Self.send(stage, "moovitamix", document.bytes, type: document.type, key: key)
      let before = try await Self.count(stage, "dataset_version where state = 'current'")
      let taken = await Self.send(stage, "moovitamix", partial.bytes, type: partial.type, key: key)

      #expect(busy.status == 409 && missing.status == 422 && damaged.status == 422 && before == 0)
      let words = missing.document["errors"]?.arrayValue?.first?["detail"]?.stringValue
      #expect(words?.contains("tracks* and listen_history*") == true, "\(words ?? "")")
      #expect(!String(decoding: damaged.bytes, as: UTF8.self).contains("/var/tmp"))
      #expect(taken.status == 200 && taken.document["records"] == 3)
    }
  }

  // MARK: MovieLens

  private static let movies = Array(
    "movieId,title,genres\n1,Toy Story (1995),Animation|Comedy\n2,Heat (1995),Action\nx,None,Drama\n".utf8)
  private static let ratings = Array(
    "userId,movieId,rating,timestamp\n7,1,4.5,964982703\n8,2,3.0,964981247\n".utf8)

  @Test func `films and ratings become a version, and what is wrong with their rows is told`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.ops, .read)
      let form = TestForm(
        [], file: ("movies", "m", Self.movies), also: [("ratings", "r", Self.ratings)])
      let lone = TestForm([], file: ("movies", "m", Self.movies))
      let strange = TestForm(
        [], file: ("movies", "m", Self.movies), also: [("ratings", "r", Array("a,b\n1,2\n".utf8))])

      let reply = await Self.send(stage, "movielens", form.bytes, type: form.type, key: key)
      let missing = await Self.send(stage, "movielens", lone.bytes, type: lone.type, key: key)
      let wrong = await Self.send(stage, "movielens", strange.bytes, type: strange.type, key: key)
      let bare = await Self.send(stage, "movielens", Self.movies, type: "text/csv", key: key)
      let shown = await stage.ask(
        .get, "/v1/datasets/\(reply.document["version"]?.stringValue ?? "")", key: key)

      #expect(reply.status == 200, "\(String(decoding: reply.bytes, as: UTF8.self))")
      #expect(reply.document["films"] == 2 && reply.document["ratings"] == 2)
      let files = reply.document["files"]?.arrayValue
      #expect(files?.map { $0["file"] } == ["movies.csv", "ratings.csv"] && files?[0]["excluded"] == 1)
      #expect(shown.document["state"] == "current" && shown.document["origin"] == "movies, ratings")
      #expect(missing.status == 422 && missing.each("parameter", of: "errors") == ["ratings"])
      #expect(wrong.status == 422 && !String(decoding: wrong.bytes, as: UTF8.self).contains("/var/tmp"))
      #expect(bare.status == 415)
    }
  }
}
