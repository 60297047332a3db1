import API
import Datasets
import Documents
import FoundationEssentials
import HTTP
import Lifecycle
import Storage
import Telemetry
import TestKit
import Testing

@testable import Gateway

/// What is exported of data sets.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct DatasetExportTests {
  private static let films = 30_000

  /// A current version of many films, one before that which is packed, and one that nothing is in.
  private static func fill(_ stage: GatewayStage) async throws {
    try await stage.database.pool.execute(
      """
      insert into dataset_version (dataset, title, origin, state, created_at, report) values
        ('movielens', 'new', 'a folder', 'current', '2026-11-03',
          jsonb_build_object('kinds', jsonb_build_array(jsonb_build_object('name', 'film', 'records', \(Int64(films)),
            'rejected', '{}'::jsonb, 'rejectedCount', 0, 'flagged', '{}'::jsonb)))),
        ('movielens', 'old', 'a folder', 'history', '2026-11-02', '{}'),
        ('movielens', 'empty', 'a folder', 'held', '2026-11-01', '{}'), ('other', 'x', 'y', 'current', '2026-11-01', '{}')
      """)
    try await stage.database.pool.execute(
      """
      insert into dataset_film (version_id, film_id, title, genres)
      select 1, n, 'Film ' || n, '{Drama}' from generate_series(1, \(Int32(films))) n
      """)
    try await stage.database.pool.execute(
      """
      insert into dataset_film (version_id, film_id, title, genres)
      select 2, n, 'Old ' || n, '{Drama}' from generate_series(1, 3) n
      """)
    try await stage.database.pool.execute(
      "insert into dataset_film_tag (version_id, user_id, film_id, tag, at) values (2, 7, 1, 'calm', '2026-01-01')"
    )
    try await stage.database.pool.execute(
      """
      insert into dataset_rejection (version_id, kind, place, position, rule, reason, record)
      values (2, 'film', 'movies.csv', 9, 'film.id', 'no id', 'x'), (2, 'tag', 'tags.csv', 3, 'tag.text', 'empty', 'y')
      """)
    _ = try await DatasetStore(stage.database.pool).packHistory(of: .movieLens)
  }

  private static func get(_ url: String, _ key: String) async throws -> ClientResponse {
    var request = ClientRequest(.get, url, headers: ["Authorization": "Bearer \(key)"])
    request.bodyLimit = 64 << 20
    return try await Client().send(request)
  }

  private static func serving(
    _ stage: GatewayStage, _ body: (String) async throws -> Void
  ) async throws {
    let server = Server(
      address: .loopback(port: 0), router: stage.router, shutdown: stage.shutdown, metrics: Metrics(),
      logger: .silent)
    let url = "http://\(try server.bind())/v1/datasets"
    let task = Task { try await server.run() }
    let result: Result<Void, any Error>
    do { result = .success(try await body(url)) } catch { result = .failure(error) }
    stage.shutdown.drain()
    try await task.value
    try result.get()
  }

  private static func lines(_ response: ClientResponse) -> [Substring] {
    String(decoding: response.body, as: UTF8.self).split(separator: "\n")
  }

  @Test func `all records come as lines, of one kind or all, wherever they lie`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      let key = try await stage.key(.read)
      try await Self.serving(stage) { url in
        let all = try await Self.get("\(url)/1/export", key)
        let packed = try await Self.get("\(url)/2/export", key)
        let tags = try await Self.get("\(url)/2/export?kind=tag", key)
        let rejected = try await Self.get("\(url)/2/export?rejected=true&kind=film", key)
        let empty = try await Self.get("\(url)/3/export", key)

        #expect(all.status == .ok && all.headers["Content-Type"] == "application/x-ndjson")
        #expect(all.headers["Content-Disposition"] == "attachment; filename=\"movielens-1.jsonl\"")
        let films = Self.lines(all)
        #expect(films.count == Self.films)
        #expect(films.first?.contains("\"Film 1\"") == true)
        #expect(films.last?.contains("\"Film \(Self.films)\"") == true)
        #expect(Self.lines(packed).count == 4 && Self.lines(tags).count == 1)
        #expect(tags.headers["Content-Disposition"]?.contains("movielens-2-tag.jsonl") == true)
        #expect(Self.lines(rejected).count == 1 && Self.lines(rejected)[0].contains("movies.csv"))
        #expect(empty.status == .ok && empty.body.isEmpty)
      }
    }
  }

  @Test func `what is wrong with a request is told before anything comes`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      let key = try await stage.key(.read)

      let none = await stage.ask(.get, "/v1/datasets/99/export", key: key)
      let strange = await stage.ask(.get, "/v1/datasets/1/export?kind=films", key: key)
      let wrong = await stage.ask(.get, "/v1/datasets/1/export?kind=&rejected=1&kinds=film", key: key)
      let other = await stage.ask(.get, "/v1/datasets/4/export", key: key)
      let head = await stage.ask(.head, "/v1/datasets/1/export", key: key)

      #expect(none.status == 404 && strange.status == 422 && other.status == 409)
      #expect(
        strange.each("detail", of: "errors") == ["movielens has film, rating, tag, and no \"films\""])
      #expect(wrong.status == 422 && wrong.document["errors"]?.arrayValue?.count == 3)
      #expect(head.status == 200 && head.bytes.isEmpty)
    }
  }

  @Test func `an export that lacks records breaks off, and never looks whole`() async throws {
    try await withGateway { stage in
      try await Self.fill(stage)
      try await stage.database.pool.execute("delete from dataset_film where version_id = 1 and film_id = 77")
      let key = try await stage.key(.read)
      try await Self.serving(stage) { url in
        await #expect(throws: HTTPError.self) { try await Self.get("\(url)/1/export", key) }
      }
    }
  }
}

/// What lies between the database and a client.
@Suite(.timeLimit(.minutes(1))) struct ExportSpoolTests {
  private static func rest(_ reader: ExportReader) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let part = try await reader.next() { bytes += part }
    return bytes
  }

  @Test func `it gives what it took, though the reader waits for it or comes late`() async throws {
    let desk = ExportDesk()
    let spool = try desk.open()
    let reader = ExportReader(spool)
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 7) }
    async let early = reader.next()
    try spool.add(bytes)
    spool.end(.success(()))

    let first = try await early
    let rest = try await Self.rest(reader)

    #expect((first ?? []) + rest == bytes)
  }

  @Test func `places are given back when the reader goes, and who writes hears of it`() async throws {
    let desk = ExportDesk(places: 1)
    var spool: ExportSpool? = try desk.open()
    var reader: ExportReader? = spool.map { ExportReader($0) }
    #expect(throws: Refusal.self) { try desk.open() }
    try spool?.add([1])
    #expect(try await reader?.next() == [1])

    reader = nil
    let heard = await eventually { [spool] in
      do { try spool?.add([2]) } catch { return error is CancellationError }
      return false
    }
    spool = nil

    #expect(heard)
    #expect(await eventually { (try? desk.open()) != nil })
  }

  @Test func `what is longer than there is room for is refused, and is no end for the reader`() async throws {
    let spool = try ExportDesk(byteLimit: 100).open()
    let reader = ExportReader(spool)
    var generator = SeededGenerator(seed: 7)
    let noise = (0..<1_000).map { _ in UInt8.random(in: 0...255, using: &generator) }

    let error = #expect(throws: Refusal.self) { try spool.add(noise) }
    spool.end(.failure(error ?? CancellationError()))

    #expect(error?.status == .insufficientStorage)
    await #expect(throws: Refusal.self) { try await reader.next() }
  }
}
