import FoundationEssentials
import Models
import Storage
import TestKit
import Testing

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct TrendStoreTests {
  private static let end = Date(timeIntervalSince1970: 1_767_225_600)
  private static let window = UseWindow(.day, until: end)

  /// A video of so many days before the window ends.
  private static func video(_ id: Int64, daysAgo: Double) -> PastVideo {
    PastVideo(Video.ID(id), postedAt: end.addingTimeInterval(-daysAgo * 86_400))
  }

  private func uses(_ tracks: [Int64], _ database: TestDatabase) async throws -> [TrackUses] {
    var found: [TrackUses] = []
    try await TrendStore(database.pool).forEachBatch(of: tracks.map { Track.ID($0) }, in: Self.window) {
      found += $0
    }
    return found
  }

  /// Track 1 of three creators on the last day, one of them under another number; track 3 of one of them before.
  private func add(to database: TestDatabase) async throws {
    try await database.add(
      tracks: (1...3).map { KnownTrack(Track.ID($0), title: "Song \($0)", artist: "Band") })
    try await database.add(
      videos: [Self.video(1, daysAgo: 0.5), Self.video(2, daysAgo: 0.6)], by: 1, track: Track.ID(1))
    try await database.add(videos: [Self.video(3, daysAgo: 0.1)], by: 2, track: Track.ID(2))
    try await database.add(videos: [Self.video(4, daysAgo: 0.9)], by: 3, track: Track.ID(1))
    try await database.add(videos: [Self.video(5, daysAgo: 10.5)], by: 1, track: Track.ID(3))
    // Before the window, after it, without a date, without a track, of a date in the future, and a copy.
    try await database.add(
      videos: [Self.video(6, daysAgo: 56.1), Self.video(7, daysAgo: -0.1), PastVideo(Video.ID(8))], by: 4,
      track: Track.ID(1))
    try await database.add(videos: [Self.video(9, daysAgo: 0.5)], by: 5)
    try await database.add(
      videos: [Self.video(10, daysAgo: 0.5), Self.video(11, daysAgo: 0.5)], by: 6, track: Track.ID(1))
    try await database.pool.execute("update video set seen_at = posted_at - interval '2 days' where id = 10")
    try await database.pool.execute("insert into video_copy (video_id, original_id) values (11, 1)")
    try await database.pool.execute("insert into track_identity (track_id, canonical_id) values (2, 1)")
  }

  @Test func `uses are counted by creator and day, of the recording, without copies and wrong dates`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      try await add(to: database)

      let found = try await uses([3, 1, 99, 1], database)

      #expect(found.map(\.track) == [1, 3, 99].map { Track.ID($0) })
      #expect(found[0].counts[55] == 3 && found[0].counts.reduce(0) { $0 + ($1 ?? 0) } == 3)
      #expect(found[0].recentCreators == 3 && found[0].creators == 3 && found[0].topShare == 0.5)
      #expect(found[1].counts[45] == 1 && found[1].recentCreators == 0 && found[1].creators == 1)
      #expect(found[2].creators == 0 && found[2].counted == nil)
    }
  }

  @Test func `the volume is that of all tracks, and the busiest come first`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(to: database)
      let store = TrendStore(database.pool)

      let volume = try await store.volume(in: Self.window)
      let (all, busy) = (
        try await store.busiest(in: Self.window, creators: 1),
        try await store.busiest(in: Self.window, creators: 2)
      )
      let cut = try await store.busiest(in: Self.window, creators: 1, limit: 0)
      let names = try await store.names(of: [Track.ID(1), Track.ID(99)])

      #expect(volume.totals[55] == 3 && volume.totals[45] == 1 && volume.totals.reduce(0, +) == 4)
      #expect(volume.creators == 3)
      #expect(all == [Track.ID(1), Track.ID(3)] && busy == [Track.ID(1)] && cut == [Track.ID(1)])
      #expect(try await store.newestUse(before: Self.end) == Self.end.addingTimeInterval(-0.1 * 86_400))
      #expect(try await store.newestUse(before: .distantPast) == nil)
      #expect(names.mapValues(\.title) == [Track.ID(1): "Song 1"] && names[Track.ID(1)]?.artist == "Band")
    }
  }

  @Test func `hours are counted as days are`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(to: database)
      let window = UseWindow(.hour, until: Self.end)

      var found: [TrackUses] = []
      try await TrendStore(database.pool).forEachBatch(of: [Track.ID(1)], in: window) { found += $0 }

      #expect(found[0].counts[333] == 1 && found[0].counts[324] == 1 && found[0].counts[321] == 1)
      #expect(found[0].counts[314] == 1 && found[0].recentCreators == 3)
    }
  }

  @Test func `the platform's own counter is told as it was then`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(to: database)
      try await database.pool.execute(
        """
        insert into track_metrics (track_id, at, uses) values
          (1, '2025-12-20', 1000), (1, '2025-12-27', 2000), (1, '2026-01-03', 9000), (3, '2026-01-02', 5)
        """)

      let found = try await uses([1, 3], database)

      #expect(found[0].counted?.last.value == 2_000 && found[0].counted?.first?.value == 1_000)
      #expect(found[1].counted == nil, "nobody had counted it then")
    }
  }

  @Test func `more tracks than one statement reads come in batches, each once and in order`() async throws {
    try await withDatabase(migrated: true) { database in
      let count = TrendStore.batchSize * 2 + 7
      try await database.pool.execute(
        """
        insert into video (id, author_id, track_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash)
        select i, i, i, 'film', '', \(Self.end.addingTimeInterval(-3_600)), false, false, ''
        from generate_series(1, \(count)) i
        """)

      var (batches, tracks) = ([Int](), [Track.ID]())
      try await TrendStore(database.pool).forEachBatch(
        of: (1...count).reversed().map { Track.ID(Int64($0)) }, in: Self.window
      ) { uses in
        batches.append(uses.count)
        tracks += uses.filter { $0.counts[55] == 1 }.map(\.track)
      }

      #expect(batches == [TrendStore.batchSize, TrendStore.batchSize, 7])
      #expect(tracks == (1...count).map { Track.ID(Int64($0)) })
    }
  }
}
