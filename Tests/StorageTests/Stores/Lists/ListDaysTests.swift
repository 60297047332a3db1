import FoundationEssentials
import Models
import Storage
import TestKit
import Testing

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct ListDaysTests {
  private static func list(_ author: Int64, _ day: String?, _ tracks: Int = 0) -> MadeList {
    MadeList(
      author: Author.ID(author), run: UUID(), ranker: "fit 1", considered: 1, videos: 0,
      items: (0..<tracks).map {
        Recommendation(rank: $0 + 1, track: Track.ID(Int64($0 + 1)), score: 1, reasons: [])
      },
      day: day.flatMap { Day($0) })
  }

  @Test func `a day has its last list, and one without has its nearest`() async throws {
    try await withDatabase(migrated: true) { database in
      for list in [
        Self.list(1, "2026-01-10"), Self.list(1, "2026-01-20"), Self.list(1, "2026-01-20", 2),
        Self.list(2, "2026-01-20"), Self.list(1, "2026-01-24"),
      ] {
        try await database.pool.transaction { try RecommendationStore.store([list], $0) }
      }
      let store = RecommendationStore(database.pool)
      let authors = [1, 2, 3].map { Author.ID($0) }
      func day(_ text: String) throws -> Day { try #require(Day(text)) }

      let lists = try await store.lists(of: authors, on: day("2026-01-20"), limit: 10)

      #expect(lists.mapValues { $0.list.items.count } == [Author.ID(1): 2, Author.ID(2): 0])
      #expect(lists[Author.ID(1)]?.list.day == Day("2026-01-20"))
      for (asked, nearest) in [
        ("2026-01-01", "2026-01-10"), ("2026-01-15", "2026-01-10"), ("2026-01-16", "2026-01-20"),
        ("2026-01-22", "2026-01-20"), ("2026-01-23", "2026-01-24"), ("2027-01-01", "2026-01-24"),
      ] {
        let days = try await store.nearestDays(of: authors, to: day(asked))
        #expect(days[Author.ID(1)] == Day(nearest) && days[Author.ID(3)] == nil, "\(asked)")
      }
    }
  }

  @Test func `a list without a day is of the day on which it is stored, and keeps what it rests on`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      var list = Self.list(1, nil, 1)
      let place = CreatorPlace(
        rung: .firstUses, known: CreatorKnowledge(videos: 2, uses: 1),
        shares: ["content": 0.5, "popularity": 0.5],
        unheard: [.uses])
      list.basis = ListBasis(
        creator: place, tracks: [TrackPlace(rung: .artist, shares: ["sound": 1])], leftOut: ["used": 3],
        flagged: 1)
      let stored = list
      let before = Day(Date())
      try await database.pool.transaction { try RecommendationStore.store([stored], $0) }
      let store = RecommendationStore(database.pool)

      let found = try #require(try await store.newest(of: [Author.ID(1)], limit: 9)[Author.ID(1)])
      try await database.pool.execute("update recommendation set basis = '{\"from\": \"the future\"}'")
      let strange = try await store.newest(of: [Author.ID(1)], limit: 9)[Author.ID(1)]

      let day = try #require(found.list.day)
      #expect(found.list.basis == stored.basis && (before...Day(Date())).contains(day))
      #expect(strange != nil && strange?.list.basis == nil)
    }
  }

  @Test func `what contracts allow and forbid is found for a use, a place and a time`() async throws {
    try await withDatabase(migrated: true) { database in
      let now = Date(timeIntervalSince1970: 1_000_000)
      func entry(
        _ track: Int64, _ use: TrackUse, _ place: String, _ isPermission: Bool, from: Double? = nil,
        until: Double? = nil
      ) -> RightsStore.Entry {
        RightsStore.Entry(
          Track.ID(track),
          TrackRight(
            Territory(place) ?? .world, use, isPermission: isPermission,
            from: from.map { now.addingTimeInterval($0) },
            until: until.map { now.addingTimeInterval($0) }, source: "s"))
      }
      let entries = [
        entry(1, .branded, "WW", true), entry(2, .branded, "SE", true), entry(3, .branded, "DE", true),
        entry(4, .branded, "WW", true, until: 0), entry(5, .branded, "WW", true, from: 1),
        entry(6, .offPlatform, "WW", true), entry(7, .branded, "WW", true, from: 0, until: 1),
        entry(8, .branded, "SE", false), entry(9, .branded, "DE", false),
      ]
      try await database.pool.perform { _ = try $0.storeRights(entries) }
      try await database.pool.execute(
        "insert into track_identity (track_id, canonical_id) values (2, 70), (8, 80)")
      let store = RightsStore(database.pool)
      let sweden = try #require(Territory("SE"))

      let allowed = try await store.permitted(.branded, in: sweden, at: now, limit: 10)
      let first = try await store.permitted(.branded, in: sweden, at: now, limit: 1)
      let strange = try await store.permitted(.branded, in: sweden, at: now, by: ["nobody"], limit: 10)
      let named = try await store.permitted(
        .branded, in: sweden, at: now, by: Set(try await store.sources().map(\.source)), limit: 10)
      #expect(strange.isEmpty && named == allowed)
      let forbidden = try await store.forbidden(.branded, in: sweden, at: now)
      let anywhere = try await store.forbidden(.branded, in: .world, at: now)

      #expect(allowed.map(\.rawValue) == [1, 7, 70] && first.map(\.rawValue) == [1])
      #expect(try await store.permitted(.offPlatform, in: .world, at: now, limit: 10) == [Track.ID(6)])
      #expect(Set(forbidden.map(\.rawValue)) == [8, 80] && Set(anywhere.map(\.rawValue)) == [8, 80, 9])
      await #expect(throws: StorageError.self) {
        try await store.forbidden(.branded, in: .world, at: now, limit: 2)
      }
    }
  }

  @Test func `how well a creator is known counts those who used the same`() async throws {
    try await withDatabase(migrated: true) { database in
      for id in 1...4 as ClosedRange<Int64> {
        try await database.add(author: id, "name\(id)", followers: id == 1 ? 7 : nil)
      }
      var number: Int64 = 0
      for (author, tracks) in [(1, [1, 2, 3]), (2, [1, 2]), (3, [3, 9]), (4, [])] as [(Int64, [Int64])] {
        for track in tracks {
          number += 1
          try await database.add(videos: [PastVideo(Video.ID(number))], by: author, track: Track.ID(track))
        }
      }

      let facts = try await CreatorFacts.read(of: (1...5).map { Author.ID($0) }, in: database.pool)

      #expect(facts[Author.ID(1)] == CreatorFacts(hasPlace: true, hasProfile: true, similar: 1))
      #expect(facts[Author.ID(3)] == CreatorFacts(hasPlace: true) && facts[Author.ID(4)]?.similar == 0)
      #expect(facts.count == 4)
    }
  }
}
