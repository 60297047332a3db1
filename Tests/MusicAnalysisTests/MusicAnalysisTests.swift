import Jobs
import Messaging
import Models
import Storage
import TestKit
import Testing

@testable import MusicAnalysis

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"))
struct MusicAnalysisTests {
  @Test(.timeLimit(.minutes(1))) func `a track's task ends with its features, one without a track is dead`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      try await database.pool.execute(
        """
        insert into hookline.track (id, title, artist, album, duration, is_original_sound, uses)
        values (1, 'Happy Afrobeats 104 BPM', 'Ada', null, 180, false, 1000),
               (2, 'original sound', null, null, null, true, null)
        """)
      let jobs = InlineJobs()
      jobs.register(MusicAnalysis(database: database.pool))
      for id in [1, 2, 99] as [Int64] {
        jobs.enqueue(.musicAnalysis, payload: try JSON(encoding: TrackToAnalyse(Track.ID(id))))
      }

      try await jobs.finish()
      let results = jobs.tasks.compactMap { $0.result as? AnalysedTrack }.map(\.features)
      // Stored twice, as after a crash: once is what remains.
      for _ in 0..<2 {
        try await database.pool.perform { session in try session.storeTrackFeatures(results + results) }
      }

      #expect(jobs.tasks.map(\.state) == [.succeeded, .succeeded, .dead])
      #expect(jobs.dead.first?.error == "there is no track 99")
      let rows = try await database.pool.rows(
        "select track_id, version, features from hookline.music_features order by 1", as: Int64.self,
        Int.self,
        JSON.self)
      #expect(rows.map(\.0) == [1, 2] && rows.allSatisfy { $0.1 == TrackFeatures.version })
      let first = try rows[0].2.decode(TrackFeatures.self)
      #expect(first.genre?.value.top == .afrobeats && first.mood?.value.top == .happy)
      #expect(first.tempo?.value.beatsPerMinute == 104)
      #expect(try rows[1].2.decode(TrackFeatures.self) == TrackFeatures())
    }
  }

  @Test(.timeLimit(.minutes(1))) func `what analysis reads comes from the rows`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.pool.execute(
        """
        insert into hookline.track (id, title, artist, album, duration, is_original_sound, uses)
        values (3, 'T', 'A', 'B', 12.5, true, 9)
        """)

      let tracks = try await database.pool.perform { session in
        try session.analysableTracks([Track.ID(3), Track.ID(3), Track.ID(4)])
      }

      #expect(
        tracks == [
          Track.ID(3): AnalysableTrack(
            title: "T", artist: "A", album: "B", duration: 12.5, isOriginalSound: true, uses: 9)
        ])
    }
  }
}
