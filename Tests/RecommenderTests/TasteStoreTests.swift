import FoundationEssentials
import Models
import Storage
import TestKit
import Testing

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct TasteStoreTests {
  private func request(_ name: String) throws -> InfluencerRequest { InfluencerRequest(try Handle(name)) }

  @Test func `a handle is whose it was seen to be last`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(author: 1, "anna", seenAt: Date(timeIntervalSince1970: 1_000))
      try await database.add(author: 2, "anna", seenAt: Date(timeIntervalSince1970: 3_000))
      try await database.add(author: 3, "anna", seenAt: Date(timeIntervalSince1970: 2_000))
      try await database.add(author: 4, "ben")
      try await database.pool.execute("update author set platform = 'spotify' where id = 4")

      let authors = try await TasteStore(database.pool).authors(
        of: ["anna", "nobody", "ben", "anna"].map(request))

      #expect(authors == [Author.ID(2), nil, nil, Author.ID(2)])
      #expect(try await TasteStore(database.pool).authors(of: []).isEmpty)
    }
  }

  @Test func `a past is the newest videos with their features and all tracks`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(author: 1, "anna")
      try await database.add(author: 2, "ben")
      let videos = [Sample.video(1, .pop), Sample.video(2)]
      try await database.add(videos: videos, by: 1, track: Track.ID(7))
      try await database.pool.execute(
        """
        insert into video (id, author_id, track_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash)
        select 1000 + n, 1, n, 'film', '', '2001-01-01', true, true, '' from generate_series(1, 250) n
        """)

      let pasts = try await TasteStore(database.pool).pasts(of: [Author.ID(1), Author.ID(2), Author.ID(1)])

      let past = try #require(pasts[Author.ID(1)])
      #expect(past.videos.count == TasteStore.videoLimit && past.videos.prefix(2) == videos[...])
      #expect(past.videos.last?.isPinned == true && past.videos.last?.isAdvertisement == true)
      #expect(past.usedTracks == Set((1...250).map { Track.ID($0) }))
      #expect(pasts[Author.ID(2)] == TasteStore.Past())
    }
  }

  @Test func `dates in the future and features that cannot be read are unknown`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(author: 1, "anna")
      var video = Sample.video(1, .pop)
      video.postedAt = Date(timeIntervalSince1970: 4e9)
      try await database.add(videos: [video, Sample.video(2, .pop)], by: 1)
      try await database.pool.execute(
        "update content_features set features = '{\"genre\": 3}' where video_id = 2")

      let past = try #require(try await TasteStore(database.pool).pasts(of: [Author.ID(1)])[Author.ID(1)])

      #expect(past.videos.map(\.postedAt) == [nil, Sample.video(2).postedAt])
      #expect(past.videos.map { $0.features == nil } == [false, true] && past.unreadable == 1)
    }
  }
}
