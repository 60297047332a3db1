import FoundationEssentials
import Lifecycle
import Search
import Storage
import Telemetry
import TestKit
import Testing

@testable import Scheduler

/// A room that asks an endpoint, which refuses whatever speaks of poison.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct EmbeddingRoomTests {
  private struct Body: Decodable {
    var input: [String]
  }

  private static func endpoint() throws -> APIServer {
    try APIServer { request in
      guard let body = try? JSONDecoder().decode(Body.self, from: Data(request.body)) else {
        return APIAnswer(404)
      }
      guard !body.input.contains(where: { $0.contains("poison") }) else { return APIAnswer(400) }
      let items = body.input.indices.map { "{\"index\":\($0),\"embedding\":[1,2]}" }
      return .json("{\"data\":[\(items.joined(separator: ","))]}")
    }
  }

  private static func sizes(_ server: APIServer) throws -> [Int] {
    try server.requests.map { try JSONDecoder().decode(Body.self, from: Data($0.body)).input.count }
  }

  /// No pause after a failure is as long.
  private static let atEnd = Duration.seconds(61)

  private static func room(
    _ database: TestDatabase, _ server: APIServer, batch: Int = 8
  ) -> EmbeddingRoom {
    var settings = EmbeddingSettings(url: server.url + "/v1/embeddings", model: "toy")
    settings.batch = batch
    var room = EmbeddingRoom(
      filling: EmbeddingFilling(database.pool, EmbeddingEndpoint(settings)), shutdown: Shutdown(),
      logger: database.logger)
    room.interval = atEnd
    return room
  }

  private static func add(
    _ ids: ClosedRange<Int64>, poison: Set<Int64> = [], to database: TestDatabase
  ) async throws {
    for id in ids {
      let caption = poison.contains(id) ? "poison \(id)" : "waltz \(id)"
      try await database.pool.execute(
        """
        insert into video (id, author_id, kind, caption, is_pinned, is_advertisement, content_hash)
        values (\(id), 1, 'film', \(caption), false, false, '')
        """)
    }
    try await TextFilling(database.pool).fillAll()
  }

  private static func embedded(_ database: TestDatabase) async throws -> [Int64] {
    try await database.pool.rows("select video_id from video_embedding order by 1", as: Int64.self)
  }

  /// Until all videos were gone through.
  private static func walk(_ room: EmbeddingRoom, _ rounds: EmbeddingRoom.Rounds) async -> [Duration] {
    var rests: [Duration] = []
    repeat { rests.append(await room.make(rounds)) } while rests.last != atEnd && rests.count < 200
    return rests
  }

  @Test func `a text that is not taken is found by smaller requests, and the others get their vectors`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let server = try Self.endpoint()
      try await Self.add(1...47, poison: [5, 23, 24], to: database)
      let room = Self.room(database, server), rounds = EmbeddingRoom.Rounds()

      let rests = await Self.walk(room, rounds)
      let sizes = try Self.sizes(server)

      #expect(try await Self.embedded(database) == (1...47).filter { ![5, 23, 24].contains($0) })
      #expect(sizes.allSatisfy { $0 <= 8 } && sizes.count < 30, "\(sizes)")
      // From eight to one, and back to eight once it is past them.
      #expect(sizes.contains(1) && sizes.last == 8, "\(sizes)")
      // It rests after each that is passed over, for longer where nothing was taken in between.
      #expect(rests.filter { $0 >= .seconds(15) }.prefix(3) == [.seconds(15), .seconds(15), .seconds(30)])
      let passed = database.log.entries.count { $0.message.hasPrefix("a video is passed over") }
      #expect(passed == 3)
    }
  }

  @Test func `an endpoint that is away is asked less and less often, for whole requests, and then as before`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let server = try Self.endpoint()
      try await Self.add(1...20, to: database)
      let room = Self.room(database, server), rounds = EmbeddingRoom.Rounds()
      server.meet(.status(500), .status(503), .status(429, ["Retry-After": "90"]), .status(500))

      var rests: [Duration] = []
      for _ in 0..<4 { rests.append(await room.make(rounds)) }
      let place = await rounds.place
      let later = await Self.walk(room, rounds)
      server.meet(.status(500))
      try await Self.add(21...22, to: database)
      let after = await room.make(rounds)

      #expect(rests == [.seconds(15), .seconds(30), .seconds(90), .seconds(120)])
      #expect(place == 0 && later == [.zero, .zero, .zero, Self.atEnd] && after == .seconds(15))
      #expect(try Self.sizes(server).allSatisfy { [2, 4, 8].contains($0) })
      #expect(try await Self.embedded(database) == Array(1...20))
    }
  }

  @Test func `an endpoint that takes nothing at all is asked at most once an hour in the end`() async throws {
    try await withDatabase(migrated: true) { database in
      let server = try Self.endpoint()
      try await Self.add(1...12, poison: Set(1...12), to: database)
      let room = Self.room(database, server), rounds = EmbeddingRoom.Rounds()

      let rests = await Self.walk(room, rounds)

      #expect(rests.contains(.seconds(3_600)) && server.requests.count <= 16, "\(rests)")
      #expect(try await Self.embedded(database).isEmpty)
    }
  }

  @Test func `one that was not taken does not hold up what is posted later`() async throws {
    try await withDatabase(migrated: true) { database in
      let server = try Self.endpoint()
      try await Self.add(1...10, poison: [4], to: database)
      let room = Self.room(database, server), rounds = EmbeddingRoom.Rounds()
      for _ in 0..<30 { _ = await Self.walk(room, rounds) }
      let asked = server.requests.count

      try await Self.add(11...12, to: database)
      let rests = await Self.walk(room, rounds)

      #expect(try await Self.embedded(database) == (1...12).filter { $0 != 4 })
      // What was refused once is not asked for again while it says the same.
      #expect(asked < 15 && !rests.contains { $0 > Self.atEnd }, "\(asked), \(rests)")
      try await database.pool.execute("update video set caption = 'tango' where id = 4")
      try await TextFilling(database.pool).fillAll()
      _ = await Self.walk(room, rounds)
      #expect(try await Self.embedded(database) == Array(1...12))
    }
  }
}
