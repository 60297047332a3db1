import Jobs
import Messaging
import Models
import Storage
import TestKit
import Testing

@testable import ContentAnalysis

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"))
struct ContentAnalysisTests {
  /// Two videos, the first with tags and a track.
  private func addVideos(_ database: TestDatabase) async throws {
    try await database.pool.execute(
      """
      insert into hookline.track (id, title, is_original_sound, uses) values (7, 'Slow Rain (Lo-Fi)', false, 5)
      """)
    try await database.pool.execute(
      """
      insert into hookline.video
        (id, author_id, track_id, kind, caption, is_pinned, is_advertisement, stickers, loudness, plays, likes,
         content_hash)
      values (1, 1, 7, 'film', 'so sad', false, false, array['💔'], -12, 100, 10, ''),
             (2, 1, null, 'photos', '', false, false, '{}', null, null, null, '')
      """)
    try await database.pool.execute("insert into hookline.hashtag (name) values ('kpop'), ('fyp')")
    try await database.pool.execute(
      """
      insert into hookline.video_hashtag
      select 1, id, case name when 'kpop' then 1 else 0 end, upper(name) from hookline.hashtag
      """)
  }

  private func payload(_ id: Int64) throws -> JSON { try JSON(encoding: VideoToAnalyse(Video.ID(id))) }

  @Test(.timeLimit(.minutes(1))) func `what analysis reads comes from the rows`() async throws {
    try await withDatabase(migrated: true) { database in
      try await addVideos(database)

      let videos = try await database.pool.perform { session in
        try session.analysableVideos([2, 1, 1, 99].map { Video.ID($0) })
      }

      #expect(
        videos == [
          Video.ID(1): AnalysableVideo(
            caption: "so sad", hashtags: ["FYP", "KPOP"], stickers: ["💔"], loudness: -12,
            counts: VideoCounts(plays: 100, likes: 10),
            sound: AnalysableTrack(title: "Slow Rain (Lo-Fi)", uses: 5), track: Track.ID(7)),
          Video.ID(2): AnalysableVideo(),
        ])
    }
  }

  @Test(.timeLimit(.minutes(1))) func `a video's task ends with its features, one without a video is dead`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      try await addVideos(database)
      let handler = ContentAnalysis(database: database.pool)
      let jobs = InlineJobs()
      jobs.register(handler)
      for id in [1, 2, 99] as [Int64] { jobs.enqueue(.contentAnalysis, payload: try payload(id)) }

      try await jobs.finish()
      let results = jobs.tasks.compactMap { ($0.result as? AnalysedVideo)?.features }
      try await database.pool.perform { session in try session.storeVideoFeatures(results) }

      #expect(jobs.tasks.map(\.state) == [.succeeded, .succeeded, .dead])
      #expect(jobs.dead.first?.error == "there is no video 99")
      let rows = try await database.pool.rows(
        "select video_id, version, features from hookline.content_features order by 1", as: Int64.self,
        Int.self,
        JSON.self)
      #expect(rows.map(\.0) == [1, 2] && rows.allSatisfy { $0.1 == VideoFeatures.version })
      let first = try rows[0].2.decode(VideoFeatures.self)
      #expect(first.genre?.value.top == .kPop && first.mood?.value.top == .sad && first.engagement == 0.1)
      #expect(try rows[1].2.decode(VideoFeatures.self) == VideoFeatures())
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `features found again replace the older, and say when they were written`() async throws {
    try await withDatabase(migrated: true) { database in
      try await addVideos(database)
      let written: SQL = "select written::text from hookline.content_features"
      let video = try #require(
        try await database.pool.perform { session in try session.analysableVideos([Video.ID(1)])[Video.ID(1)]
        })
      let old = try AnalysedFeatures(Video.ID(1), VideoFeatures(language: "de"), in: video.contentHash)
      let new = try AnalysedFeatures(Video.ID(1), VideoFeatures(language: "fr"), in: video.contentHash)
      let stale = try AnalysedFeatures(Video.ID(1), VideoFeatures(language: "it"), in: [9, 9])

      try await database.pool.perform { session in try session.storeVideoFeatures([old]) }
      let before = try await database.pool.value(written, as: String.self)
      // The same video twice in one batch: the later prevails.
      try await database.pool.perform { session in try session.storeVideoFeatures([old, new]) }

      let after = try await database.pool.value(written, as: String.self)
      let features = try await database.pool.value(
        "select features from hookline.content_features", as: JSON.self)
      #expect(before != after)
      #expect(try features.decode(VideoFeatures.self).language == "fr")
      // The same again is no news.
      try await database.pool.perform { session in try session.storeVideoFeatures([new]) }
      #expect(try await database.pool.value(written, as: String.self) == after)
      // The video is another by now.
      try await database.pool.perform { session in try session.storeVideoFeatures([stale]) }
      let kept = try await database.pool.value(
        "select features from hookline.content_features", as: JSON.self)
      #expect(kept == features)
      try await database.pool.perform { session in try session.storeVideoFeatures([]) }
    }
  }
}
