import FoundationEssentials
import Models
import Storage
import TestKit
import Testing

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct CreatorPostTests {
  private static func video(_ id: Int64, day: Double) -> PastVideo {
    PastVideo(Video.ID(id), postedAt: Date(timeIntervalSince1970: 1_700_000_000 + day * 86_400))
  }

  @Test func `posts come with who else uses their sounds, and who did before`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(tracks: [
        KnownTrack(Track.ID(1), title: "Hit", artist: "Band"),
        KnownTrack(Track.ID(2), title: "original sound", artist: "Anna", isOriginalSound: true),
        KnownTrack(Track.ID(3), title: "original sound", artist: "Ben", isOriginalSound: true),
        KnownTrack(Track.ID(4), title: "Hit again", artist: "Band"),
      ])
      try await database.add(author: 1, "anna", name: "Anna")
      try await database.add(
        videos: [Self.video(1, day: 10)], by: 1, track: Track.ID(1), hashtags: ["b", "a"])
      try await database.add(videos: [Self.video(2, day: 20)], by: 1, track: Track.ID(2))
      try await database.add(videos: [Self.video(3, day: 30)], by: 1, track: Track.ID(3))
      // Of five others two were earlier with the hit, one of them with the same recording under another number, and
      // one came back to it; the sound of Ben was his before.
      for author in 2...7 { try await database.add(author: Int64(author), "other\(author)") }
      let uses = [(2, 1, 5.0), (3, 4, 6), (4, 1, 11), (5, 1, 12), (6, 4, 13), (2, 1, 40), (7, 3, 1)]
      for (author, track, day) in uses {
        let number = Int64(author * 100) + Int64(day)
        try await database.add(
          videos: [Self.video(number, day: day)], by: Int64(author), track: Track.ID(Int64(track)))
      }
      try await database.pool.execute("insert into track_identity (track_id, canonical_id) values (4, 1)")

      let posts = try await ProfileStore(database.pool).posts(of: Author.ID(1))

      #expect(posts.map(\.sound?.track) == [3, 2, 1].map { Track.ID($0) }, "the newest first")
      #expect(posts.map(\.sound?.isOwn) == [false, true, false])
      #expect(posts.last?.sound?.others == 5 && posts.last?.sound?.earlier == 2)
      #expect(posts.last?.hashtags == ["a", "b"] && posts.last?.features == nil)
    }
  }

  @Test func `growth is read from the counts of followers`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(author: 1, "anna")
      try await database.pool.execute("delete from author_metrics")
      let store = ProfileStore(database.pool)
      let none = try await store.followers(of: Author.ID(1))
      try await database.pool.execute(
        """
        insert into author_metrics (author_id, at, followers)
        values (1, '2026-05-01', 1000), (1, '2026-05-15', 1210), (1, '2026-05-10', null), (1, '2025-01-01', 5)
        """)

      let trend = try await store.followers(of: Author.ID(1))

      #expect(none == nil)
      #expect(trend?.weeklyGrowth.map { abs($0 - 0.1) < 1e-9 } == true, "10 % and 10 % again")
    }
  }

  @Test func `what an older version found counts until a newer one has looked`() async throws {
    try await withDatabase(migrated: true) { database in
      func found(_ genre: Genre) -> VideoFeatures {
        VideoFeatures(genre: Feature([Finding(.only(genre), confidence: 0.9, evidence: .caption)]))
      }
      try await database.add(author: 1, "anna")
      try await database.add(
        videos: [
          PastVideo(Video.ID(1), features: found(.jazz)), PastVideo(Video.ID(2), features: found(.pop)),
        ],
        by: 1)
      try await database.pool.execute("update content_features set version = version - 1")
      try await database.pool.execute(
        """
        insert into content_features (video_id, version, content_hash, features)
        select 2, version + 1, content_hash, (select features from content_features where video_id = 1)
        from content_features where video_id = 2
        """)

      let past = try await TasteStore(database.pool).pasts(of: [Author.ID(1)])[Author.ID(1)]
      let store = ProfileStore(database.pool)
      let posts = try await store.posts(of: Author.ID(1))
      let analysed = try await store.profile(of: Author.ID(1))?.analysed

      #expect(past?.videos.map { $0.features?.genre?.value.top } == [.jazz, .jazz])
      #expect(posts.map { $0.features?.genre?.value.top } == [.jazz, .jazz] && analysed == 2)
    }
  }

  @Test func `of a sound that very many use the earliest uses tell whose it is`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(tracks: [
        KnownTrack(Track.ID(1), title: "original sound", artist: "Ben", isOriginalSound: true)
      ])
      try await database.add(author: 1, "anna", name: "Anna")
      try await database.add(videos: [Self.video(1, day: 10)], by: 1, track: Track.ID(1))
      // More than are looked at, and the earlier ones came to be known last.
      func use(_ ids: ClosedRange<Int64>, day: Int32) async throws {
        try await database.pool.execute(
          """
          insert into video (id, author_id, track_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash)
          select i, i, 1, 'film', '', to_timestamp(1700000000) + make_interval(days => \(day)), false, false, ''
          from generate_series(\(ids.lowerBound), \(ids.upperBound)) i
          """)
      }
      try await use(1_000...4_000, day: 20)
      let store = ProfileStore(database.pool)
      let own = try await store.posts(of: Author.ID(1)).first?.sound
      try await use(5_000...5_002, day: 5)
      let others = try await store.posts(of: Author.ID(1)).first?.sound

      #expect(own?.isOwn == true && own?.earlier == 0 && own?.others == 2_000)
      #expect(others?.isOwn == false && others?.earlier == 3 && others?.others == 2_000)
    }
  }
}
