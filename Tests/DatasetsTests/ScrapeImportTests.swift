import FoundationEssentials
import Models
import Sources
import Storage
import TestKit
import Testing

@testable import Datasets

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct ScrapeImportTests {
  private let at = Date(timeIntervalSince1970: 1_790_000_000)

  /// Posts by five creators, two of whom have no number at first, with six sounds.
  private func batch(_ range: ClosedRange<Int>) throws -> ScrapeBatch {
    var batch = ScrapeBatch(records: range.count)
    for number in range {
      let handle = try Handle("creator\(number % 5)")
      let isKnown = number % 5 > 1 || number > 20
      let author = Author(
        key: isKnown ? SourceKey(.tiktok, "9\(number % 5)") : nil, handle: handle, name: "C",
        counts: AuthorCounts(followers: Int64(number % 5)))
      if let place = batch.authors.firstIndex(where: { $0.handle == handle }) {
        batch.authors[place] = author
      } else {
        batch.authors.append(author)
      }
      let sound = Track(key: SourceKey(.tiktok, "7\(number % 6)"), title: "Song", artist: "Ann")
      let video = Video(
        key: SourceKey(.tiktok, "\(number)"), caption: "c", hashtags: [Video.Tag("fun")],
        counts: VideoCounts(plays: Int64(number)), sound: sound)
      batch.posts.append(ScrapedFile.Post(author: handle, video: video))
    }
    batch.tracks = [Track(key: SourceKey(.tiktok, "listed"), title: "Listed")]
    batch.rejections = [Rejection(place: "f", offset: range.lowerBound, reason: "x", rule: "r")]
    batch.rejected = ["r": 3]
    return batch
  }

  /// All rows of all tables that an import may touch.
  private func content(of database: TestDatabase) async throws -> [String] {
    let tables = [
      "author", "author_source", "video", "video_source", "track", "track_source", "hashtag", "video_hashtag",
      "author_metrics", "video_metrics", "track_metrics", "rejection",
    ]
    return try await database.pool.transaction { session in
      try tables.flatMap { table in
        try session.rows(
          "select t::text from \(identifier: table) t order by 1", as: String.self
        ).map { table + " " + $0 }
      }
    }
  }

  @Test func `takes in what a file says, and counts it`() async throws {
    try await withDatabase(migrated: true) { database in
      var intake = ScrapeImport(database.pool)

      try await intake.takeIn(batch(1...20), at: at)
      try await intake.takeIn(batch(21...40), at: at)

      let rows = try await content(of: database)
      func count(_ table: String) -> Int { rows.filter { $0.hasPrefix(table + " ") }.count }
      #expect((count("author"), count("video"), count("track")) == (5, 40, 7))
      #expect(count("rejection") == 2)
      #expect(
        (intake.tally.creators.all, intake.tally.posts.all, intake.tally.tracks.all, intake.tally.records)
          == (
            5, 40, 7, 40
          ))
      #expect(intake.tally.rejected == ["r": 6])
      // Whoever got a number later is the same.
      #expect(count("author_source") == 5)
    }
  }

  @Test func `it says where records are from, and leaves out numbers that cannot be`() async throws {
    try await withDatabase(migrated: true) { database in
      var batch = try batch(1...3)
      batch.tracks = [Track(key: SourceKey(.tiktok, "listed"), title: "Listed", uses: -5)]
      var intake = ScrapeImport(database.pool)
      try await intake.takeIn(batch, at: at)

      let sources = try await database.pool.rows(
        """
        select distinct source from (select source from author union all select source from video union all
          select source from track union all select source from rejection) s
        """, as: String?.self)
      let uses = try await database.pool.rows(
        "select uses from track where title = 'Listed'", as: Int64?.self)

      #expect(sources == ["scrapes"])
      #expect(uses == [nil])
    }
  }

  @Test func `a record that knows a sound by its number leaves its portrait as it was`() async throws {
    try await withDatabase(migrated: true) { database in
      var intake = ScrapeImport(database.pool)
      try await intake.takeIn(batch(1...3), at: at)
      var later = try batch(1...3)
      for place in later.posts.indices { later.posts[place].video.sound?.title = "" }
      later.tracks = []
      try await intake.takeIn(later, at: at + 86_400)

      let titles = try await database.pool.rows(
        "select distinct p.title || t.title from track_portrait p join track t on t.id = p.track_id order by 1",
        as: String.self)
      #expect(titles == ["ListedListed", "SongSong"])
    }
  }

  @Test func `numbers that cannot be are left out, counted by rule, and told in the ledger of sources`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      var intake = ScrapeImport(database.pool)
      var batch = try batch(1...3)
      for place in 0..<2 { batch.posts[place].video.counts.plays = -1 }
      batch.tracks[0].uses = -5

      try await intake.takeIn(batch, at: at)
      try await intake.book()
      try await intake.book()

      let broken = ["post.plays range": 2, "sound.uses range": 1]
      #expect(intake.tally.dropped == broken && intake.tally.rejected == ["r": 3])
      let health = try await SourceLedger(database.pool).health(days: 1, now: Date())
      #expect(health.map(\.source) == ["scrapes"])
      #expect(health.first?.activity.records == 3)
      #expect(health.first?.activity.rejected == broken.merging(["r": 3]) { $1 })
      let rejected = try await RejectionStore(database.pool).entries(limit: 10)
      #expect(rejected.map(\.source) == ["scrapes"])
    }
  }

  @Test func `what is new, updated and unchanged is counted, each entity once`() async throws {
    try await withDatabase(migrated: true) { database in
      typealias Entities = ScrapeImport.Tally.Entities
      var first = ScrapeImport(database.pool)
      try await first.takeIn(batch(21...30), at: at)
      try await first.takeIn(batch(21...30), at: at)
      var again = ScrapeImport(database.pool)
      try await again.takeIn(batch(21...30), at: at)
      var later = ScrapeImport(database.pool)
      var batch = try batch(21...32)
      batch.posts[0].video.counts.plays = 999
      batch.authors[1].counts.followers = 77
      try await later.takeIn(batch, at: at + 86_400)

      #expect(
        first.tally.posts == Entities(all: 10, new: 10) && first.tally.creators == Entities(all: 5, new: 5))
      #expect(first.tally.tracks == Entities(all: 7, new: 7))
      #expect(again.tally.posts == Entities(all: 10) && again.tally.creators == Entities(all: 5))
      #expect(again.tally.tracks == Entities(all: 7) && again.tally.tracks.unchanged == 7)
      #expect(later.tally.posts == Entities(all: 12, new: 2, updated: 1))
      #expect(later.tally.creators == Entities(all: 5, updated: 1) && later.tally.tracks == Entities(all: 7))
    }
  }

  @Test func `a second time changes nothing, and one that was broken off is made whole`() async throws {
    try await withDatabase(migrated: true) { database in
      var first = ScrapeImport(database.pool)
      for part in [1...20, 21...40, 41...60] { try await first.takeIn(batch(part), at: at) }
      let whole = try await content(of: database)

      var second = ScrapeImport(database.pool)
      for part in [1...20, 21...40] { try await second.takeIn(batch(part), at: at) }
      var third = ScrapeImport(database.pool)
      for part in [1...20, 21...40, 41...60] { try await third.takeIn(batch(part), at: at) }

      #expect(try await content(of: database) == whole)
      #expect(third.tally.posts.unchanged == 60 && third.tally.posts.all == first.tally.posts.all)
      #expect(third.tally.creators.unchanged == 5 && third.tally.tracks.unchanged == 7)
      #expect(third.tally.rejected == first.tally.rejected && third.tally.records == first.tally.records)
    }
  }

  @Test func `it writes what ingest would write for each creator`() async throws {
    var contents: [[String]] = []
    for isBatch in [true, false] {
      try await withDatabase(migrated: true) { database in
        let batch = try batch(21...40)
        if isBatch {
          var intake = ScrapeImport(database.pool)
          try await intake.takeIn(batch, at: at)
        } else {
          for intake in ScrapeImport.intakes(of: batch, at: at).intakes {
            let catalogue = Catalogue(database.pool)
            let (numbers, _) = try await catalogue.resolve(
              author: intake.author, videos: intake.videos, tracks: intake.tracks)
            var entry = intake.entry(numbers)
            entry.source = "scrapes"
            let whole = entry
            try await database.pool.transaction { session in try Catalogue.write([(whole, nil)], session) }
          }
        }
        // Without the numbers, which depend on the order.
        let rows = try await database.pool.transaction { session in
          try session.rows(
            """
            select concat_ws('|', s.key, v.caption, v.plays, a.handle, a.name, a.followers, a.seen_at, t.title)
            from video v join video_source s on s.video_id = v.id join author a on a.id = v.author_id
            join track t on t.id = v.track_id order by 1
            """, as: String.self)
        }
        contents.append(rows)
      }
    }

    #expect(contents[0].count == 20)
    #expect(contents[0] == contents[1])
  }
}
