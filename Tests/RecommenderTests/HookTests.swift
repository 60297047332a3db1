import Jobs
import Messaging
import Models
import Recommending
import Storage
import TestKit
import Testing

@testable import Recommender

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct HookTests {
  private static let hook = TrackHook(start: 42.8125, end: 57.9, reason: "repeats 3 times, the loudest part")

  private func add(_ id: Int64, _ hook: TrackHook?, to database: TestDatabase) async throws {
    var track = Sample.track(id, .jazz)
    track.features?.hook = hook
    try await database.add(tracks: [track])
  }

  private func hooks(_ database: TestDatabase, _ ids: Int64...) async throws -> [Track.ID: TrackHook] {
    try await ShelfStore(database.pool).hooks(of: ids.map { Track.ID($0) })
  }

  @Test func `a list says which seconds to use of the tracks whose hooks are known`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(author: 1, "anna")
      try await database.add(videos: (1...6).map { Sample.video($0, .jazz) }, by: 1)
      try await add(1, Self.hook, to: database)
      try await add(2, nil, to: database)
      let jobs = InlineJobs()
      jobs.register(
        RecommendHandler(
          ranker: Ranker(), tastes: TasteStore(database.pool),
          shelf: TrackShelf(database.pool, logger: database.logger)))
      let order = RunToConclude(run: "\(RunID.make())", subject: "tiktok:anna")
      jobs.enqueue(.recommend, payload: try JSON(encoding: order))

      try await jobs.finish()
      let list = try #require(jobs.tasks.first?.result as? MadeList)
      try await database.pool.transaction { try RecommendationStore.store([list], $0) }
      let found = try await RecommendationStore(database.pool).newest(of: [Author.ID(1)], limit: 9)

      let items = try #require(found[Author.ID(1)]?.list.items)
      #expect(items.map(\.track.rawValue) == [1, 2] && items.map(\.hook) == [Self.hook, nil])
      #expect(
        items.map(\.sentences.last) == [
          "use 0:43–0:58: repeats 3 times, the loudest part", "jazz fits 100 % of your recent videos",
        ])
    }
  }

  @Test func `what is no stretch of time is no hook`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(tracks: (1...8).map { Sample.track($0) } + [Sample.track(9)])
      let stored = [
        #"{"start": 5, "end": 5, "reason": ""}"#, #"{"start": -1, "end": 5, "reason": ""}"#,
        #"{"start": 5, "end": 1e9, "reason": ""}"#, #"{"start": "5", "end": 9, "reason": ""}"#,
        #"{"start": 5, "end": 9}"#, "[5, 9]", "null", #"{"start": 5, "end": 20, "reason": "loud"}"#,
      ]
      for (place, hook) in stored.enumerated() {
        try await database.pool.execute(
          """
          insert into music_features (track_id, version, features)
          values (\(Int64(place + 1)), \(TrackFeatures.version), jsonb_build_object('hook', \(JSON(text: hook))))
          """)
      }

      let found = try await hooks(database, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)

      #expect(found == [Track.ID(8): TrackHook(start: 5, end: 20, reason: "loud")])
    }
  }

  @Test func `a track that nobody heard has the hook of one of the same length that is one with it`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let other = TrackHook(start: 1, end: 16, reason: "the loudest part")
      for id in [1, 3, 5] as [Int64] { try await add(id, nil, to: database) }
      for id in [2, 4] as [Int64] { try await add(id, Self.hook, to: database) }
      try await add(6, other, to: database)
      try await database.pool.execute(
        "update track set duration = case id when 3 then 60 when 5 then 60 else 200 end")
      let identity = IdentityStore(database.pool)
      for (one, same) in [(1, 2), (3, 4), (5, 6)] as [(Int64, Int64)] {
        _ = try await identity.merge(Track.ID(one), Track.ID(same), by: "ann")
      }
      try await database.pool.execute("update track set duration = null where id = 6")

      let found = try await hooks(database, 1, 3, 5)

      #expect(found == [Track.ID(1): Self.hook, Track.ID(5): other])
    }
  }

  @Test func `a track's own hook comes before that of another`() async throws {
    try await withDatabase(migrated: true) { database in
      let own = TrackHook(start: 1, end: 16, reason: "the loudest part")
      try await add(1, own, to: database)
      try await add(2, Self.hook, to: database)
      _ = try await IdentityStore(database.pool).merge(Track.ID(1), Track.ID(2), by: "ann")

      #expect(try await hooks(database, 1) == [Track.ID(1): own])
      #expect(try await hooks(database).isEmpty)
    }
  }
}
