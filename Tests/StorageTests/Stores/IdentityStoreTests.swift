import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Storage

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct IdentityStoreTests {
  private func add(_ numbers: ClosedRange<Int64>, to database: TestDatabase) async throws {
    try await database.add(
      tracks: numbers.map { KnownTrack(Track.ID($0), title: "Song \($0)", artist: "Ann", uses: $0) })
  }

  private func identity(_ database: TestDatabase) async throws -> [String] {
    try await database.pool.rows(
      "select track_identity::text from hookline.track_identity order by track_id", as: String.self)
  }

  private func same(_ left: Int64, _ right: Int64, confidence: Double = 0.9) -> TrackLink {
    var evidence = LinkEvidence()
    evidence.confidence = confidence
    return TrackLink(Track.ID(left), Track.ID(right), .same, rule: .name, evidence: evidence)
  }

  private func heard(_ left: Int64, _ right: Int64, _ relation: Relation = .same, kind: VariantKind? = nil)
    -> TrackLink
  {
    var evidence = LinkEvidence()
    evidence.sound = SoundMatch(.same, speed: kind == .spedUp ? 1.25 : 1, overlap: 120, confidence: 0.9)
    return TrackLink(
      Track.ID(left), Track.ID(right), relation, kind: kind, rule: .fingerprint, evidence: evidence)
  }

  @Test func `splitting restores what merging joined`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...8, to: database)
      let store = IdentityStore(database.pool)
      try await database.pool.transaction { session in
        _ = try session.relate([same(1, 2), same(2, 3), same(5, 6), same(6, 8)])
      }
      let before = try await identity(database)

      #expect(try await store.merge(Track.ID(3), Track.ID(8), by: "ann"))
      let merged = try await identity(database)
      let again = try await store.merge(Track.ID(1), Track.ID(5), by: "ann")
      let parted = try await store.split(Track.ID(8), from: Track.ID(3), by: "ann")

      #expect(before == ["(2,1)", "(3,1)", "(6,5)", "(8,5)"])
      #expect(merged == ["(2,1)", "(3,1)", "(5,1)", "(6,1)", "(8,1)"])
      #expect(!again && parted == [Track.ID(3)])
      #expect(try await identity(database) == before)
    }
  }

  @Test func `one is parted from all others, who stay together`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...5, to: database)
      let store = IdentityStore(database.pool)
      try await database.pool.transaction { session in
        _ = try session.relate([same(1, 2), same(1, 3), same(2, 3), same(3, 4), same(1, 4)])
      }

      let parted = try await store.split(Track.ID(1), by: "ann", note: "heard it")
      let after = try await identity(database)
      // Rules that find it once more say nothing against a person.
      try await database.pool.transaction { session in
        _ = try session.relate([same(1, 2), same(1, 5), same(5, 2)])
      }

      #expect(parted == [2, 3, 4].map { Track.ID($0) })
      #expect(after == ["(3,2)", "(4,2)"])
      let last = try await identity(database)
      #expect(!last.contains("(2,1)") && last.contains("(3,2)"))
      let shown = try #require(try await store.show(Track.ID(1)))
      #expect(
        shown.links.contains {
          $0.link.relation == .apart && $0.link.evidence.note == "heard it" && $0.madeBy == "ann"
        })
    }
  }

  @Test func `merging against what was stated is refused with those two, and changes nothing`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...4, to: database)
      let store = IdentityStore(database.pool)
      try await database.pool.transaction { session in _ = try session.relate([same(1, 2), same(3, 4)]) }
      _ = try await store.split(Track.ID(2), from: Track.ID(4), by: "ann")
      let before = try await identity(database)

      await #expect(throws: IdentityStore.Refusal.apart(Track.ID(2), Track.ID(4))) {
        _ = try await store.merge(Track.ID(1), Track.ID(3), by: "bo")
      }
      await #expect(throws: IdentityStore.Refusal.unknown(Track.ID(99))) {
        _ = try await store.merge(Track.ID(1), Track.ID(99), by: "bo")
      }
      await #expect(throws: IdentityStore.Refusal.itself) {
        _ = try await store.merge(Track.ID(1), Track.ID(1), by: "bo")
      }

      #expect(try await identity(database) == before)
      #expect(try await store.merge(Track.ID(2), Track.ID(4), by: "bo"))
      #expect(try await identity(database) == ["(2,1)", "(3,1)", "(4,1)"])
    }
  }

  @Test func `what was heard holds against what is written, and a person's word against both`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...3, to: database)
      let store = IdentityStore(database.pool)
      func relate(_ link: TrackLink) async throws -> [String] {
        try await database.pool.transaction { session in _ = try session.relate([link]) }
        return try await identity(database)
      }

      #expect(try await relate(same(1, 2)) == ["(2,1)"])
      #expect(try await relate(heard(1, 2, .variant, kind: .spedUp)) == [])
      #expect(try await relate(same(1, 2)) == [])
      // Not by way of a third either.
      try await database.pool.transaction { session in
        _ = try session.relate([same(1, 3), same(2, 3, confidence: 0.8)])
      }
      #expect(try await identity(database) == ["(3,1)"])
      #expect(try await store.merge(Track.ID(1), Track.ID(2), by: "ann"))
      #expect(try await relate(heard(1, 2, .variant, kind: .spedUp)) == ["(2,1)", "(3,1)"])
    }
  }

  @Test func `many who merge at once end in the right recordings`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...60, to: database)
      let store = IdentityStore(database.pool)
      var random = SeededGenerator(seed: 5)
      // Three chains: of the numbers that leave 0, 1 and 2 when divided by three.
      let pairs = (1...57).map { (Int64($0), Int64($0 + 3)) }.shuffled(using: &random)

      try await withThrowingTaskGroup(of: Void.self) { group in
        // No more than have a connection: they wait for each other.
        for (place, (left, right)) in pairs.enumerated() {
          if place >= 6 { try await group.next() }
          group.addTask { _ = try await store.merge(Track.ID(left), Track.ID(right), by: "ann") }
        }
        try await group.waitForAll()
      }

      let canonicals = try await store.canonicals(of: (1...60).map { Track.ID($0) })
      #expect(canonicals.allSatisfy { $1.rawValue == ($0.rawValue - 1) % 3 + 1 })
    }
  }

  @Test func `no number stands for others that has no track`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(2...3, to: database)
      try await database.pool.transaction { session in _ = try session.relate([same(1, 2), same(2, 3)]) }
      let without = try await identity(database)

      try await add(1...1, to: database)
      try await database.pool.transaction { session in _ = try session.relate([same(1, 2)]) }

      #expect(without == ["(1,2)", "(3,2)"])
      #expect(try await identity(database) == ["(2,1)", "(3,1)"])
    }
  }

  @Test func `what lies beyond the limit of a group follows the track that stood for it`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...8, to: database)
      try await database.pool.transaction { session in
        _ = try session.relate([same(5, 6), same(5, 7), same(5, 8)])
        try IdentityRows.insert([same(1, 6)], madeBy: "", session)
      }

      try await database.pool.transaction { session in
        _ = try IdentityGroups.refresh(around: [Track.ID(1), Track.ID(6)], limit: 3, session)
      }

      #expect(try await identity(database) == ["(5,1)", "(6,1)", "(7,1)", "(8,1)"])
    }
  }

  @Test func `findings about what has changed meanwhile are not written`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...2, to: database)
      let store = IdentityStore(database.pool)
      func portrait(_ number: Int64, _ title: String) -> TrackPortrait {
        TrackPortrait(Track.ID(number), key: SourceKey(.tiktok, "\(number)"), title: title)
      }
      let due = try await store.note([(portrait(1, "a"), [7]), (portrait(2, "a"), [7])], version: 1)
      let near = try await store.neighbours(of: [Track.ID(1)])
      let findings = IdentityFindings(
        compared: [Track.ID(1)], links: [same(1, 2)], revisions: due, version: 1)

      let changed = try await store.note([(portrait(2, "b"), [8])], version: 1)
      try await database.pool.transaction { _ = try $0.settle(findings) }
      let stale = try await identity(database)
      var fresh = findings
      fresh.revisions[Track.ID(2)] = changed[Track.ID(2)]
      let current = fresh
      try await database.pool.transaction { _ = try $0.settle(current) }

      #expect(near.map(\.portrait.track) == [Track.ID(2)] && near[0].near == [Track.ID(1)])
      #expect(stale == [])
      #expect(try await identity(database) == ["(2,1)"])
      #expect(try await store.note([(portrait(1, "a"), [7])], version: 1).isEmpty)
      #expect(try await store.neighbours(of: [Track.ID(1)]).first?.portrait.title == "b")
    }
  }

  @Test func `who saw nobody does not undo what others have found meanwhile`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...2, to: database)
      let store = IdentityStore(database.pool)
      func note(_ number: Int64) async throws -> [Track.ID: Int32] {
        let portrait = TrackPortrait(Track.ID(number), key: SourceKey(.tiktok, "\(number)"), title: "a")
        return try await store.note([(portrait, [7])], version: 1)
      }
      let first = try await note(1)
      let near = try await store.neighbours(of: [Track.ID(1)])
      let alone = IdentityFindings(compared: [Track.ID(1)], revisions: first, version: 1)

      let both = try await note(2).merging(first) { $1 }
      let together = IdentityFindings(
        compared: [Track.ID(2)], links: [same(1, 2)], revisions: both, version: 1)
      try await database.pool.transaction { _ = try $0.settle(together) }
      try await database.pool.transaction { _ = try $0.settle(alone) }

      #expect(near.isEmpty)
      #expect(try await identity(database) == ["(2,1)"])
    }
  }

  @Test func `what was noted after a look is not marked as compared`() async throws {
    try await withDatabase(migrated: true) { database in
      let store = IdentityStore(database.pool)
      let portrait = TrackPortrait(Track.ID(1), key: SourceKey(.tiktok, "1"), title: "a")
      let seen = try await store.note([(portrait, [7])], version: 1)
      var changed = portrait
      changed.title = "b"
      let due = try await store.note([(changed, [8])], version: 1)

      try await database.pool.transaction { try IdentityRows.mark(seen, as: 1, $0) }
      let open = try await store.note([(changed, [8])], version: 1)
      try await database.pool.transaction { try IdentityRows.mark(due, as: 1, $0) }

      #expect(open == due)
      #expect(try await store.note([(changed, [8])], version: 1).isEmpty)
    }
  }

  @Test func `a source that says less or older things takes nothing away`() async throws {
    try await withDatabase(migrated: true) { database in
      let store = IdentityStore(database.pool)
      let at = Date(timeIntervalSince1970: 1_790_000_000)
      let (spotify, isrc) = (SourceKey(.spotify, "x"), SourceKey(.isrc, "GBAAA0000001"))
      func tell(
        _ title: String, _ artist: String? = nil, _ duration: Double? = nil, _ claims: [SourceKey] = [],
        plus: Double
      ) async throws -> [Int32] {
        let portrait = TrackPortrait(
          Track.ID(1), key: SourceKey(.tiktok, "1"), title: title, artist: artist, duration: duration,
          claims: claims)
        let due = try await store.note([(portrait, [7])], at: at + plus, version: 1)
        try await database.pool.transaction { try IdentityRows.mark(due, as: 1, $0) }
        return due.values.map { $0 }
      }

      let first = try await tell("Song", "Ann", 30, [spotify], plus: 0)
      let less = try await tell("", plus: 60)
      let turns = try await tell("Song", "Ann", 30.4, plus: 120)
      let muchLater = try await tell("Song", "Ann", 30, [], plus: 7_200)
      let older = try await tell("Sung", "Bo", 99, [isrc], plus: 3_600)
      let newer = try await tell("Sing", nil, nil, [], plus: 9_000)

      #expect([first, less, turns, muchLater, older, newer] == [[1], [], [], [], [2], [3]])
      let portrait = try await store.portraits(of: [Track.ID(1)])[Track.ID(1)]
      #expect(portrait?.title == "Sing" && portrait?.artist == "Ann" && portrait?.duration == 30)
      #expect(portrait?.claims == [isrc, spotify])
    }
  }

  @Test func `what many tell of a track at the same time is kept all`() async throws {
    try await withDatabase(migrated: true) { database in
      let store = IdentityStore(database.pool)
      let claims = (1...8).map { SourceKey(.spotify, "\($0)") }

      try await withThrowingTaskGroup(of: Void.self) { group in
        for (place, claim) in claims.enumerated() {
          if place >= 4 { try await group.next() }
          group.addTask {
            let portraits = (1...20).map {
              TrackPortrait(Track.ID($0), key: SourceKey(.tiktok, "\($0)"), title: "a", claims: [claim])
            }
            _ = try await store.note(
              (place % 2 == 0 ? portraits : portraits.reversed()).map { ($0, [7]) }, version: 1)
          }
        }
        try await group.waitForAll()
      }

      let kept = try await store.portraits(of: (1...20).map { Track.ID($0) })
      #expect(kept.count == 20 && kept.values.allSatisfy { $0.claims == claims })
    }
  }

  @Test func `a key that thousands have brings a few`() async throws {
    try await withDatabase(migrated: true) { database in
      let store = IdentityStore(database.pool)
      let portraits = (1...500).map { number in
        (
          portrait: TrackPortrait(Track.ID(number), key: SourceKey(.tiktok, "\(number)"), title: "x"),
          keys: [Int64(9), Int64(1_000 + number)]
        )
      }
      _ = try await store.note(portraits, version: 1)

      let near = try await store.neighbours(of: [Track.ID(300)])

      #expect(near.count <= IdentityStore.neighbourLimit && near.count >= IdentityStore.neighbourLimit - 1)
    }
  }

  @Test func `the shelf, the taste and the profile count a recording once`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(1...3, to: database)
      try await database.add(author: 1, "anna")
      try await database.add(
        videos: [PastVideo(Video.ID(1)), PastVideo(Video.ID(2))], by: 1, track: Track.ID(2))
      try await database.add(videos: [PastVideo(Video.ID(3))], by: 1, track: Track.ID(1))
      try await database.put(TrackFeatures(), of: Track.ID(2))
      let shelf = ShelfStore(database.pool)
      let mark = try await shelf.mark()
      try await database.pool.transaction { session in _ = try session.relate([same(1, 2)]) }

      let used = try await shelf.mostUsed(limit: 10)
      let tracks = try await shelf.tracks([1, 2, 3].map { Track.ID($0) }).tracks
      try await database.put(TrackFeatures(), of: Track.ID(2))
      let changed = try await shelf.changed(since: mark, after: nil, limit: 10)
      let past = try await TasteStore(database.pool).pasts(of: [Author.ID(1)])[Author.ID(1)]
      let profile = try await ProfileStore(database.pool).profile(of: Author.ID(1))

      #expect(used == [1, 3].map { Track.ID($0) })
      #expect(tracks.map(\.track) == [1, 3].map { Track.ID($0) })
      #expect(tracks[0].uses == 3 && tracks[0].features != nil && tracks[1].uses == 3)
      #expect(changed.tracks.map(\.track) == [Track.ID(1)] && changed.tracks[0].features != nil)
      #expect(past?.usedTracks == [Track.ID(1)])
      #expect(profile?.sounds.map(\.track) == [Track.ID(1)] && profile?.sounds.first?.videos == 3)
    }
  }
}

extension IdentityStore {
  /// With keys of the test's own; answers with revisions.
  func note(
    _ portraits: [(portrait: TrackPortrait, keys: [Int64])],
    at time: Date = Date(timeIntervalSince1970: 1_790_000_000), version: Int32
  ) async throws -> [Track.ID: Int32] {
    let keys = Dictionary(portraits.map { ($0.portrait.track, $0.keys) }) { $1 }
    return try await note(portraits.map(\.portrait), at: time, version: version) { keys[$0.track] ?? [] }
      .mapValues(\.revision)
  }
}
