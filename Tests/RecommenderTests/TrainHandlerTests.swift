import Crypto
import FoundationEssentials
import Jobs
import Learning
import Messaging
import Models
import Storage
import TestKit
import Testing

@testable import Recommender

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct TrainHandlerTests {
  /// With a folder for models, which goes with the test.
  private func withFolder(
    _ body: @Sendable (TestDatabase, ModelFolder) async throws -> Void
  ) async throws {
    let path = "/tmp/hookline-models-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await withDatabase(migrated: true) { try await body($0, ModelFolder(path)) }
  }

  /// Thirty creators in two camps of fifteen; each uses eight of the ten tracks of its camp.
  private func fill(_ database: TestDatabase, creators: Int64 = 30) async throws {
    try await database.add(tracks: (1...20).map { Sample.track($0) })
    try await database.pool.execute(
      """
      insert into author (id, handle, is_verified, seen_at)
      select i, 'creator' || i, false, now() from generate_series(1, \(creators)) i
      """)
    try await database.pool.execute(
      """
      insert into video (id, author_id, track_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash)
      select c * 100 + n, c, (c % 2) * 10 + 1 + (c / 2 + n * 3) % 10, 'film', '',
        timestamptz '2026-01-01' + n * interval '1 day', false, false, ''
      from generate_series(1, \(creators)) c, generate_series(0, 7) n
      """)
  }

  private struct Snapshot: Decodable {
    let authors: Int
    let tracks: Int
    let uses: Int
    let video: Int64
    let task: String
  }

  private func train(
    _ database: TestDatabase, _ folder: ModelFolder, _ input: ModelToTrain = ModelToTrain(),
    memory: Int = 1 << 28, pageSize: Int = 20_000
  ) async throws -> InlineJobs {
    let jobs = InlineJobs()
    jobs.register(
      TrainHandler(
        database: database.pool, folder: folder, memoryLimit: memory,
        shelf: TrackShelf(database.pool, logger: database.logger), pageSize: pageSize))
    jobs.enqueue(.train, payload: try JSON(encoding: input))
    try await jobs.finish()
    let records = jobs.tasks.compactMap { $0.result as? ModelRecord }
    try await database.pool.transaction { session in
      for record in records { try ModelStore.store(record, session) }
    }
    return jobs
  }

  @Test(arguments: [7, 20_000]) func `what is learnt is kept, used and explains itself`(
    pageSize: Int
  ) async throws {
    try await withFolder { database, folder in
      try await fill(database)
      let shelf = CompanyShelf(database.pool, folder: folder, logger: database.logger)
      let before = try await shelf.current()

      let jobs = try await train(database, folder, pageSize: pageSize)

      let model = try #require(await shelf.current()?.model)
      #expect(before == nil && model.tracks.count == 20)
      let scores = model.scores(for: [Track.ID(1), Track.ID(2)])
      let best = scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8)
      #expect(best.allSatisfy { $0.key.rawValue <= 10 })
      let record = try #require(await ModelStore(database.pool).newest("company", limit: 5).first?.record)
      #expect(record.state == .current && record.form == "ease" && record.byteCount > 100)
      let snapshot = try record.snapshot.decode(Snapshot.self)
      #expect(snapshot.authors == 30 && snapshot.tracks == 20)
      #expect(snapshot.uses == 240 && snapshot.video == 3_007)
      #expect(jobs.tasks.count == 1)
      let own = try await ModelStore(database.pool).made(by: try #require(UUID(uuidString: snapshot.task)))
      let strange = try await ModelStore(database.pool).made(by: UUID())
      #expect(own?.record == record && strange == nil)
    }
  }

  @Test func `a new model takes the place of the former, which can be used again`() async throws {
    try await withFolder { database, folder in
      try await fill(database)
      let shelf = CompanyShelf(database.pool, folder: folder, logger: database.logger)
      let store = ModelStore(database.pool)
      _ = try await train(database, folder)
      let first = try await shelf.current()?.id
      try await database.pool.execute("delete from video where id % 100 = 0")
      _ = try await train(database, folder)
      let second = try await shelf.current()?.id

      let states = try await store.newest("company", limit: 5).map(\.record.state)
      let isUsed = try await store.use(try #require(first))
      let again = try await shelf.current()?.id

      #expect(states == [.current, .former] && isUsed)
      #expect(first != nil && second != first && again == first)
      #expect(try await store.use(999_999) == false)
    }
  }

  @Test func `a file that is damaged keeps the model before it in use`() async throws {
    try await withFolder { database, folder in
      try await fill(database)
      let shelf = CompanyShelf(database.pool, folder: folder, logger: database.logger)
      _ = try await train(database, folder)
      let first = try await shelf.current()?.id
      try await database.pool.execute("delete from video where id % 100 = 0")
      _ = try await train(database, folder)
      let newest = try #require(await ModelStore(database.pool).current("company"))
      let digest = try #require(Digest(hex: newest.record.digest))
      try Data([1, 2, 3]).write(to: URL(filePath: folder.path(of: digest)))

      let kept = try await shelf.current()?.id

      #expect(kept == first && newest.id != first)
    }
  }

  @Test func `too little to learn from, too little memory and unknown kinds are dead with their reason`()
    async throws
  {
    try await withFolder { database, folder in
      try await fill(database, creators: 3)
      let few = try await train(database, folder).dead.first?.error
      try await database.pool.execute("delete from video")
      try await database.pool.execute("delete from author")
      try await database.pool.execute("delete from track")
      try await fill(database)
      let memory = try await train(database, folder, memory: 4_000).dead.first?.error
      let kind = try await train(database, folder, ModelToTrain(kind: "weather")).dead.first?.error

      #expect(few?.contains("too little to learn from") == true)
      #expect(memory?.contains("HOOKLINE_TRAIN_MEMORY") == true)
      #expect(kind?.contains("weather") == true)
      #expect(try await ModelStore(database.pool).newest("company", limit: 5).isEmpty)
    }
  }

  @Test func `files of models that are long out of use are deleted`() async throws {
    try await withFolder { database, folder in
      try await fill(database)
      for round in 0..<8 {
        try await database.pool.execute("delete from video where id = \(Int64(100 + round))")
        _ = try await train(database, folder)
      }
      let found = try await ModelStore(database.pool).newest("company", limit: 20)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)

      #expect(found.count == 8 && files.count == 5)
      #expect(Set(files) == Set(found.prefix(5).map { "\($0.record.digest).model" }))
    }
  }
}
