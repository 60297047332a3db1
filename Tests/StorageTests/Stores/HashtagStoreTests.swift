import FoundationEssentials
import Models
import Storage
import TestKit
import Testing

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct HashtagStoreTests {
  private func add(
    _ database: TestDatabase, _ videos: [(id: Int64, by: Int64, track: Int64?, tags: [String])]
  ) async throws {
    for video in videos {
      try await database.add(
        videos: [
          PastVideo(
            Video.ID(video.id), postedAt: Date(timeIntervalSince1970: 1_760_000_000 + Double(video.id)))
        ],
        by: video.by, track: video.track.map { Track.ID($0) }, hashtags: video.tags)
    }
  }

  @Test func `each creator counts once for a tag and its tracks, under whatever number, without copies`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      for author in 1...5 { try await database.add(author: Int64(author), "creator\(author)") }
      try await add(
        database,
        [
          (1, 1, 10, ["kpop", "dance"]), (2, 1, 10, ["kpop"]), (3, 2, 11, ["kpop"]), (4, 3, 10, ["kpop"]),
          (5, 3, 20, ["kpop"]), (6, 4, 10, ["other"]), (7, 2, nil, ["dance"]), (8, 4, 10, ["kpop"]),
        ])
      try await database.pool.execute("insert into track_identity (track_id, canonical_id) values (11, 10)")
      try await database.pool.execute("insert into video_copy (video_id, original_id) values (8, 1)")
      let store = HashtagStore(database.pool)

      let counts = try await store.counts(of: ["kpop", "dance", "unknown'; drop table video; --"], least: 1)
      let company = try await store.counts(of: ["kpop"], least: 3)

      #expect(counts.creators == 4, "the fifth has no video")
      #expect(counts.ofTags == ["kpop": 3, "dance": 2])
      #expect(counts.ofTracks == [Track.ID(10): 4, Track.ID(20): 1])
      #expect(
        Set(counts.pairs) == [
          .init("kpop", Track.ID(10), creators: 3), .init("kpop", Track.ID(20), creators: 1),
          .init("dance", Track.ID(10), creators: 1),
        ])
      #expect(company.pairs == [.init("kpop", Track.ID(10), creators: 3)] && company.ofTracks.count == 1)
      #expect(try await store.counts(of: [], least: 1) == HashtagCounts())
    }
  }

  @Test func `a creator's tags come with how many of their videos have them, the most frequent of too many`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let many = (1...40).map { "tag\($0)" }
      try await add(database, [(1, 1, nil, many), (2, 1, nil, ["tag40", "tag7"]), (3, 2, nil, ["tag7"])])
      let store = HashtagStore(database.pool)

      let tags = try await store.tags(of: [Author.ID(1), Author.ID(2), Author.ID(3)])

      #expect(tags[Author.ID(1)]?.count == HashtagStore.tagLimit)
      #expect(tags[Author.ID(1)]?["tag40"] == 2 && tags[Author.ID(1)]?["tag7"] == 2)
      #expect(tags[Author.ID(2)] == ["tag7": 1] && tags[Author.ID(3)] == nil)
      #expect(try await store.tags(of: []).isEmpty)
    }
  }
}
