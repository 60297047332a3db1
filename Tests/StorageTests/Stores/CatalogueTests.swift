import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Storage

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"))
struct CatalogueTests {
  private let at = Date(timeIntervalSince1970: 1_790_000_000)

  private func track(_ id: String, title: String = "Song", links: [SourceKey] = [], uses: Int64? = nil)
    -> Track
  {
    Track(key: SourceKey(.tiktok, id), title: title, artist: "Ann & Bo", links: links, uses: uses)
  }

  private func author(_ id: String?, _ handle: String = "ann", followers: Int64? = nil) throws -> Author {
    Author(
      key: id.map { SourceKey(.tiktok, $0) }, handle: try Handle(handle), name: id == nil ? nil : "Ann",
      counts: AuthorCounts(followers: followers))
  }

  private func video(_ id: String, caption: String = "hello", plays: Int64 = 10) -> Video {
    Video(
      key: SourceKey(.tiktok, id), caption: caption, postedAt: at, mentions: [Video.Tag("bo")],
      stickers: ["wow"],
      counts: VideoCounts(plays: plays))
  }

  /// Everything about one creator with one video, under numbers that are asked for first.
  private func write(
    _ video: Video, tags: [String] = ["a", "b"], hash: UInt8 = 1, plus: TimeInterval = 0,
    in database: TestDatabase
  ) async throws -> (Author.ID, Video.ID, Track.ID) {
    let sound = track("77", uses: 5)
    let author = try author("1", followers: 100)
    let (numbers, _) = try await Catalogue(database.pool).resolve(
      author: author, videos: [video], tracks: [sound])
    let id = try #require(numbers.author)
    let entry = CatalogueEntry(
      author: (id, author), tracks: [TrackEntry(numbers.tracks[0], sound, foldedArtist: "ann & bo")],
      videos: [
        VideoEntry(
          numbers.videos[0], by: id, sound: numbers.tracks[0], video,
          tags: tags.map { VideoEntry.Tag(name: $0, written: $0.uppercased()) }, contentHash: [hash])
      ], at: at + plus)
    try await database.pool.transaction { session in try Catalogue.write([(entry, nil)], session) }
    return (id, numbers.videos[0], numbers.tracks[0])
  }

  @Test func `the same key has the same number, whoever asks and however many at once`() async throws {
    try await withDatabase(migrated: true) { database in
      let catalogue = Catalogue(database.pool)
      let tracks = (0..<40).map { track("\($0)") }

      let answers = try await withThrowingTaskGroup(of: [Track.ID].self) { group in
        for round in 0..<8 {
          let mine = round % 2 == 0 ? tracks : tracks.reversed()
          group.addTask {
            let ids = try await catalogue.resolve(author: nil, videos: [], tracks: mine).numbers.tracks
            return round % 2 == 0 ? ids : ids.reversed()
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }

      #expect(Set(answers).count == 1)
      #expect(Set(answers[0]).count == 40)
    }
  }

  @Test func `a track has a number of its own, whatever it is called elsewhere`() async throws {
    try await withDatabase(migrated: true) { database in
      let catalogue = Catalogue(database.pool)
      let song = SourceKey(.spotify, "4uLU6hMCjMI75M1A2tKUQC")

      let first = try await catalogue.resolve(author: nil, videos: [], tracks: [track("1", links: [song])])
      let later = try await catalogue.resolve(
        author: nil, videos: [], tracks: [track("2", links: [song]), track("3", links: [song]), track("1")])

      #expect(Set(first.numbers.tracks + later.numbers.tracks).count == 3)
      #expect(later.numbers.tracks[2] == first.numbers.tracks[0])
    }
  }

  @Test func `what batches bring has numbers of its own, too`() async throws {
    try await withDatabase(migrated: true) { database in
      let catalogue = Catalogue(database.pool)
      let song = Track(key: SourceKey(.spotify, "4uLU6hMCjMI75M1A2tKUQC"), title: "Song", artist: "Ann")
      let sound = track("1", links: [song.key])

      let batch = try await catalogue.numbers(of: [
        Catalogue.Brought(author: nil, videos: [], tracks: [sound]),
        Catalogue.Brought(author: nil, videos: [], tracks: [song]),
      ]).flatMap(\.tracks)
      let later = try await catalogue.resolve(author: nil, videos: [], tracks: [song, sound]).numbers.tracks

      #expect(Set(batch).count == 2)
      #expect(later == batch.reversed())
    }
  }

  @Test func `a track is looked up with what its portrait claims`() async throws {
    try await withDatabase(migrated: true) { database in
      let catalogue = Catalogue(database.pool)
      let links = [SourceKey(.appleMusic, "9"), SourceKey(.spotify, "4uLU6hMCjMI75M1A2tKUQC")]
      let (_, _, number) = try await write(video("5"), in: database)
      let before = try await catalogue.tracksToLookUp(
        in: "spotify", platform: .spotify, after: Track.ID(0), since: at, limit: 10)
      let portrait = TrackPortrait(number, track("77", links: links))
      _ = try await IdentityStore(database.pool).note([(portrait, [])], version: 1)

      let after = try await catalogue.tracksToLookUp(
        in: "spotify", platform: .spotify, after: Track.ID(0), since: at, limit: 10)

      #expect(before.map(\.id) == [number] && before.first?.track.links == [])
      #expect(after.map(\.id) == [number] && after.first?.track.links == links)
    }
  }

  @Test
  func
    `a creator known by handle stays the same when the id comes to light, and not for the next of that name`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let catalogue = Catalogue(database.pool)
      func number(_ author: Author) async throws -> Author.ID? {
        try await catalogue.resolve(author: author, videos: [], tracks: []).numbers.author
      }

      let byHandle = try await number(author(nil))
      let byID = try await number(author("1"))
      let other = try await number(author("2"))

      #expect(byHandle == byID)
      #expect(other != byID)
      #expect(try await number(author("1", "renamed")) == byID)
    }
  }

  @Test func `a creator who is numbered and not written yet is found by the name`() async throws {
    try await withDatabase(migrated: true) { database in
      let catalogue = Catalogue(database.pool)
      func number(_ author: Author) async throws -> Author.ID? {
        try await catalogue.resolve(author: author, videos: [], tracks: []).numbers.author
      }
      let byID = try await number(author("1"))
      let batch = try await catalogue.numbers(
        of: [.init(author: try author("2", "bea"), videos: [], tracks: [])])

      #expect(try await number(author(nil)) == byID)
      #expect(try await number(author(nil, "bea")) == batch[0].author)
      let keys = try await database.pool.rows("select key from author_source order by key", as: String.self)
      #expect(keys == ["1", "2"])
      // Once it is written, the moments are those of the facts.
      let id = try #require(byID)
      let entry = CatalogueEntry(author: (id, try author("1")), at: at)
      try await database.pool.transaction { session in try Catalogue.write([(entry, nil)], session) }
      let spans = try await database.pool.rows(
        "select seen_from, seen_to from author_alias where author_id = \(id)", as: Date.self, Date.self)
      #expect(spans.count == 1 && spans[0] == (at, at))
    }
  }

  @Test func `a source that knows the handle only means whoever had it last`() async throws {
    try await withDatabase(migrated: true) { database in
      let catalogue = Catalogue(database.pool)
      let (id, _, _) = try await write(video("5"), in: database)

      let bare = try await catalogue.resolve(author: author(nil), videos: [], tracks: []).numbers.author
      let byID = try await catalogue.resolve(author: author("1"), videos: [], tracks: []).numbers.author

      #expect(bare == id && byID == id)
      let keys = try await database.pool.rows("select key from hookline.author_source", as: String.self)
      #expect(keys == ["1"])
    }
  }

  @Test func `what a source tells of a sound later is kept at once, what it does not tell changes nothing`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let numbers = try await Catalogue(database.pool).resolve(author: nil, videos: [], tracks: [track("1")])
        .numbers
      func write(_ change: (inout Track) -> Void) async throws -> String {
        var sound = track("1")
        change(&sound)
        let entry = CatalogueEntry(tracks: [TrackEntry(numbers.tracks[0], sound, foldedArtist: nil)], at: at)
        try await database.pool.transaction { session in try Catalogue.write([(entry, nil)], session) }
        return try await database.pool.value("select xmin::text from hookline.track", as: String.self)
      }

      let bare = try await write { _ in }
      let told = try await write { ($0.uses, $0.album, $0.duration) = (7, "Album", 30) }
      let again = try await write { _ in }

      #expect(bare != told && told == again)
      let row = try await database.pool.rows(
        "select uses, album, duration from hookline.track", as: Int64.self, String.self, Double.self)
      #expect(row[0] == (7, "Album", 30))
    }
  }

  @Test func `what is written again is updated, and its numbers are appended`() async throws {
    try await withDatabase(migrated: true) { database in
      let (author, id, sound) = try await write(video("5"), in: database)

      let again = try await write(
        video("5", caption: "edited", plays: 20), tags: ["b", "c"], hash: 1, plus: 60, in: database)

      #expect(again == (author, id, sound))
      let rows = try await database.pool.rows(
        "select caption, plays, stickers, mentions from hookline.video", as: String.self, Int64.self,
        [String].self,
        [String].self)
      #expect(rows.count == 1)
      #expect(rows[0] == ("edited", 20, ["wow"], ["bo"]))
      let series = try await database.pool.rows(
        "select plays from hookline.video_metrics order by at", as: Int64.self)
      #expect(series == [10, 20])
      let tags = try await database.pool.rows(
        """
        select h.name, v.written from hookline.video_hashtag v join hookline.hashtag h on h.id = v.hashtag_id
        order by v.place
        """, as: String.self, String.self)
      #expect(tags.map(\.0) == ["b", "c"])
      #expect(tags.map(\.1) == ["B", "C"])
      #expect(try await database.pool.value("select count(*) from hookline.artist", as: Int64.self) == 1)
    }
  }

  @Test func `a sound that has not changed is not written again`() async throws {
    try await withDatabase(migrated: true) { database in
      _ = try await write(video("5"), in: database)
      let before = try await database.pool.value("select xmin::text from hookline.track", as: String.self)

      _ = try await write(video("6"), plus: 60, in: database)
      let after = try await database.pool.value("select xmin::text from hookline.track", as: String.self)
      _ = try await write(video("6"), plus: 7_200, in: database)
      let later = try await database.pool.value("select xmin::text from hookline.track", as: String.self)

      #expect(after == before)
      #expect(later != before)
    }
  }

  @Test func `an analysis is known by what was analysed`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let catalogue = Catalogue(database.pool)
      let (_, id, sound) = try await write(video("5"), hash: 7, in: database)
      try await database.pool.execute(
        """
        insert into hookline.content_features(video_id, version, content_hash, features)
        values (\(id), \(VideoFeatures.version), '\\x07', '{}')
        """)
      try await database.pool.execute(
        """
        insert into hookline.music_features(track_id, version, features)
        values (\(sound), \(TrackFeatures.version), '{}')
        """)

      _ = try await write(video("5"), hash: 7, plus: 1, in: database)
      let same = try await catalogue.resolve(author: nil, videos: [video("5")], tracks: [track("77")]).known
      _ = try await write(video("5"), hash: 8, plus: 2, in: database)
      let changed = try await catalogue.resolve(author: nil, videos: [video("5")], tracks: []).known

      #expect(same.analysedHashes == [id: [7]])
      #expect(same.analysedTracks == [sound])
      #expect(changed.analysedHashes == [id: [7]])
    }
  }

  @Test func `what a later source does not say is kept`() async throws {
    try await withDatabase(migrated: true) { database in
      let (id, _, _) = try await write(video("5"), in: database)
      let bare = try Author(key: SourceKey(.tiktok, "1"), handle: Handle("ann"))

      try await database.pool.transaction { session in
        try Catalogue.write([(CatalogueEntry(author: (id, bare), at: at + 60), nil)], session)
      }

      let row = try await database.pool.rows(
        "select name, followers from hookline.author", as: String.self, Int64.self)
      #expect(row[0] == ("Ann", 100))
    }
  }

  @Test func `overlapping entries of one batch are written once, the later one counts`() async throws {
    try await withDatabase(migrated: true) { database in
      let numbers = try await Catalogue(database.pool).resolve(author: nil, videos: [], tracks: [track("1")])
        .numbers
      let entries = ["old", "new"].map { title in
        CatalogueEntry(
          tracks: [TrackEntry(numbers.tracks[0], track("1", title: title), foldedArtist: nil)],
          rejections: [Rejection(place: "f.json", offset: 3, reason: title)], at: at)
      }

      try await database.pool.transaction { session in
        try Catalogue.write(entries.map { ($0, nil) }, session)
      }

      #expect(try await database.pool.value("select title from hookline.track", as: String.self) == "new")
      #expect(
        try await database.pool.value("select reason from hookline.rejection", as: String.self) == "new")
    }
  }

  @Test func `months get partitions of their own, and take over what lay in the default one`() async throws {
    try await withDatabase(migrated: true) { database in
      let old = try #require(try? Date("2020-02-10T00:00:00Z", strategy: .iso8601))
      try await database.pool.execute(
        "insert into hookline.track_metrics(track_id, at, uses) values (1, \(old), 3)")

      let made = try await database.pool.value(
        "select hookline.make_metric_months('2020-01-01', 1)", as: Int32.self)
      let again = try await database.pool.value(
        "select hookline.make_metric_months('2020-01-01', 1)", as: Int32.self)

      #expect(made == 8)
      #expect(again == 0)
      let place = try await database.pool.value(
        "select tableoid::regclass::text from hookline.track_metrics where uses = 3", as: String.self)
      #expect(place == "track_metrics_202002")
    }
  }
}
