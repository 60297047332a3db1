import FoundationEssentials
import Models
import Storage
import TestKit
import Testing

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct RecommendationStoreTests {
  private func list(_ author: Int64, run: UUID = UUID(), _ tracks: [Int64], videos: Int = 3) -> MadeList {
    MadeList(
      author: Author.ID(author), run: run, ranker: "fit 1", considered: 9, videos: videos,
      items: tracks.enumerated().map { place, track in
        Recommendation(
          rank: place + 1, track: Track.ID(track), score: 1 / Double(place + 1),
          reasons: [
            Reason(.genre, contribution: 0.5, facts: ["genre": .text("k-pop"), "share": .number(0.62)]),
            Reason(.tempo, contribution: -0.1),
          ],
          // Of every other track.
          hook: place % 2 == 0
            ? TrackHook(start: Double(track), end: Double(track) + 15.25, reason: "loud") : nil)
      }, day: Day("2026-01-31"))
  }

  @Test func `lists are found as they were stored, the newest of each creator`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(tracks: [Sample.track(1), Sample.track(2)])
      let (old, new, other) = (list(1, [1]), list(1, [2, 1, 3]), list(2, []))
      try await database.pool.transaction { try RecommendationStore.store([old, other], $0) }
      try await database.pool.transaction { try RecommendationStore.store([new], $0) }
      let store = RecommendationStore(database.pool)

      let found = try await store.newest(of: [1, 2, 3, 1].map { Author.ID($0) }, limit: 200)
      let first = try await store.newest(of: [Author.ID(1)], limit: 1)
      let earlier = try await store.newest(of: [Author.ID(1), Author.ID(2)], run: old.run, limit: 200)

      #expect(found.mapValues(\.list) == [Author.ID(1): new, Author.ID(2): other])
      #expect(
        found[Author.ID(1)]?.names.mapValues(\.title) == [Track.ID(1): "Song 1", Track.ID(2): "Song 2"])
      #expect(first[Author.ID(1)]?.list.items == Array(new.items.prefix(1)))
      #expect(earlier.mapValues(\.list) == [Author.ID(1): old])
    }
  }

  @Test func `tracks that have become one since are listed once, in the better place`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.add(tracks: [Sample.track(1), Sample.track(2), Sample.track(3)])
      let made = list(1, [2, 3, 1])
      try await database.pool.transaction { try RecommendationStore.store([made], $0) }
      _ = try await IdentityStore(database.pool).merge(Track.ID(1), Track.ID(2), by: "ann")

      let found = try await RecommendationStore(database.pool).newest(of: [Author.ID(1)], limit: 10)

      let items = try #require(found[Author.ID(1)]?.list.items)
      #expect(items.map(\.track.rawValue) == [1, 3] && items.map(\.rank) == [1, 2])
      #expect(found[Author.ID(1)]?.names[Track.ID(1)]?.title == "Song 1")
    }
  }

  @Test func `a run has one list, however often it is stored`() async throws {
    try await withDatabase(migrated: true) { database in
      let run = UUID()
      let (first, second) = (list(1, run: run, [1, 2, 3]), list(1, run: run, [4], videos: 8))
      try await database.pool.transaction { try RecommendationStore.store([first], $0) }

      try await database.pool.transaction {
        try RecommendationStore.store([first, list(2, [5]), second], $0)
      }
      try await database.pool.transaction { try RecommendationStore.store([], $0) }

      let found = try await RecommendationStore(database.pool).newest(of: [Author.ID(1)], limit: 200)
      #expect(found.values.map(\.list) == [second])
      #expect(try await database.pool.value("select count(*) from recommendation_item", as: Int.self) == 2)
      #expect(try await database.pool.value("select count(*) from recommendation", as: Int.self) == 2)
    }
  }
}
