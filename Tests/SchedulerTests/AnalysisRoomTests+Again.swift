import Jobs
import Lifecycle
import Messaging
import Models
import Storage
import Telemetry
import TestKit
import Testing

@testable import Scheduler

extension AnalysisRoomTests {
  @Test func `what came to no end and was given up by an earlier program is tried again after a week`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      try await add(1...3, version: TrackFeatures.version, to: database)
      try await database.pool.perform { session in
        try session.storeMissed(
          [(1, "attempts"), (2, "attempts"), (3, "gone")].map { id, code in
            UnheardTrack(Track.ID(id), place: "", code: code, reason: "")
          })
        try session.execute(
          """
          update track_unheard set place = track_place(track_id),
            at = now() - make_interval(days => case track_id when 2 then 6 else 8 end)
          """)
      }
      let room = room(database)

      let made = await room.make().made + room.make().made

      #expect(made == 1)
      #expect(try await tasks(database) == [TrackToAnalyse(Track.ID(1)).keyToRetry])
    }
  }

  @Test func `tasks that try again and die three times in a row are the last of this version`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...1, version: TrackFeatures.version, to: database)
      func miss() async throws {
        try await database.pool.perform { session in
          try session.storeMissed([
            UnheardTrack(
              Track.ID(1), retryAfter: .seconds(-1), place: "", code: "attempts", reason: "came to no end")
          ])
          try session.execute("update track_unheard set at = now() - interval '1 minute'")
        }
      }
      let room = room(database)
      func made() async -> Int { await room.make().made + room.make().made }
      func die() async throws {
        try await database.pool.execute(
          """
          with t as (update task set state = 'dead', finished_at = now() - interval '8 days' where state = 'queued'
                     returning id)
          insert into dead_message (task_id, reason, detail, key, body) select id, 'poison', '', '', '' from t
          """)
      }
      try await miss()

      var tries: [Int] = []
      for _ in 0..<4 {
        tries.append(await made())
        try await die()
      }
      // One that comes to an end begins the row anew.
      try await database.pool.execute("update dead_message set died_at = now() - interval '1 hour'")
      try await miss()
      let anew = await made()

      #expect(tries == [1, 1, 1, 0] && anew == 1)
    }
  }

  @Test func `videos that were seen but not compared are compared later, and seldom`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.pool.execute(
        """
        insert into video (id, author_id, kind, caption, is_pinned, is_advertisement, content_hash, media_url)
        select i, 1, 'film', '', false, false, '', 'https://media.example/' || i from generate_series(1, 5) i
        """)
      // The second was compared, the third just seen, the fourth has other media now, the fifth is of another version.
      try await database.pool.execute(
        """
        insert into video_view (video_id, version, origin, place, clip, print, is_compared, seen_at)
        select i, \(VideoFeatures.version) - (i = 5)::int, 'link', case i when 4 then 'other' else video_place(i) end, '{}',
          '', i = 2, now() - make_interval(hours => case i when 3 then 0 else 2 end)
        from generate_series(1, 5) i
        """)
      var limits = AnalysisLimits()
      limits.rest = .zero
      let parts = WorkerParts(
        database: database.pool, broker: MemoryBroker.hookline(), logger: database.logger)
      let room = AnalysisRoom<VideoToAnalyse>(parts, limits: limits) { 0 }
      func made() async -> Int { await room.make().made + room.make().made }

      let first = await made()
      try await database.pool.execute(
        "update task set state = 'succeeded', finished_at = now() - interval '5 hours'")
      let soon = await made()
      try await database.pool.execute("update task set finished_at = now() - interval '7 hours'")
      let later = await made()

      #expect([first, soon, later] == [1, 0, 1])
      let keys = try await database.pool.rows("select dedupe_key from task", as: String.self)
      #expect(keys == [VideoToAnalyse(Video.ID(1)).keyToRetry])
    }
  }
}
