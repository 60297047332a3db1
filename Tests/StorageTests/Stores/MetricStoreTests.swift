import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Storage

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct MetricStoreTests {
  /// Forty hours from the beginning of a Monday on: one follower more each.
  private static let start = Date(timeIntervalSince1970: 1_767_571_200)

  private static func add(to database: TestDatabase) async throws {
    let hours = (0..<40).map { start + Double($0) * 3_600 }
    try await database.pool.execute(
      """
      insert into author_metrics (author_id, at, followers)
      select 1, * from \(unnest: hours, (0..<40).map { Int64($0) })
      """)
  }

  @Test func `points are the newest, each with the last that is known of its time`() async throws {
    try await withDatabase(migrated: true) { database in
      try await Self.add(to: database)
      try await database.pool.execute(
        "insert into author_metrics (author_id, at, likes) values (1, \(Self.start + 39.5 * 3_600), 7)")
      let store = MetricStore(database.pool)
      let subject = MetricStore.Subject.author(Author.ID(1))

      let days = try await store.series(of: subject, .init())
      let week = try await store.series(of: subject, .init(granularity: .week))
      let hours = try await store.series(of: subject, .init(granularity: .hour, limit: 2))
      let bounded = try await store.series(
        of: subject,
        .init(from: Self.start + 3_600, to: Self.start + 4 * 3_600, granularity: .snapshot))
      let nobody = try await store.series(of: .author(Author.ID(2)), .init())

      #expect(days.points.map(\.at) == [Self.start, Self.start + 86_400] && !days.isCut)
      #expect(days.readings(of: "followers").map(\.value) == [23, 39])
      #expect(days.readings(of: "likes").map(\.value) == [7])
      #expect(week.points.map(\.at) == [Self.start] && week.readings(of: "followers").map(\.value) == [39])
      #expect(hours.readings(of: "followers").map(\.value) == [38, 39] && hours.isCut)
      #expect(bounded.readings(of: "followers").map(\.value) == [1, 2, 3])
      #expect(nobody.points.isEmpty && !nobody.isCut)
    }
  }

  @Test func `no more snapshots are gone through than there may be, and that is told`() async throws {
    try await withDatabase(migrated: true) { database in
      try await Self.add(to: database)
      let store = MetricStore(database.pool, snapshotLimit: 20)

      let days = try await store.series(of: .author(Author.ID(1)), .init())

      #expect(days.isCut && days.readings(of: "followers").map(\.value) == [23, 39])
      #expect(days.points.map(\.at) == [Self.start, Self.start + 86_400])
    }
  }
}
