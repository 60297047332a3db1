import Datasets
import FoundationEssentials
import Identity
import Models
import Storage
import TestKit
import Testing

@testable import Ingest

/// What ingest makes of tracks, with a real database.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(5)))
struct ResolutionTests {
  private static func ingest(_ tracks: [Track], in database: TestDatabase) async throws {
    let catalogue = Catalogue(database.pool)
    let intake = Intake(tracks: tracks, rejections: [], at: Date(timeIntervalSince1970: 1_790_000_000))
    let (numbers, _) = try await catalogue.resolve(author: nil, videos: [], tracks: intake.tracks)
    var entry = intake.entry(numbers)
    let portraits = entry.tracks.map { TrackPortrait($0.id, $0.track) }
    entry.identity = try await Identifier(IdentityStore(database.pool)).findings(for: portraits, at: entry.at)
      .findings
    let whole = entry
    try await database.pool.transaction { try Catalogue.write([(whole, nil)], $0) }
  }

  /// By what platforms call them.
  private static func groups(in database: TestDatabase) async throws -> Set<Set<String>> {
    let rows = try await database.pool.rows(
      """
      select coalesce(i.canonical_id, s.track_id), s.platform || ':' || s.key
      from hookline.track_source s left join hookline.track_identity i on i.track_id = s.track_id
      """, as: Int64.self, String.self)
    return Set(
      Dictionary(grouping: rows) { $0.0 }.values.map { Set($0.map { $0.1 }) }.filter { $0.count > 1 })
  }

  /// Everything that is kept of identities, as text.
  private static func dump(_ database: TestDatabase) async throws -> [String] {
    try await database.pool.rows(
      """
      select t from (
        select 'i' || track_identity::text as t from hookline.track_identity union all
        select 'l' || track_link::text || xmin::text from hookline.track_link union all
        select 'p' || track_portrait::text || xmin::text from hookline.track_portrait union all
        select 'k' || track_key::text from hookline.track_key) a order by t
      """, as: String.self)
  }

  private static func batches(_ tracks: [Track], of size: Int) -> [[Track]] {
    stride(from: 0, to: tracks.count, by: size).map { Array(tracks[$0..<min($0 + size, tracks.count)]) }
  }

  @Test(arguments: [11, 12] as [UInt64])
  func `two thousand tracks become the same recordings in any order, and again change nothing`(seed: UInt64)
    async throws
  {
    var random = SeededGenerator(seed: seed)
    // Without fingerprints, which come later and by another way.
    let world = TrackWorld(seed: seed)
    let tracks = world.entries.map(\.track)
    var found: [Set<Set<String>>] = []

    for size in [150, 400] {
      let order = tracks.shuffled(using: &random)
      try await withDatabase(migrated: true) { database in
        for batch in Self.batches(order, of: size) { try await Self.ingest(batch, in: database) }
        found.append(try await Self.groups(in: database))
        let before = try await Self.dump(database)
        for batch in Self.batches(order.reversed(), of: 300) { try await Self.ingest(batch, in: database) }
        #expect(try await Self.dump(database) == before, "seed \(seed)")
      }
    }

    let odd = found[0].symmetricDifference(found[1]).map { $0.sorted() }.sorted { $0[0] < $1[0] }
    #expect(odd.isEmpty, "seed \(seed): \(odd.prefix(6))")
    let recordings = Dictionary(
      uniqueKeysWithValues: world.entries.map { ($0.track.key.description, $0.recording) })
    let pairs = found[0].flatMap { group in
      let keys = group.sorted()
      return keys.indices.flatMap { left in
        keys[(left + 1)...].map { recordings[keys[left]] == recordings[$0] }
      }
    }
    let precision = Double(pairs.count(where: \.self)) / Double(max(1, pairs.count))
    let recall = Double(pairs.count(where: \.self)) / Double(max(1, world.pairs))
    print("seed \(seed), without fingerprints: precision \(precision), recall \(recall)")
    #expect(precision >= 0.99 && recall >= 0.9, "seed \(seed): \(precision), \(recall)")
  }

  @Test func `many at once come to what one comes to alone`() async throws {
    let tracks = Array(TrackWorld(seed: 21).entries.map(\.track).prefix(600))
    var alone: Set<Set<String>> = []
    try await withDatabase(migrated: true) { database in
      try await Self.ingest(tracks, in: database)
      alone = try await Self.groups(in: database)
    }
    let expected = alone

    try await withDatabase(migrated: true) { database in
      try await withThrowingTaskGroup(of: Void.self) { group in
        // Each track twice, by two who do not know of one another.
        for batch in Self.batches(tracks, of: 60) + Self.batches(tracks.reversed(), of: 75) {
          group.addTask { try await Self.ingest(batch, in: database) }
        }
        try await group.waitForAll()
      }

      let together = try await Self.groups(in: database)
      #expect(together == expected, "\(together.symmetricDifference(expected).prefix(4))")
      #expect(expected.count > 50)
    }
  }

  @Test func `a track that gets another name is another recording from then on`() async throws {
    try await withDatabase(migrated: true) { database in
      func song(_ platform: Platform, _ id: String, _ title: String) -> Track {
        Track(key: SourceKey(platform, id), title: title, artist: "Mira Voss", duration: 201)
      }
      try await Self.ingest(
        [song(.spotify, "a", "Paper Lanterns"), song(.library, "b", "Paper Lanterns")], in: database)
      let before = try await Self.groups(in: database)

      try await Self.ingest([song(.library, "b", "Paper Lanterns (Live)")], in: database)
      let live = try await Self.groups(in: database)
      try await Self.ingest([song(.library, "b", "Paper Lanterns")], in: database)

      #expect(before == [["spotify:a", "library:b"]])
      #expect(live.isEmpty)
      #expect(try await Self.groups(in: database) == before)
      let journal = try await database.pool.rows(
        "select relation, undone_by is not null from hookline.track_link order by id", as: String.self,
        Bool.self)
      #expect(journal.map(\.0) == ["same", "variant", "same"] && journal.map(\.1) == [true, true, false])
    }
  }

  @Test func `tracks that were known before any were compared are compared as others come`() async throws {
    try await withDatabase { database in
      let old = Migration.all.filter { $0.number <= 4 }
      _ = try await Migrator(database.settings, logger: database.logger, migrations: old).migrate()
      try await database.pool.execute(
        """
        insert into hookline.track_source(platform, key, track_id)
        values ('tiktok', 'a', 1), ('spotify', 'S', 1), ('tiktok', 'b', 2), ('tiktok', 'c', 3)
        """)
      try await database.pool.execute("select setval('hookline.track_number', 100)")
      try await database.pool.execute(
        """
        insert into hookline.track(id, title, artist, duration, is_original_sound)
        values (1, 'Paper Lanterns', 'Mira Voss', 201, false), (2, 'Paper Lanterns', 'Mira Voss', 201, false),
          (3, 'Another', 'Bo', 100, false)
        """)
      _ = try await Migrator(database.settings, logger: database.logger).migrate()
      let other = Track(key: SourceKey(.tiktok, "d"), title: "Elsewhere", artist: "Cy", duration: 50)

      let intake = Intake(tracks: [other], rejections: [], at: Date(timeIntervalSince1970: 1_790_000_000))
      let (numbers, known) = try await Catalogue(database.pool).resolve(
        author: nil, videos: [], tracks: [other])
      let entry = try await Identification(database.pool).of(intake.entry(numbers), known).entry
      try await database.pool.transaction { try Catalogue.write([(entry, nil)], $0) }
      let called = try await IdentityStore(database.pool).tracks(
        called: SourceKey(.spotify, "S"), hash: NameKeys.key(of: SourceKey(.spotify, "S")))

      #expect(try await Self.groups(in: database) == [["tiktok:a", "tiktok:b"]])
      #expect(called == [Track.ID(1)])
      #expect(try await IdentityStore(database.pool).backlog(limit: 10).isEmpty)
    }
  }

  @Test func `what a person has parted no rule joins again`() async throws {
    try await withDatabase(migrated: true) { database in
      let store = IdentityStore(database.pool)
      func song(_ platform: Platform, _ id: String) -> Track {
        Track(
          key: SourceKey(platform, id), title: "Paper Lanterns", artist: "Mira Voss", duration: 201,
          links: [SourceKey(.isrc, "GBAAA0000001")])
      }
      try await Self.ingest([song(.spotify, "a"), song(.library, "b")], in: database)
      let ids = try await store.tracks(
        called: SourceKey(.isrc, "GBAAA0000001"), hash: NameKeys.key(of: SourceKey(.isrc, "GBAAA0000001")))

      _ = try await store.split(ids[0], from: ids[1], by: "ann")
      try await Self.ingest([song(.spotify, "a"), song(.library, "b")], in: database)
      // It is the same as both, which are not the same.
      try await Self.ingest([song(.appleMusic, "c")], in: database)

      let groups = try await Self.groups(in: database)
      #expect(ids.count == 2)
      #expect(
        groups.count == 1 && groups.first?.contains("apple-music:c") == true && groups.first?.count == 2)
    }
  }

  @Test func `a recording that was analysed under another name is not analysed again`() async throws {
    try await withDatabase(migrated: true) { database in
      let old = Track(
        key: SourceKey(.spotify, "a"), title: "Paper Lanterns", artist: "Mira Voss", duration: 201)
      let new = Track(
        key: SourceKey(.tiktok, "b"), title: "paper lanterns", artist: "Mira Voss", duration: 60)
      let live = Track(
        key: SourceKey(.tiktok, "c"), title: "Paper Lanterns (Live)", artist: "Mira Voss", duration: 60)
      try await Self.ingest([old], in: database)
      let number = try await database.pool.value(
        "select track_id from hookline.track_source", as: Track.ID.self)
      try await database.pool.execute(
        "insert into hookline.music_features(track_id, version, features) values (\(number), \(TrackFeatures.version), '{}')"
      )
      let catalogue = Catalogue(database.pool)
      let (numbers, _) = try await catalogue.resolve(author: nil, videos: [], tracks: [new, live])
      let portraits = zip(numbers.tracks, [new, live]).map { TrackPortrait($0, $1) }

      let found = try await Identifier(IdentityStore(database.pool)).findings(for: portraits, at: Date())
      try await Self.ingest([new, live], in: database)
      let known = try await catalogue.resolve(author: nil, videos: [], tracks: [new, live]).known

      #expect(found.analysed == [numbers.tracks[0]])
      #expect(known.analysedTracks == [numbers.tracks[0]])
    }
  }
}
