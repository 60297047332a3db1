import Search
import Storage
import TestKit
import Testing

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct WordPruningTests {
  private func words(_ stage: SearchStage) async throws -> Set<String> {
    Set(try await stage.database.pool.rows("select word from search_word", as: String.self))
  }

  /// All words, in portions; how many were removed by each.
  private func pruneAll(_ stage: SearchStage, limit: Int) async throws -> [Int] {
    var (place, removed): (String?, [Int]) = ("", [])
    while let word = place {
      let turn = try await WordPruning(stage.database.pool).prune(after: word, limit: limit)
      removed.append(turn.removed)
      place = turn.next
    }
    return removed
  }

  @Test(arguments: [1, 3, 1_000])
  func `words that no video has any more are forgotten, and no others`(limit: Int) async throws {
    try await withSearch { stage in
      try await stage.add(
        .init(id: 1, caption: "ballroom dancing", tags: ["kpopdance"], stickers: ["ballroom"]),
        .init(id: 2, caption: "onion soup"))
      let before = try await words(stage)
      let nothing = try await pruneAll(stage, limit: limit).reduce(0, +)
      try await stage.database.pool.execute("delete from video where id = 2")
      try await stage.database.pool.execute("update video set caption = 'dancing' where id = 1")
      try await TextFilling(stage.database.pool).fillAll()

      let removed = try await pruneAll(stage, limit: limit)

      #expect(nothing == 0 && removed.allSatisfy { $0 <= limit } && removed.reduce(0, +) == 2)
      #expect(before.subtracting(try await words(stage)) == ["onion", "soup"])
      #expect(try await stage.found("balroom") == [1], "typing errors are still set right")
    }
  }

  @Test func `what is written as no word should be does no harm`() async throws {
    try await withSearch { stage in
      try await stage.add(.init(id: 1, caption: "dancing"))
      let strange = ["a'b", "c\\d", "e & f", "!g:*", "'", "\\"]
      try await stage.database.pool.execute("insert into search_word select unnest(\(strange))")

      let removed = try await pruneAll(stage, limit: 100)

      #expect(removed.reduce(0, +) == strange.count)
      #expect(try await words(stage).contains("dancing"))
    }
  }

  @Test func `while words are written nothing is forgotten`() async throws {
    try await withSearch { stage in
      let pool = stage.database.pool
      try await pool.execute("insert into search_word values ('away')")
      let gate = Gate()
      let writing = Task {
        try await pool.transaction { session in
          try session.execute("select pg_advisory_xact_lock(hashtext('hookline.search'))")
          gate.waitUntilOpen()
        }
      }
      await gate.someoneWaits()

      let turn = try await WordPruning(pool).prune(after: "a", limit: 10)
      gate.open()
      try await writing.value

      #expect(turn.isBusy && turn.removed == 0 && turn.next == "a")
      #expect(try await words(stage).contains("away"))
    }
  }
}
