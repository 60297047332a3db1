import FoundationEssentials
import Models
import Storage
import TestKit
import Testing

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct FeedbackStoreTests {
  private static let time = Date(timeIntervalSince1970: 1_790_000_000)

  private static func said(
    _ author: Int64, _ track: Int64, _ kind: Feedback.Kind, run: UUID? = nil
  ) -> Feedback {
    Feedback(
      author: Author.ID(author), track: Track.ID(track), kind: kind, run: run, rank: run == nil ? nil : 3,
      at: time)
  }

  private static func note(_ list: [Feedback], _ database: TestDatabase) async throws -> [FeedbackStore.Noted]
  {
    try await database.pool.transaction { session in
      let key = try session.value("select max(id) from api_key", as: Int64.self)
      return try FeedbackStore.note(list, key: key, session)
    }
  }

  private static func withKey(_ body: @Sendable (TestDatabase) async throws -> Void) async throws {
    try await withDatabase(migrated: true) { database in
      _ = try await database.pool.transaction {
        try KeyStore.create(name: "shop", scopes: ["submit"], lifetime: nil, by: "a test", $0)
      }
      try await body(database)
    }
  }

  @Test func `what is said twice is one thing, in one request and in two`() async throws {
    try await Self.withKey { database in
      let run = UUID()
      let list = [
        Self.said(1, 5, .click), Self.said(1, 5, .click), Self.said(1, 5, .click, run: run),
        Self.said(1, 5, .use), Self.said(2, 5, .click),
      ]

      let first = try await Self.note(list, database)
      let again = try await Self.note(Array(list.reversed()) + [Self.said(1, 6, .impression)], database)

      #expect(first.map(\.isNew) == [true, false, true, true, true] && first[0].id == first[1].id)
      #expect(again.map(\.isNew) == [false, false, false, false, false, true])
      #expect(again.dropLast().map(\.id) == first.map(\.id).reversed())
      let all = try await FeedbackStore(database.pool).list(limit: 10)
      #expect(all.count == 5 && all.map(\.id) == all.map(\.id).sorted(by: >))
      let ofOne = try await FeedbackStore(database.pool).list(
        .init(author: Author.ID(1), track: Track.ID(5), kind: .click), limit: 10)
      #expect(Set(ofOne.map(\.feedback)) == Set([list[0], list[2]]))
    }
  }

  @Test func `nobody dismisses more than the limit, however many say so at once`() async throws {
    try await Self.withKey { database in
      @Sendable func dismiss(_ tracks: ClosedRange<Int64>, for author: Int64 = 1) async throws -> Int {
        do {
          return try await database.pool.transaction { session in
            let key = try session.value("select max(id) from api_key", as: Int64.self)
            let list = tracks.map { Self.said(author, $0, .dismiss) }
            return try FeedbackStore.note(list, key: key, dismissalLimit: 5, session).count { $0.isNew }
          }
        } catch let error as FeedbackStore.TooManyDismissed {
          #expect(error.authors == [Author.ID(author)] && error.limit == 5)
          return 0
        }
      }

      let first = try await dismiss(1...3)
      let all = try await withThrowingTaskGroup(of: Int.self) { group in
        for place in 1...6 as ClosedRange<Int64> {
          group.addTask { try await dismiss(10 * place...10 * place + 1) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let again = try await dismiss(1...3)
      let more = try await dismiss(4...4)
      let other = try await dismiss(1...5, for: 65)
      let one = try await FeedbackStore(database.pool).list(.init(author: Author.ID(1)), limit: 1)
      _ = try await database.pool.transaction { try FeedbackStore.takeBack(one[0].id, $0) }
      let freed = try await dismiss(4...4)

      #expect(first == 3 && all.sorted() == [0, 0, 0, 0, 0, 2], "both hold or neither: \(all)")
      #expect(again == 0 && more == 0 && other == 5 && freed == 1)
      let count = try await database.pool.value(
        "select count(*) from feedback where author_id = 1", as: Int.self)
      #expect(count == 5)
    }
  }

  @Test func `what was dismissed is the whole recording, until that is taken back`() async throws {
    try await Self.withKey { database in
      try await database.pool.execute(
        """
        insert into track_identity (track_id, canonical_id) values (5, 7), (7, 7)
        """)
      let noted = try await Self.note(
        [Self.said(1, 5, .dismiss), Self.said(1, 6, .dismiss), Self.said(1, 8, .click)], database)
      let store = FeedbackStore(database.pool)

      let before = try await store.dismissed(by: [Author.ID(1), Author.ID(2)])
      let taken = try await database.pool.transaction { try FeedbackStore.takeBack(noted[0].id, $0) }
      let twice = try await database.pool.transaction { try FeedbackStore.takeBack(noted[0].id, $0) }
      let after = try await store.dismissed(by: [Author.ID(1), Author.ID(1)])

      #expect(before == [Author.ID(1): [Track.ID(7), Track.ID(6)]])
      #expect(taken == Self.said(1, 5, .dismiss) && twice == nil)
      #expect(after == [Author.ID(1): [Track.ID(6)]])
    }
  }

  @Test func `many who say the same at once wait for nobody for ever`() async throws {
    try await Self.withKey { database in
      let list = (1...200).map { Self.said(1, $0, .impression) }

      let counts = try await withThrowingTaskGroup(of: Int.self) { group in
        for turn in 0..<6 {
          group.addTask {
            try await Self.note(turn.isMultiple(of: 2) ? list : list.reversed(), database).count { $0.isNew }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }

      #expect(counts.reduce(0, +) == 200)
    }
  }

  @Test func `a worker may only look, and nobody changes what was said`() async throws {
    try await Self.withKey { database in
      _ = try await Self.note([Self.said(1, 5, .dismiss)], database)
      func may(_ role: String, _ what: String) async throws -> Bool {
        try await database.pool.value(
          "select has_table_privilege(\(role), 'hookline.feedback', \(what))", as: Bool.self)
      }

      var rights: [String: [Bool]] = [:]
      for role in ["hookline_worker", "hookline_api"] {
        for what in ["select", "insert", "update", "delete", "truncate"] {
          rights[role, default: []].append(try await may(role, what))
        }
      }

      #expect(rights["hookline_worker"] == [true, false, false, false, false])
      #expect(rights["hookline_api"] == [true, true, false, true, false])
    }
  }
}
