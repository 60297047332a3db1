import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Storage

/// What sources say arrives in any order, and what is kept must not depend on it.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct SnapshotOrderTests {
  private let start = Date(timeIntervalSince1970: 1_790_000_000)

  /// Half of what a source could say, at random.
  private func snapshot(
    _ day: Int, every step: TimeInterval = 7_200, _ random: inout SeededGenerator
  ) throws -> CatalogueEntry {
    func number() -> Int64? { Bool.random(using: &random) ? .random(in: 0...5_000, using: &random) : nil }
    func text() -> String? { Bool.random(using: &random) ? "text \(day)" : nil }
    let at = start + Double(day) * step
    let author = Author(
      key: SourceKey(.tiktok, "1"),
      handle: try Handle(["ann", "annie", "bea"].randomElement(using: &random) ?? ""),
      name: text(), bio: text(), isPrivate: Bool.random(using: &random) ? Bool.random(using: &random) : nil,
      isGone: Bool.random(using: &random) ? false : nil, avatarURL: text(),
      counts: AuthorCounts(followers: number(), likes: number()))
    let sound = Track(
      key: SourceKey(.tiktok, "9"), title: day % 4 == 1 ? "" : "Song \(day % 3)", artist: text(),
      album: text(), uses: number())
    var entry = CatalogueEntry(
      author: (Author.ID(1), author),
      tracks: [TrackEntry(Track.ID(1), sound, foldedArtist: sound.artist)], at: at, source: "s\(day % 2)")
    for id in 1...5 where Bool.random(using: &random) {
      let video = Video(
        key: SourceKey(.tiktok, "\(id)"), caption: "caption \(day)", postedAt: start - Double(id) * 86_400,
        language: text(), counts: VideoCounts(plays: number(), likes: number()))
      entry.videos.append(
        VideoEntry(
          Video.ID(Int64(id)), by: Author.ID(1), sound: Bool.random(using: &random) ? Track.ID(1) : nil,
          video,
          tags: [.init(name: "tag\(day % 4)", written: "Tag")], contentHash: [UInt8(day)]))
    }
    if Bool.random(using: &random) {
      let since = start - Double.random(in: 1...6, using: &random) * 86_400
      entry.listings = [(Author.ID(1), since, Bool.random(using: &random) ? at : since + 2 * 86_400)]
    }
    return entry
  }

  /// Everything that is known, but for numbers that the order of names gives.
  private func state(_ database: TestDatabase) async throws -> [String] {
    var state: [String] = []
    for sql: SQL in [
      "select to_jsonb(a)::text from author a order by id",
      "select (to_jsonb(t) - 'artist_id')::text || coalesce((select name from artist where id = t.artist_id), '') from track t order by id",
      "select to_jsonb(v)::text from video v order by id",
      "select to_jsonb(h)::text from author_alias h order by author_id, handle",
      "select to_jsonb(m)::text from author_metrics m order by at",
      "select to_jsonb(m)::text from video_metrics m order by video_id, at",
      "select to_jsonb(m)::text from track_metrics m order by at",
      "select v.video_id || h.name || v.written from video_hashtag v join hashtag h on h.id = v.hashtag_id order by 1",
    ] { state += try await database.pool.rows(sql, as: String.self) }
    return state
  }

  private func write(_ entries: [CatalogueEntry], batch: Int, _ database: TestDatabase) async throws {
    for first in stride(from: 0, to: entries.count, by: batch) {
      let portion = entries[first..<min(first + batch, entries.count)].map { ($0, UUID?.none) }
      try await database.pool.transaction { session in try Catalogue.write(portion, session) }
    }
  }

  private func empty(_ database: TestDatabase) async throws {
    try await database.pool.execute(
      """
      with a as (delete from author), t as (delete from track), v as (delete from video), r as (delete from artist),
        n as (delete from author_alias), l as (delete from author_listing), am as (delete from author_metrics),
        vm as (delete from video_metrics), mo as (delete from track_moment), tm as (delete from track_metrics), h as (delete from video_hashtag)
      delete from hashtag
      """)
  }

  @Test func `a record that knows a sound by its number takes no name away`() async throws {
    try await withDatabase(migrated: true) { database in
      let key = SourceKey(.tiktok, "9")
      let named = Track(key: key, title: "Mine", artist: "Ann", isOriginalSound: true)
      func known(after track: Track, day: Double) async throws -> [String] {
        let entry = CatalogueEntry(
          tracks: [TrackEntry(Track.ID(1), track, foldedArtist: track.artist?.lowercased())],
          at: start + day * 86_400)
        try await write([entry], batch: 1, database)
        return try await database.pool.rows(
          """
          select concat_ws(' ', title, artist, is_original_sound, (select name from artist where id = artist_id), uses)
          from track
          """, as: String.self)
      }
      let unnamed = Track(key: key, title: "", uses: 5)

      let renamed = Track(key: key, title: "Ours", artist: "Ann", isOriginalSound: true)

      var states: [String] = []
      for (track, day) in [(unnamed, 3.0), (named, 1), (unnamed, 4), (renamed, 2), (named, 1.5)] {
        states += try await known(after: track, day: day)
      }

      #expect(
        states == [" f 5", "Mine Ann t Ann 5", "Mine Ann t Ann 5", "Ours Ann t Ann 5", "Ours Ann t Ann 5"])
    }
  }

  @Test(arguments: [7, 4_711] as [UInt64], [7_200, 420] as [TimeInterval])
  func `snapshots make the same rows and series in whatever order and batches they arrive`(
    seed: UInt64, step: TimeInterval
  ) async throws {
    try await withDatabase(migrated: true) { database in
      var random = SeededGenerator(seed: seed)
      let snapshots = try (1...8).map { try snapshot($0, every: step, &random) }
      try await write(snapshots, batch: 1, database)
      let expected = try await state(database)

      for round in 1...5 {
        try await empty(database)
        let order = snapshots.shuffled(using: &random)
        try await write(order, batch: Int.random(in: 1...4, using: &random), database)
        let found = try await state(database)

        let difference = zip(found, expected).first { $0 != $1 }
        #expect(
          found == expected,
          "seed \(seed), round \(round): \(found.count) of \(expected.count), \(String(describing: difference))"
        )
      }
    }
  }

  @Test func `what is taken in a second time changes nothing`() async throws {
    try await withDatabase(migrated: true) { database in
      var random = SeededGenerator(seed: 5)
      let snapshots = try (1...6).map { try snapshot($0, &random) }
      try await write(snapshots, batch: 2, database)
      let before = try await state(database)

      try await write(snapshots.reversed(), batch: 1, database)
      try await write(snapshots, batch: 6, database)

      #expect(try await state(database) == before)
    }
  }

  @Test func `numbers that do not change make a snapshot all the same, and odd ones are kept with a flag`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      func entry(_ day: Double, _ followers: Int64) throws -> CatalogueEntry {
        let author = Author(
          key: SourceKey(.tiktok, "1"), handle: try Handle("ann"), counts: AuthorCounts(followers: followers))
        return CatalogueEntry(author: (Author.ID(1), author), at: start + day * 86_400)
      }
      for (day, followers) in [(0, 1_000), (1, 1_000), (2, 5_000_000_000), (4, 600)] as [(Double, Int64)] {
        try await write([try entry(day, followers)], batch: 1, database)
      }
      func series() async throws -> [String] {
        try await database.pool.rows(
          "select followers || coalesce(' ' || flags, '') from author_metrics order by at", as: String.self)
      }

      let first = try await series()
      // What comes late makes the fall that follows smaller.
      try await write([try entry(3, 700)], batch: 1, database)

      #expect(first == ["1000", "1000", "5000000000 followers jumped", "600 followers fell"])
      #expect(
        try await series() == [
          "1000", "1000", "5000000000 followers jumped", "700 followers fell", "600",
        ])
    }
  }

  private func song(
    _ title: String, _ minute: Double, uses: Int64?, media: String? = nil, isCommercial: Bool? = nil
  ) -> CatalogueEntry {
    let track = Track(
      key: SourceKey(.tiktok, "9"), title: title, mediaURL: media, uses: uses, isCommercial: isCommercial)
    return CatalogueEntry(
      tracks: [TrackEntry(Track.ID(1), track, foldedArtist: nil)], at: start + minute * 60, source: "s")
  }

  @Test func `what is said of a sound again and again within an hour counts, in whatever order it arrives`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      // The third is as the first: it does not have to be written for the second to be old.
      let songs = [song("A", 0, uses: 900), song("B", 15, uses: 200), song("A", 30, uses: 900)]
      let later = [song("A", 40, uses: 900), song("A", 50, uses: 900)]
      var found: Set<[String]> = []
      for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        for batch in 1...5 {
          try await empty(database)
          try await write(order.map { songs[$0] } + later, batch: batch, database)
          found.insert(
            try await database.pool.rows(
              "select title || ' ' || uses || ' ' || extract(epoch from first_seen_at)::int8 from track",
              as: String.self)
              + database.pool.rows(
                "select uses || coalesce(' ' || flags, '') from track_metrics order by at", as: String.self))
        }
      }

      #expect(
        found == [["A 900 1790000000", "900", "200 uses fell", "900", "900", "900"]], "\(found)")
    }
  }

  @Test func `an older snapshot without numbers that comes late takes nothing from a newer one`() async throws
  {
    try await withDatabase(migrated: true) { database in
      for songs in ["A", "B", "A"].enumerated().map({ song($1, Double($0) * 15, uses: nil) }).permuted() {
        try await empty(database)
        try await write(songs, batch: 1, database)

        let titles = try await database.pool.rows("select title from track", as: String.self)
        #expect(titles == ["A"], "\(songs.map(\.at))")
      }
    }
  }

  /// What different sources may say of a sound within an hour, most of it again and again.
  private func mention(_ minute: Int, _ random: inout SeededGenerator) -> CatalogueEntry {
    func one<Value>(of values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &random)] }
    let track = Track(
      key: SourceKey(.tiktok, "9"), title: one(of: ["A", "A", "A", "B", ""]),
      album: one(of: [nil, "x", "x", "y"]),
      mediaURL: one(of: [nil, "u"]), uses: one(of: [nil, nil, nil, 5, 6]))
    return CatalogueEntry(
      tracks: [TrackEntry(Track.ID(1), track, foldedArtist: nil)], at: start + Double(minute) * 60,
      source: "s")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `what many say of a sound within an hour or two counts by when it was said`(seed: UInt64) async throws
  {
    try await withDatabase(migrated: true) { database in
      var random = SeededGenerator(seed: seed)
      let all = (0..<9).map { mention($0 * 11, &random) }
      try await write(all + [song("Last", 300, uses: 1)], batch: 1, database)
      let expected = try await state(database)

      for round in 1...5 {
        try await empty(database)
        let order = all.shuffled(using: &random)
        try await write(order, batch: Int.random(in: 1...3, using: &random), database)
        // Again, which changes nothing.
        try await write(order.reversed(), batch: 2, database)
        try await write([song("Last", 300, uses: 1)], batch: 1, database)

        #expect(try await state(database) == expected, "seed \(seed), round \(round)")
      }
      // What was kept for it is not kept for ever.
      let moments = try await database.pool.value("select count(*) from track_moment", as: Int64.self)
      #expect(moments == 0)
    }
  }

  @Test func `moments of a sound that is not met again are forgotten, and what they say stays`() async throws
  {
    try await withDatabase(migrated: true) { database in
      let (a, b, again) = (song("A", 0, uses: nil), song("B", 15, uses: nil), song("A", 30, uses: nil))
      try await write([a, again], batch: 1, database)
      let catalogue = Catalogue(database.pool)
      let moments: SQL = "select count(*) from track_moment"

      let early = try await catalogue.trimMoments(before: start + 1_800)
      let kept = try await database.pool.value(moments, as: Int64.self)
      let late = try await catalogue.trimMoments(before: start + 1_801, portion: 1)
      let left = try await database.pool.value(moments, as: Int64.self)
      try await write([b], batch: 1, database)

      #expect([early, late] == [0, 1] && [kept, left] == [1, 0])
      #expect(try await database.pool.rows("select title from track", as: String.self) == ["A"])
    }
  }

  @Test func `sounds that are written are held in one order, whatever was said of some of them`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      func songs(_ title: String, _ minute: Double, _ ids: [Int64]) -> CatalogueEntry {
        CatalogueEntry(
          tracks: ids.map { id in
            let track = Track(key: SourceKey(.tiktok, "\(id)"), title: title)
            return TrackEntry(Track.ID(id), track, foldedArtist: nil)
          }, at: start + minute * 60, source: "s")
      }
      try await write([songs("A", 0, [1, 9]), songs("A", 30, [9])], batch: 1, database)
      let news = songs("B", 40, [1, 9])

      async let held: Void = withHeld(1, then: 9, in: "track", database)
      #expect(try await eventually { try await isHeld(1, in: "track", database) })
      try await write([news], batch: 1, database)
      try await held

      let titles = try await database.pool.rows("select title from track", as: String.self)
      #expect(titles == ["B", "B"])
    }
  }

  @Test func `what a sound got within the hour is kept`() async throws {
    try await withDatabase(migrated: true) { database in
      try await write([song("A", 0, uses: 1)], batch: 1, database)
      try await write([song("A", 5, uses: 1, media: "https://a.example/1")], batch: 1, database)
      try await write([song("A", 9, uses: 1, isCommercial: true)], batch: 1, database)
      try await write([song("A", 12, uses: nil)], batch: 1, database)
      // It was silent of these at the ninth minute, and spoke of the other.
      try await write(
        [song("A", 7, uses: 2, media: "https://a.example/2", isCommercial: false)], batch: 1, database)

      let rows = try await database.pool.rows(
        "select media_url, is_commercial, uses from track", as: String?.self, Bool?.self, Int64?.self)
      #expect(rows.count == 1 && rows[0] == ("https://a.example/2", true, 1))
    }
  }

  @Test
  func `whether a number jumped is seen from when it was last told, not from when somebody was last seen`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      func entry(_ day: Double, _ followers: Int64?) throws -> CatalogueEntry {
        let author = Author(
          key: SourceKey(.tiktok, "1"), handle: try Handle("ann"), counts: AuthorCounts(followers: followers))
        return CatalogueEntry(author: (Author.ID(1), author), at: start + day * 86_400)
      }
      // A hundredfold in a day is odd, in two days it is not.
      let entries = [try entry(0, 1_000), try entry(1.5, nil), try entry(2, 200_000)]
      var flags: [[String?]] = []
      for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        try await empty(database)
        try await write(order.map { entries[$0] }, batch: 1, database)
        flags.append(
          try await database.pool.rows("select flags from author_metrics order by at", as: String?.self))
      }

      #expect(flags == [[nil, nil], [nil, nil], [nil, nil]])
    }
  }

  @Test func `a creator who has another name is found by the old one until somebody else has it`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      func see(_ id: Int64, _ handle: String, _ day: Double) async throws {
        let author = Author(key: SourceKey(.tiktok, "\(id)"), handle: try Handle(handle))
        let entry = CatalogueEntry(author: (Author.ID(id), author), at: start + day * 86_400)
        try await write([entry], batch: 1, database)
      }
      func find(_ handle: String) async throws -> Author.ID? {
        try await TasteStore(database.pool).authors(of: [InfluencerRequest(try Handle(handle))])[0]
      }
      try await see(1, "ann", 1)
      try await see(1, "annie", 2)

      let alone = [try await find("ann"), try await find("annie")]
      #expect(alone == [Author.ID(1), Author.ID(1)])
      try await see(2, "ann", 3)
      let apart = [try await find("ann"), try await find("annie")]
      #expect(apart == [Author.ID(2), Author.ID(1)])
      // The first one's old name again, from an old file.
      try await see(1, "ann", 0)
      #expect(try await find("ann") == Author.ID(2))
      let names = try await database.pool.rows(
        "select author_id, handle from author_alias order by 1, 2", as: Int64.self, String.self)
      #expect(names.map { "\($0)\($1)" } == ["1ann", "1annie", "2ann"])
      let handle = try await database.pool.value("select handle from author where id = 1", as: String.self)
      #expect(handle == "annie")
    }
  }

  @Test func `a batch that waits for a missing post holds none that come after it`() async throws {
    try await withDatabase(migrated: true) { database in
      func entry(_ videos: [Int64], _ minute: Double, isList: Bool) throws -> CatalogueEntry {
        var entry = CatalogueEntry(
          author: (Author.ID(1), Author(key: SourceKey(.tiktok, "1"), handle: try Handle("ann"))),
          at: start + minute * 60)
        entry.videos = videos.map { id in
          VideoEntry(
            Video.ID(id), by: Author.ID(1), sound: nil,
            Video(key: SourceKey(.tiktok, "\(id)"), postedAt: start - 60), tags: [], contentHash: [1])
        }
        if isList { entry.listings = [(Author.ID(1), start - 3_600, entry.at)] }
        return entry
      }
      try await write([try entry([1, 9], 0, isList: false)], batch: 1, database)
      let list = try entry([9], 1, isList: true)

      async let held: Void = withHeld(1, then: 9, database)
      #expect(try await eventually { try await isHeld(1, database) })
      try await write([list], batch: 1, database)
      try await held

      let missing = try await database.pool.rows(
        "select id from video where missing_since is not null", as: Int64.self)
      #expect(missing == [1])
    }
  }

  /// Holds a row until somebody waits for it, and then takes another without waiting.
  private func withHeld(
    _ first: Int64, then second: Int64, in table: String = "video", _ database: TestDatabase
  ) async throws {
    try await database.pool.transaction { session in
      try session.execute("update \(identifier: table) set seen_at = seen_at where id = \(first)")
      for _ in 0..<2_000 {
        let waiting = try session.rows(
          """
          select count(*) from pg_locks, pg_sleep(0.005)
          where not granted and locktype = 'transactionid' and transactionid = pg_current_xact_id()::xid
          """, as: Int64.self)
        if waiting[0] > 0 { break }
      }
      try session.execute("select from \(identifier: table) where id = \(second) for update nowait")
    }
  }

  private func isHeld(
    _ id: Int64, in table: String = "video", _ database: TestDatabase
  ) async throws -> Bool {
    try await database.pool.rows(
      "select id from \(identifier: table) where id = \(id) for update skip locked", as: Int64.self
    ).isEmpty
  }

  @Test func `posts that a whole list does not have are missing until they are seen again`() async throws {
    try await withDatabase(migrated: true) { database in
      func list(_ ids: [Int], _ day: Double, sinceDay: Double?, untilDay: Double? = nil) async throws {
        var entry = CatalogueEntry(
          author: (Author.ID(1), Author(key: SourceKey(.tiktok, "1"), handle: try Handle("ann"))),
          at: start + day * 86_400)
        entry.videos = ids.map { id in
          VideoEntry(
            Video.ID(Int64(id)), by: Author.ID(1), sound: nil,
            Video(key: SourceKey(.tiktok, "\(id)"), postedAt: start - Double(id) * 86_400), tags: [],
            contentHash: [1])
        }
        if let sinceDay {
          entry.listings = [
            (Author.ID(1), start + sinceDay * 86_400, untilDay.map { start + $0 * 86_400 } ?? entry.at)
          ]
        }
        try await write([entry], batch: 1, database)
      }
      func missing() async throws -> [String] {
        try await database.pool.rows(
          """
          select id || ' ' || extract(day from missing_since - \(start))::int from video
          where missing_since is not null order by id
          """, as: String.self)
      }

      try await list([1, 2, 3, 9], 1, sinceDay: nil)
      #expect(try await missing() == [])
      try await list([1, 3], 2, sinceDay: -3)
      #expect(try await missing() == ["2 2"])
      try await list([3], 3, sinceDay: -3)
      #expect(try await missing() == ["1 3", "2 2"])
      try await list([2], 4, sinceDay: nil)
      #expect(try await missing() == ["1 3"])
      // A post that comes to light late, from a time before a list that had it not.
      try await list([8], 0, sinceDay: nil)
      try await list([1, 2, 3, 9], 5, sinceDay: -9)
      #expect(try await missing() == ["8 5"])
      // One that proves nothing after its own newest post, the third.
      try await list([3], 6, sinceDay: -9, untilDay: -3)
      #expect(try await missing() == ["8 5", "9 6"])
    }
  }
}

extension Array {
  /// In all orders.
  fileprivate func permuted() -> [Self] {
    guard count > 1 else { return [self] }
    return indices.flatMap { place in
      var rest = self
      let first = rest.remove(at: place)
      return rest.permuted().map { [first] + $0 }
    }
  }
}
