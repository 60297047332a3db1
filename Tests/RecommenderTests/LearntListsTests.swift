import FoundationEssentials
import Jobs
import Learning
import Messaging
import Models
import Recommending
import Storage
import TestKit
import Testing

@testable import Recommender

/// Lists by what was learnt, from the uses in the database to the reasons.
@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct LearntListsTests {
  /// Eighty creators in two camps; each uses eight of the twelve tracks of its camp, and everybody's videos are jazz.
  private func fill(_ database: TestDatabase) async throws {
    try await database.add(tracks: (1...24).map { Sample.track($0, .jazz, uses: 100) })
    try await database.pool.execute(
      """
      insert into author (id, handle, is_verified, seen_at)
      select i, 'creator' || i, false, now() from generate_series(1, 80) i
      """)
    try await database.pool.execute(
      """
      insert into video (id, author_id, track_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash)
      select c * 100 + n, c, (c % 2) * 12 + 1 + (c / 2 * 5 + n * 7) % 12, 'film', '',
        timestamptz '2026-01-01' + n * interval '1 day' + c * interval '1 minute', false, false, ''
      from generate_series(1, 80) c, generate_series(0, 7) n
      """)
  }

  private func withParts(
    _ body: @Sendable (TestDatabase, TrainHandler, RecommendHandler) async throws -> Void
  ) async throws {
    let path = "/tmp/hookline-models-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await withDatabase(migrated: true) { database in
      try await fill(database)
      let folder = ModelFolder(path)
      let shelf = TrackShelf(database.pool, logger: database.logger)
      let companies = CompanyShelf(database.pool, folder: folder, logger: database.logger)
      try await body(
        database,
        TrainHandler(database: database.pool, folder: folder, memoryLimit: 1 << 28, shelf: shelf),
        RecommendHandler(
          ranker: Ranker(length: 6), tastes: TasteStore(database.pool), shelf: shelf,
          learning: LearntShelf(database.pool, companies: companies, logger: database.logger)))
    }
  }

  private func list(_ handler: RecommendHandler, of name: String) async throws -> MadeList? {
    let jobs = InlineJobs()
    jobs.register(handler)
    let order = RunToConclude(run: "\(RunID.make())", subject: "tiktok:\(name)")
    jobs.enqueue(.recommend, payload: try JSON(encoding: order))
    try await jobs.finish()
    return jobs.tasks.compactMap { $0.result as? MadeList }.first
  }

  private func train(_ handler: TrainHandler, _ database: TestDatabase) async throws -> ModelRecord? {
    let jobs = InlineJobs()
    jobs.register(handler)
    jobs.enqueue(.train, payload: try JSON(encoding: ModelToTrain()))
    try await jobs.finish()
    guard let record = jobs.tasks.compactMap({ $0.result as? ModelRecord }).first else { return nil }
    try await database.pool.transaction { try ModelStore.store(record, $0) }
    return record
  }

  @Test func `lists go by the fit until it is learnt, and then by who uses what together`() async throws {
    try await withParts { database, trainer, recommender in
      let before = try await list(recommender, of: "creator7")
      let record = try await train(trainer, database)
      let after = try #require(await list(recommender, of: "creator7"))

      #expect(before?.ranker == Ranker.label && record?.ranker != nil)
      #expect(after.ranker == "learned 1, model 1")
      // Seven is odd: its camp's tracks are 13 to 24, of which it has used eight.
      let first = after.items.prefix(3)
      #expect(first.allSatisfy { (13...24).contains($0.track.rawValue) })
      let sentence = first.first?.reasons.told.first?.sentence
      #expect(sentence?.contains("creators who use “Song ") == true, "\(sentence ?? "none")")
      for item in after.items {
        #expect(abs(item.reasons.reduce(0) { $0 + $1.contribution } - item.score) < 1e-9)
      }
      #expect(after.basis?.creator.shares["uses"] ?? 0 > 0)
    }
  }

  @Test func `what was dismissed is not in a list by what was learnt either`() async throws {
    try await withParts { database, trainer, recommender in
      _ = try await train(trainer, database)
      let before = try #require(await list(recommender, of: "creator7"))
      let first = try #require(before.items.first).track.rawValue
      try await database.dismiss(first, for: 7)

      let after = try #require(await list(recommender, of: "creator7"))

      #expect(after.ranker == before.ranker && !after.items.isEmpty)
      #expect(!after.items.map(\.track.rawValue).contains(first))
      #expect(after.basis?.leftOut["dismissed"] == 1)
    }
  }

  @Test func `a use that came in a moment ago counts in the next list`() async throws {
    try await withParts { database, trainer, recommender in
      _ = try await train(trainer, database)
      try await database.add(author: 900, "newcomer")
      let stranger = try #require(await list(recommender, of: "newcomer"))
      try await database.add(videos: [Sample.video(90_001)], by: 900, track: Track.ID(13))
      try await database.add(videos: [Sample.video(90_002)], by: 900, track: Track.ID(14))

      let known = try #require(await list(recommender, of: "newcomer"))

      #expect(
        stranger.items.allSatisfy { item in
          !item.reasons.contains { $0.kind == .together && $0.contribution != 0 }
        })
      #expect(known.items.prefix(3).allSatisfy { (15...24).contains($0.track.rawValue) })
    }
  }

  @Test func `the same uses teach the same weights`() async throws {
    try await withParts { database, trainer, _ in
      let one = try await train(trainer, database)
      let other = try await train(trainer, database)

      let weights = try [one, other].map { try $0?.ranker?.decode(LearnedRanker.self) }
      #expect(weights[0] != nil && weights[0] == weights[1] && one?.digest == other?.digest)
    }
  }
}
