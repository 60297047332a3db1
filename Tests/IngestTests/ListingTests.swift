import FoundationEssentials
import Jobs
import Messaging
import Models
import Sources
import Storage
import TestKit
import Testing

@testable import Ingest

@Suite struct PageIntakeTests {
  private func post(_ id: String, by name: String?, sound: String? = nil) throws -> ScrapedFile.Post {
    let sound = sound.map { Track(key: SourceKey(.tiktok, $0), title: "Song", uses: -1) }
    return ScrapedFile.Post(
      author: try name.map { try Handle($0) },
      video: Video(key: SourceKey(.tiktok, id), counts: VideoCounts(plays: 5, shares: -5), sound: sound))
  }

  @Test func `posts, creators and sounds are taken in once, and what nobody made is kept apart`() throws {
    let known = Author(key: SourceKey(.tiktok, "77"), handle: try Handle("ann"))
    let page = ListingPage(
      authors: [known, Author(handle: try Handle("silent"))],
      posts: [
        try post("1", by: "ann", sound: "s"), try post("2", by: "ben", sound: "s"), try post("1", by: "ann"),
        try post("3", by: nil),
      ])

    let intake = PageIntake(page, of: .hashtag("x"), place: "p", room: 10)
    let entry = intake.entry(
      Catalogue.Numbers(
        authors: intake.authors.indices.map { Author.ID(Int64($0 + 1)) },
        videos: intake.videos.indices.map { Video.ID(Int64($0 + 10)) }, tracks: [Track.ID(100)]),
      at: Date(timeIntervalSince1970: 0), source: "s")

    #expect(intake.authors.map(\.handle.name) == ["ann", "ben"] && intake.authors[0] == known)
    #expect(intake.videos.map(\.key.id) == ["1", "2"] && intake.tracks.map(\.uses) == [nil])
    #expect(entry.videos.map(\.author) == [Author.ID(1), Author.ID(2)])
    #expect(entry.videos.map(\.sound) == [nil, Track.ID(100)] && entry.videos[0].video.counts.shares == nil)
    #expect(intake.rejections.map(\.description) == ["p, byte 3: it does not say whose it is"])
    #expect(intake.broken.contains("post.shares range") && intake.broken.contains("sound.uses range"))
  }

  @Test func `a profile's posts are its own, and no more are taken than there is room for`() throws {
    let page = ListingPage(posts: [try post("1", by: nil), try post("2", by: nil), try post("3", by: nil)])

    let intake = PageIntake(page, of: .profile(try Handle("ann")), place: "p", room: 2)

    #expect(intake.authors.map(\.handle.name) == ["ann"] && intake.posts.count == 2)
    #expect(intake.rejections.isEmpty)
  }
}

@Suite struct ListingSubjectTests {
  @Test(arguments: ["#dance", "@ann", "sound:7016547803243022337", "slow morning"])
  func `a subject is read as it is written`(text: String) throws {
    #expect(try ListingSubject(text).text == text)
    #expect(
      try ListingSubject("  " + text.uppercased().replacing("SOUND", with: "Sound")).ability
        == ListingSubject(text).ability)
  }

  @Test(arguments: [
    "", "  ", "#", "#a b", "@", "@a!", "sound:", "sound:12a", String(repeating: "a", count: 201),
  ])
  func `what is none is refused`(text: String) {
    #expect(throws: ListingSubjectError.self) { _ = try ListingSubject(text) }
  }
}

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct ListingTests {
  /// A page of a list without end: three posts, by two creators, with one sound.
  private static func page(_ number: Int, next: String?) throws -> ListingPage {
    let posts = try (0..<3).map { place in
      ScrapedFile.Post(
        author: try Handle(place == 0 ? "ann" : "ben"),
        video: Video(
          key: SourceKey(.tiktok, "\(number * 10 + place)"),
          sound: Track(key: SourceKey(.tiktok, "900"), title: "Song")))
    }
    return ListingPage(posts: posts, next: next.map { PageMark($0) })
  }

  private func play(
    _ request: ListingRequest, _ source: PlayedSource, _ database: TestDatabase
  ) async throws -> InlineJobs {
    let jobs = InlineJobs()
    let order = SourceOrder([source], memory: SourceLedger(database.pool))
    jobs.register(Ingest(order, database.pool))
    jobs.register(Idle(kind: .musicAnalysis))
    jobs.enqueue(.ingest, payload: try JSON(encoding: request))
    try await jobs.finish()
    let entries = jobs.tasks.compactMap { ($0.result as? CatalogueEntry).map { ($0, UUID?.none) } }
    try await database.pool.transaction { session in try Catalogue.write(entries, session) }
    return jobs
  }

  @Test func `a list is taken in page by page until as many as wanted are there`() async throws {
    try await withDatabase(migrated: true) { database in
      let source = PlayedSource(
        "lists",
        page: { subject, mark in
          guard subject == .hashtag("dance") else { return nil }
          let number = mark.flatMap { Int($0.text) } ?? 0
          return try Self.page(number, next: "\(number + 1)")
        })

      let jobs = try await play(ListingRequest("#dance", limit: 10), source, database)

      #expect(jobs.tasks.filter { $0.kind == .ingest }.count == 4 && source.count == 4)
      #expect(jobs.tasks.filter { $0.kind == .musicAnalysis }.count == 1)
      #expect(try await database.pool.value("select count(*) from video", as: Int64.self) == 10)
      #expect(try await database.pool.value("select count(*) from author", as: Int64.self) == 2)
      let sources = try await database.pool.rows("select distinct source from video", as: String?.self)
      #expect(sources == ["lists"])
    }
  }

  @Test func `the same page again, pages without posts and marks that do not move end a list`() async throws {
    try await withDatabase(migrated: true) { database in
      let same = PlayedSource(
        "same",
        page: { _, mark in
          try Self.page(1, next: "\((mark.flatMap { Int($0.text) } ?? 0) + 1)")
        })
      let empty = PlayedSource(
        "empty",
        page: { _, mark in
          ListingPage(next: PageMark("\((mark.flatMap { Int($0.text) } ?? 0) + 1)"))
        })
      let stuck = PlayedSource(
        "stuck",
        page: { _, mark in
          try Self.page(mark == nil ? 1 : .random(in: 2...100_000), next: "here")
        })
      let huge = PlayedSource(
        "huge",
        page: { _, _ in
          try Self.page(1, next: String(repeating: "x", count: 100_000))
        })
      for (source, count) in [(same, 2), (empty, 2), (stuck, 2), (huge, 1)] {
        let jobs = try await play(ListingRequest("words"), source, database)

        #expect(source.count == count, "\(source.name)")
        #expect(jobs.dead.isEmpty && jobs.tasks.allSatisfy { $0.state == .succeeded })
      }
    }
  }

  @Test func `a list that no source has, or that is none, is dead with the reason`() async throws {
    try await withDatabase(migrated: true) { database in
      let source = PlayedSource("lists", abilities: [.hashtagListing])
      var reasons: [String] = []
      for request in [
        ListingRequest("#x"), ListingRequest("sound:1"), ListingRequest("#"),
        ListingRequest("#x", source: "gone"),
      ] { reasons += try await play(request, source, database).dead.compactMap(\.error) }

      #expect(
        reasons == [
          "lists does not know posts with #x", "no source can be asked for posts with the sound tiktok:1",
          "\"#\" cannot be listed: a hashtag is one word behind its #",
          "there is no source \"gone\"; this worker has lists",
        ])
    }
  }

  @Test(arguments: [SourceError.Code.unreadable, .unsupported, .refused])
  func `a track that cannot be looked up does not keep the others from it`(code: SourceError.Code)
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let catalogue = Catalogue(database.pool)
      let tracks = (1...5).map { Track(key: SourceKey(.tiktok, "\($0)"), title: "Song \($0)") }
      let (numbers, _) = try await catalogue.resolve(author: nil, videos: [], tracks: tracks)
      let entry = CatalogueEntry(
        tracks: zip(numbers.tracks, tracks).map { TrackEntry($0, $1, foldedArtist: nil) },
        at: Date(timeIntervalSince1970: 1_600_000_000))
      try await database.pool.transaction { session in try Catalogue.write([(entry, nil)], session) }
      let source = PlayedSource(
        "spotify",
        track: { track in
          guard track.key.id != "2" else { throw SourceError(code, "not this one") }
          return Track(key: SourceKey(.spotify, "sp\(track.key.id)"), title: track.title, duration: 200)
        })
      let jobs = InlineJobs()
      let order = SourceOrder([source], memory: SourceLedger(database.pool))
      jobs.register(StoringIngest(ingest: Ingest(order, database.pool), database: database))
      jobs.register(Idle(kind: .musicAnalysis))
      for _ in 0..<2 {
        jobs.enqueue(.ingest, payload: try JSON(encoding: CatalogueRequest("spotify")))
        try await jobs.finish()
      }

      #expect(jobs.dead.isEmpty && source.count == 5)
      let outcomes = try await database.pool.rows(
        "select outcome, count(*) from track_lookup group by 1 order by 1", as: String.self, Int64.self)
      #expect(outcomes.map { "\($0) \($1)" } == ["found 4", "unknown 1"])
    }
  }

  @Test
  func `other sources' tracks are looked up once each, however often the source wants to be left alone`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let catalogue = Catalogue(database.pool)
      let tracks = (1...45).map {
        Track(key: SourceKey(.tiktok, "\($0)"), title: "Song \($0)", uses: Int64($0))
      }
      let own = Track(key: SourceKey(.tiktok, "99"), title: "original sound", isOriginalSound: true)
      let (numbers, _) = try await catalogue.resolve(author: nil, videos: [], tracks: tracks + [own])
      let entry = CatalogueEntry(
        tracks: zip(numbers.tracks, tracks + [own]).map { TrackEntry($0, $1, foldedArtist: nil) },
        at: Date(timeIntervalSince1970: 1_600_000_000))
      try await database.pool.transaction { session in try Catalogue.write([(entry, nil)], session) }
      let asked = Kept<[String]>([])
      let source = PlayedSource(
        "spotify",
        track: { track in
          asked.change { $0.append(track.key.id) }
          if asked.value.count == 7 { throw SourceError(.limited, "slow down", retryAfter: .seconds(30)) }
          guard let number = Int(track.key.id), number % 2 == 0 else { return nil }
          return Track(key: SourceKey(.spotify, "sp\(number)"), title: track.title, duration: 200)
        })
      let jobs = InlineJobs()
      let order = SourceOrder([source], memory: SourceLedger(database.pool))
      jobs.register(StoringIngest(ingest: Ingest(order, database.pool), database: database))
      jobs.register(Idle(kind: .musicAnalysis))
      jobs.enqueue(.ingest, payload: try JSON(encoding: CatalogueRequest("spotify")))

      try await jobs.finish()

      #expect(jobs.dead.isEmpty && asked.value.count == 46 && Set(asked.value).count == 45)
      #expect(asked.value.first == "1" && !asked.value.contains("99"))
      let outcomes = try await database.pool.rows(
        "select outcome, count(*), count(found_id) from track_lookup group by 1 order by 1", as: String.self,
        Int64.self, Int64.self)
      #expect(outcomes.map { "\($0) \($1) \($2)" } == ["found 22 22", "unknown 23 0"])
      let found = try await database.pool.value(
        "select count(*) from track_source where platform = 'spotify'", as: Int64.self)
      #expect(found == 22)
    }
  }
}

/// Ingest that writes at once what a worker writes in the transaction that ends a task.
private struct StoringIngest: Handler {
  let kind = JobKind.ingest
  let ingest: Ingest
  let database: TestDatabase

  func handle(_ job: Job<IngestInput>) async throws -> Outcome<CatalogueEntry> {
    let outcome = try await ingest.handle(job)
    if case .done(let entry, _) = outcome {
      try await database.pool.transaction { session in try Catalogue.write([(entry, nil)], session) }
    }
    return outcome
  }

  func store(_ results: [Finished<CatalogueEntry>], _ session: Session) throws {}
}
