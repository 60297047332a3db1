import Jobs
import Lifecycle
import Messaging
import Models
import Storage
import Synchronization
import Telemetry
import TestKit
import Testing

@testable import Scheduler

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct AnalysisRoomTests {
  let old = TrackFeatures.version - 1

  func room(
    _ database: TestDatabase, open: Int = 10, rest: Duration = .zero,
    depth: @escaping @Sendable () -> Int = { 0 }
  ) -> AnalysisRoom<TrackToAnalyse> {
    var limits = AnalysisLimits()
    limits.open = open
    limits.interval = .milliseconds(5)
    limits.rest = rest
    let parts = WorkerParts(
      database: database.pool, broker: MemoryBroker.hookline(), logger: database.logger)
    return AnalysisRoom(parts, limits: limits, depth: depth)
  }

  func add(_ ids: ClosedRange<Int64>, version: Int, to database: TestDatabase) async throws {
    try await database.pool.execute(
      """
      insert into track (id, title, is_original_sound)
      select i, 'Track', false from generate_series(\(ids.lowerBound), \(ids.upperBound)) i on conflict do nothing
      """)
    try await database.pool.execute(
      """
      insert into music_features (track_id, version, features)
      select i, \(version), '{}' from generate_series(\(ids.lowerBound), \(ids.upperBound)) i
      """)
  }

  func tasks(_ database: TestDatabase) async throws -> [String] {
    try await database.pool.rows(
      "select dedupe_key from task where lane = 2 and kind = 'music-analysis' order by payload->'track'",
      as: String.self)
  }

  /// What a worker does.
  private func end(_ count: Int, in database: TestDatabase) async throws {
    try await database.pool.execute(
      """
      update task set state = 'succeeded', finished_at = now()
      where id in (select id from task where state = 'queued' order by dedupe_key limit \(Int64(count)))
      """)
  }

  @Test func `tracks that an older version knows become bulk tasks, so many at a time, each once`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      try await add(1...25, version: old, to: database)
      try await add(26...30, version: old, to: database)
      try await add(26...30, version: TrackFeatures.version, to: database)
      let room = room(database)

      let first = await room.make()
      let full = await room.make()
      try await end(4, in: database)
      let stillFull = await room.make()
      try await end(6, in: database)
      var counts: [Int] = []
      for _ in 0..<8 {
        counts.append(await room.make().made)
        #expect(
          try await database.pool.value("select count(*) from task where state = 'queued'", as: Int.self)
            <= 10)
        try await end(10, in: database)
      }

      #expect(first.made == 10 && full == .init(open: 10) && stillFull.made == 0)
      #expect(counts.prefix(2) == [10, 5] && counts.dropFirst(2).allSatisfy { $0 == 0 }, "\(counts)")
      let tasks = try await tasks(database)
      #expect(Set(tasks) == Set((1...25).map { TrackToAnalyse(Track.ID($0)).key }) && tasks.count == 25)
      #expect(database.hasLogged("tracks are analysed again"))
    }
  }

  @Test func `a lane that is long is left alone`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...3, version: old, to: database)
      let depth = Mutex(1_000)
      let room = room(database) { depth.withLock { $0 } }

      let long = await room.make()
      depth.withLock { $0 = 10 }
      let short = await room.make()

      #expect(long.made == 0 && short.made == 3)
    }
  }

  @Test func `two schedulers make each task once`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...8, version: old, to: database)

      async let one = room(database).make()
      async let other = room(database).make()

      #expect(await [one.made, other.made].reduce(0, +) == 8)
      #expect(try await tasks(database).count == 8)
    }
  }

  @Test func `a track whose task ended in vain gets others after a while, and is then left as it is`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      try await add(1...2, version: old, to: database)
      let room = room(database)
      func age(_ hours: Int) async throws {
        try await database.pool.execute(
          "update task set finished_at = finished_at - make_interval(hours => \(Int32(hours)))")
      }
      func ends(as state: String) async throws {
        try await database.pool.execute(
          "update task set state = \(state), finished_at = now() where state = 'queued'")
      }
      func made() async -> Int { await room.make().made + room.make().made }

      let first = await made()
      try await ends(as: "dead")
      let atOnce = await made()
      try await age(2)
      let second = await made()
      // An older worker may have taken it for its own.
      try await ends(as: "succeeded")
      try await age(2)
      let tooSoon = await made()
      try await age(4)
      let third = await made()
      try await ends(as: "dead")
      try await age(10_000)
      let never = await made()

      #expect([first, atOnce, second, tooSoon, third, never] == [2, 0, 2, 0, 2, 0])
      let schemas = try await database.pool.rows("select distinct schema from task", as: Int32.self)
      #expect(schemas == [Int32(TrackFeatures.version)])
    }
  }

  @Test func `two walks of different length rest when both are over, each as long as it is to`() async throws
  {
    try await withDatabase(migrated: true) { database in
      // Two stretches and a bit, beside one that ends at once.
      try await add(
        1...Int64(AnalysisBacklog<Track>.stride * 2 + 10), version: TrackFeatures.version, to: database)
      let room = room(database, rest: .seconds(600))

      var ends: [Bool] = []
      for _ in 0..<5 { ends.append(await room.make().isAtEnd) }

      #expect(ends == [false, false, false, true, true])
    }
  }

  @Test func `a track whose media change all the time is tried less and less often`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...3, version: TrackFeatures.version, to: database)
      // After 4 tries it is 8 hours until the next, after 200 tries a week.
      for (id, tries, hours) in [(1, 4, 9), (2, 4, 7), (3, 200, 169)] as [(Int64, Int, Int32)] {
        try await database.pool.perform { session in
          try session.storeMissed([
            UnheardTrack(
              Track.ID(id), tries: tries, place: "other", code: "gone", reason: "the link is gone")
          ])
          try session.execute(
            "update track_unheard set at = now() - make_interval(hours => \(hours)) where track_id = \(id)")
        }
      }
      let room = room(database)

      let made = await room.make().made + room.make().made

      #expect(made == 2)
      #expect(try await tasks(database) == [1, 3].map { TrackToAnalyse(Track.ID($0)).keyToRetry })
    }
  }

  @Test func `a track that is due again has the task that it had, which begins anew`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...1, version: TrackFeatures.version, to: database)
      try await database.pool.perform { session in
        try session.storeMissed([
          UnheardTrack(
            Track.ID(1), tries: 40, retryAfter: .seconds(-1), place: "", code: "unavailable", reason: "away")
        ])
      }
      let room = room(database)
      func made() async -> Int { await room.make().made + room.make().made }
      func age() async throws {
        try await database.pool.execute("update task set finished_at = finished_at - interval '1 day'")
      }

      let first = await made()
      try await end(1, in: database)
      try await age()
      let second = await made()
      try await database.pool.execute(
        "update task set state = 'dead', finished_at = now() where state = 'queued'")
      try await age()
      let afterDeath = await made()

      #expect([first, second, afterDeath] == [1, 1, 0])
      #expect(try await tasks(database) == [TrackToAnalyse(Track.ID(1)).keyToRetry])
      #expect(try await database.pool.value("select fence from task", as: Int64.self) == 1)
    }
  }

  @Test
  func
    `a track that was not heard is tried again when its time comes or its media change, once for each try`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      try await add(1...4, version: TrackFeatures.version, to: database)
      try await database.pool.perform { session in
        try session.storeMissed(
          (1...4).map { id in
            UnheardTrack(
              Track.ID(id), tries: 2, retryAfter: id == 1 ? .seconds(-1) : id == 2 ? .seconds(3600) : nil,
              place: "", code: "gone", reason: "the link is gone")
          })
        try session.execute(
          """
          update track_unheard set place = track_place(track_id), at = now() - interval '3 hours' where track_id < 5
          """)
      }
      let room = room(database)

      // A walk through all tracks ends when nothing more comes.
      func walk() async -> Int { await room.make().made + room.make().made }
      let due = await walk()
      try await database.pool.execute("update track set media_url = 'https://media.example/3' where id = 3")
      let changed = await walk()
      let again = await walk()

      #expect([due, changed, again] == [1, 1, 0])
      #expect(try await tasks(database) == [1, 3].map { TrackToAnalyse(Track.ID($0)).keyToRetry })
    }
  }

  @Test func `videos of an older version, and those that may be seen now, get tasks of their own`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      try await database.pool.execute(
        """
        insert into video (id, author_id, kind, caption, is_pinned, is_advertisement, content_hash, media_url)
        select i, 1, 'film', '', false, false, '', 'https://media.example/' || i from generate_series(1, 4) i
        """)
      try await database.pool.execute(
        """
        insert into content_features (video_id, version, content_hash, features)
        select i, \(VideoFeatures.version) - case when i < 3 then 1 else 0 end, '', '{}' from generate_series(1, 4) i
        """)
      try await database.pool.perform { session in
        try session.storeMissed(
          [3, 4].map {
            UnseenVideo(
              Video.ID($0), retryAfter: .seconds($0 == 3 ? -1 : 3600), place: "", code: "gone", reason: "")
          })
      }
      var limits = AnalysisLimits()
      limits.rest = .zero
      let parts = WorkerParts(
        database: database.pool, broker: MemoryBroker.hookline(), logger: database.logger)
      let room = AnalysisRoom<VideoToAnalyse>(parts, limits: limits) { 0 }

      let made = await room.make().made + room.make().made

      #expect(made == 3)
      let tasks = try await database.pool.rows(
        "select dedupe_key from task where kind = 'content-analysis' and lane = 2 order by 1", as: String.self
      )
      let work = (1...3).map { VideoToAnalyse(Video.ID($0)) }
      #expect(tasks == [work[0].key, work[1].key, work[2].keyToRetry])
      let schemas = try await database.pool.rows("select distinct schema from task", as: Int32.self)
      #expect(schemas == [Int32(VideoFeatures.version)])
    }
  }

  @Test func `it goes on by itself and ends when asked to`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...12, version: old, to: database)
      let room = room(database, open: 6, rest: .milliseconds(5))
      let life = Task { await room.run() }

      for _ in 0..<2 {
        #expect(try await eventually { try await tasks(database).count >= 6 })
        try await end(12, in: database)
      }
      #expect(try await eventually { try await tasks(database).count == 12 })

      room.shutdown.drain()
      await life.value
    }
  }
}
