import FoundationEssentials
import Models
import Recommending
import Storage
import TestKit
import Testing

@testable import Recommender

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct TrackTrendsTests {
  private let end = Date(timeIntervalSince1970: 1_767_225_600)

  /// Every day so many creators use a track, each time others.
  private func add(_ track: Int64, _ counts: [Int], to database: TestDatabase) async throws {
    try await database.pool.execute(
      """
      insert into video (id, author_id, track_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash)
      select \(track) * 1000000 + d.place * 1000 + n, \(track) * 1000000 + d.place * 1000 + n, \(track), 'film', '',
        \(end) - make_interval(days => (\(counts.count) - d.place)::int, hours => 12), false, false, ''
      from unnest(\(counts)::int8[]) with ordinality as d(count, place) cross join generate_series(1, d.count) n
      """)
  }

  @Test func `a ranker gets velocity, stage and saturation of each track, also of those that nobody used`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let usual = Array(repeating: 4, count: 54)
      try await add(1, usual + [20, 25], to: database)
      try await add(2, usual + [4, 4], to: database)
      for track in 3...12 { try await add(Int64(track), Array(repeating: 8, count: 56), to: database) }
      try await database.pool.execute(
        "insert into track_metrics (track_id, at, uses) values (2, '2025-12-30', 10000000)")
      let trends = TrackTrends(TrendStore(database.pool))

      let signals = try await trends.signals(of: [Track.ID(1), Track.ID(2), Track.ID(99)], at: end)
      let again = try await trends.signals(of: [Track.ID(2)], at: end.addingTimeInterval(60))
      let before = try await trends.signals(of: [Track.ID(1)], at: end.addingTimeInterval(-3 * 86_400))

      #expect(signals[Track.ID(1)]?.stage == .emerging)
      #expect(signals[Track.ID(1)].map { $0.velocity > 1 && $0.saturation < 0.2 } == true)
      #expect(signals[Track.ID(2)]?.stage == .steady && signals[Track.ID(2)]?.saturation == 0.5)
      #expect(signals[Track.ID(99)] == TrendSignal.none && signals.count == 3)
      #expect(again[Track.ID(2)] == signals[Track.ID(2)])
      #expect(before[Track.ID(1)]?.stage == .steady, "by what was over then")
    }
  }
}
