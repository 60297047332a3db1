import FoundationEssentials
import Jobs
import Messaging
import Models
import Sources
import Storage
import Synchronization
import TestKit
import Testing

@testable import Ingest

/// A value that closures share.
final class Kept<Value: Sendable>: Sendable {
  private let mutex: Mutex<Value>

  init(_ value: Value) { mutex = Mutex(value) }

  var value: Value { mutex.withLock { $0 } }

  func change(_ body: (inout Value) -> Void) { mutex.withLock { body(&$0) } }
}

/// Does nothing, at once.
struct Idle: Handler {
  let kind: JobKind
  func handle(_ job: Job<NoInput>) async throws -> Outcome<Void> { .done }
}

/// Ingest with sources that are played, by a clock that costs no time.
private struct Play {
  let jobs = InlineJobs()
  let database: TestDatabase
  let ledger: SourceLedger
  let order: SourceOrder

  init(_ sources: [any Source], _ database: TestDatabase) {
    self.database = database
    ledger = SourceLedger(database.pool)
    order = SourceOrder(sources, memory: ledger)
    jobs.register(Ingest(order, database.pool), settings: Ingest.settings)
    for kind in [JobKind.contentAnalysis, .musicAnalysis, .recommend] { jobs.register(Idle(kind: kind)) }
  }

  func ask(for handle: String) throws -> RunID {
    let request = InfluencerRequest(try Handle(handle))
    return jobs.enqueue(.ingest, subject: request.subject, payload: try JSON(encoding: request))
  }

  func begin(_ request: some Encodable) throws -> RunID {
    jobs.enqueue(.ingest, payload: try JSON(encoding: request))
  }

  func finish() async throws { try await jobs.finish() }

  /// What the worker would, with all that came out.
  func store() async throws {
    let entries = jobs.tasks.compactMap { ($0.result as? CatalogueEntry).map { ($0, UUID?.none) } }
    try await database.pool.transaction { session in try Catalogue.write(entries, session) }
  }

  /// What was made of a run's first task.
  func task(_ run: RunID) -> InlineJobs.Record? { jobs.tasks.first { $0.run == run } }
}

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct ManySourcesTests {
  @Test func `the first source that knows a creator answers, and is kept with the facts`() async throws {
    try await withDatabase(migrated: true) { database in
      let first = PlayedSource("first") { $0.name == "ann" ? .of($0) : nil }
      let other = PlayedSource("other") { .of($0) }
      let mute = PlayedSource("mute", abilities: [.track])
      let play = Play([mute, first, other], database)
      let runs = try ["ann", "ben"].map(play.ask)

      try await play.finish()
      try await play.store()

      #expect(runs.map(play.jobs.runState) == [.complete, .complete])
      #expect(first.count == 2 && other.count == 1 && mute.count == 0)
      let rows = try await database.pool.rows(
        "select handle, source from author order by handle", as: String.self, String.self)
      #expect(rows.map { "\($0) \($1)" } == ["ann first", "ben other"])
    }
  }

  @Test func `a source that is down for an hour delays its own handles and loses none`() async throws {
    try await withDatabase(migrated: true) { database in
      let clock = Kept<InlineJobs?>(nil)
      let start = Date(timeIntervalSince1970: 1_700_000_000)
      // Who is not its own it does not know, which only it can say.
      let down = PlayedSource("down") { handle in
        let now = clock.value?.now ?? start
        guard now >= start + 3_600 else { throw SourceError(.unavailable, "no route to it") }
        return handle.name.hasPrefix("d") ? .of(handle) : nil
      }
      let up = PlayedSource("up") { $0.name.hasPrefix("u") ? .of($0) : nil }
      let play = Play([down, up], database)
      clock.change { $0 = play.jobs }
      let mine = try (0..<20).map { try play.ask(for: "d\($0)") }
      let theirs = try (0..<20).map { try play.ask(for: "u\($0)") }
      let finished = Kept<[String: Date]>([:])
      play.jobs.register(Noting(finished: finished), settings: .brief())

      try await play.finish()

      for run in mine + theirs { #expect(play.jobs.runState(run) == .complete) }
      #expect(play.jobs.dead.isEmpty && play.jobs.tasks.allSatisfy { $0.attempt == 1 })
      let times = finished.value
      let late = (0..<20).compactMap { times["tiktok:d\($0)"] }
      let prompt = (0..<20).compactMap { times["tiktok:u\($0)"] }
      #expect(prompt.count == 20 && prompt.allSatisfy { $0 < start + 60 })
      #expect(late.count == 20 && late.allSatisfy { $0 >= start + 3_600 && $0 < start + 3_600 + 1_000 })
      // One asks for all while it is down, and not all the time.
      #expect(down.count < 100)
    }
  }

  @Test func `a spent quota waits for the next day, and says so to operators until it is over`() async throws
  {
    try await withDatabase(migrated: true) { database in
      let ledger = SourceLedger(database.pool)
      let clock = Kept<InlineJobs?>(nil)
      let now: @Sendable () -> Date = { clock.value?.now ?? .distantPast }
      let played = QuotaSource(ledger: ledger, now: now)
      let other = PlayedSource("other")
      let play = Play([played, other], database)
      clock.change { $0 = play.jobs }
      let runs = try (0..<7).map { try play.ask(for: "a\($0)") }
      let start = play.jobs.now

      try await play.finish()

      #expect(runs.allSatisfy { play.jobs.runState($0) == .complete })
      // Three a day: the last comes on the third one.
      func day(_ date: Date) -> Double { (date.timeIntervalSince1970 / 86_400).rounded(.down) }
      #expect(day(play.jobs.now) - day(start) == 2 && played.given.count == 7)
      let taken = try await database.pool.rows(
        "select taken from source_quota order by day", as: Int64.self)
      #expect(taken == [3, 3, 1])
      #expect(try await ledger.health(days: 9, now: play.jobs.now).allSatisfy { $0.notes.isEmpty })
      #expect(play.jobs.tasks.allSatisfy { $0.attempt == 1 })
    }
  }

  @Test func `what is refused is dead with the reason`() async throws {
    try await withDatabase(migrated: true) { database in
      let mute = PlayedSource("scrapes")
      let refusing = PlayedSource("research") { handle in
        guard handle.name != "ok" else { return .of(handle) }
        throw SourceError(.refused, "answers 403: scope")
      }
      let play = Play([mute, refusing], database)
      let runs = try ["ok", "ann", "ben"].map(play.ask)

      try await play.finish()

      #expect(runs.map(play.jobs.runState) == [.complete, .failed, .failed])
      #expect(
        play.jobs.dead.map(\.error)
          == ["ann", "ben"].map {
            "research: answers 403: scope; scrapes does not know @\($0)"
          })
      #expect(refusing.count == 3)
    }
  }

  @Test(arguments: [1, 2, 3])
  func `a secret that is put right an hour late has killed no task`(count: Int) async throws {
    try await withDatabase(migrated: true) { database in
      let clock = Kept<InlineJobs?>(nil)
      let start = Date(timeIntervalSince1970: 1_700_000_000)
      let unset = (1...count).map { number in
        PlayedSource("unset \(number)") { handle in
          guard (clock.value?.now ?? start) >= start + 3_600 else {
            throw SourceError(.misconfigured, "answers 401: is the secret right?")
          }
          return .of(handle)
        }
      }
      // The second of three knows nobody, and that is no reason to lose anybody.
      let sources = count == 3 ? [unset[0], PlayedSource("scrapes"), unset[2]] : unset
      let play = Play(sources, database)
      clock.change { $0 = play.jobs }
      let runs = try (0..<10).map { try play.ask(for: "a\($0)") }

      try await play.finish()

      #expect(play.jobs.dead.isEmpty && runs.allSatisfy { play.jobs.runState($0) == .complete })
      #expect(play.jobs.tasks.allSatisfy { $0.attempt == 1 })
      #expect(play.jobs.now < start + 3_600 + 1_100)
      // Not for each task anew: once a minute.
      #expect(unset[0].count < 100)
    }
  }

  @Test func `a single source that is away is the worker's trouble, one that is cancelled nobody's`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let failures = Tally()
      let source = PlayedSource("only") { handle in
        let number = failures.add()
        if number == 1 { throw SourceError(.cancelled, "stopped") }
        if number <= 3 { throw SourceError(.unavailable, "away") }
        return .of(handle)
      }
      let play = Play([source], database)
      let run = try play.ask(for: "ann")

      try await play.finish()

      #expect(play.jobs.runState(run) == .complete && source.count == 4)
      #expect(try await play.ledger.health(days: 1, now: play.jobs.now).isEmpty)
    }
  }

  @Test func `a profile that is private or gone is a state: what is known counts, and nothing is no error`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let isHidden = Kept(false)
      let source = PlayedSource("only") { handle in
        var scrape = Scrape.of(
          handle, id: handle.name, posts: [Video(key: SourceKey(.tiktok, "v" + handle.name))])
        guard isHidden.value || handle.name == "never" else { return scrape }
        scrape.videos = []
        if handle.name == "ann" { scrape.author.isGone = true } else { scrape.author.isPrivate = true }
        return scrape
      }
      let before = Play([source], database)
      _ = try before.ask(for: "ann")
      try await before.finish()
      try await before.store()
      isHidden.change { $0 = true }

      let play = Play([source], database)
      let runs = try ["ann", "never"].map(play.ask)
      try await play.finish()
      try await play.store()

      #expect(runs.map(play.jobs.runState) == [.complete, .complete] && play.jobs.dead.isEmpty)
      let recommended = play.jobs.tasks.filter { $0.kind == .recommend }.map(\.run)
      #expect(recommended == [runs[0]])
      let states = try await database.pool.rows(
        "select handle || coalesce(is_private::text, '-') || coalesce(is_gone::text, '-') from author order by 1",
        as: String.self)
      #expect(states == ["ann-true", "nevertruefalse"])
      let missing = try await database.pool.value(
        "select count(*) from video where missing_since is not null", as: Int64.self)
      #expect(missing == 0)
    }
  }

  @Test func `a post that has vanished from a whole list is missing, from another list it is not`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let folder = try TemporaryFolder()
      let path = folder.path + "/profiles/ann.json"
      func take(_ posts: [Int], counted: Int, at moment: Int) async throws -> [String] {
        let items = posts.map {
          #"{"id":"\#($0)","createTime":\#(1_690_000_000 + $0),"author":{"uniqueId":"ann"},"stats":{}}"#
        }
        let user = #""user":{"uniqueId":"ann"},"stats":{"videoCount":\#(counted)}"#
        try folder.write(
          #"{"userInfo":{\#(user)},"itemList":[\#(items.joined(separator: ","))]}"#, to: path, at: moment)
        let play = Play([ScrapeFolder(folder.path)], database)
        _ = try play.ask(for: "ann")
        try await play.finish()
        try await play.store()
        return try await database.pool.rows(
          """
          select s.key from video v join video_source s on s.video_id = v.id
          where v.missing_since is not null order by 1
          """, as: String.self)
      }

      let first = try await take([1, 2, 3, 4], counted: 4, at: 1_695_000_000)
      let partial = try await take([1, 4], counted: 3, at: 1_695_100_000)
      let whole = try await take([1, 3, 4], counted: 3, at: 1_695_200_000)
      let back = try await take([1, 2, 3, 4], counted: 4, at: 1_695_300_000)

      #expect(first.isEmpty && partial.isEmpty && whole == ["2"] && back.isEmpty)
    }
  }

  @Test func `who has another name now is not gone with the old one, and who was never known is nobody`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let names = Kept(["ann": "1"])
      let source = PlayedSource("only") { handle in
        if let id = names.value[handle.name] {
          return .of(handle, id: id, posts: [Video(key: SourceKey(.tiktok, "v" + id))])
        }
        return Scrape(author: Author(handle: handle, isGone: true))
      }
      func ask(_ handle: String) async throws -> Play {
        let play = Play([source], database)
        _ = try play.ask(for: handle)
        try await play.finish()
        try await play.store()
        return play
      }
      func states() async throws -> [String] {
        try await database.pool.rows(
          "select handle || ' ' || coalesce(is_gone::text, '-') from author order by 1", as: String.self)
      }
      _ = try await ask("ann")
      names.change { $0 = ["annie": "1"] }
      _ = try await ask("annie")

      let old = try await ask("ann")
      let never = try await ask("never")
      let renamed = try await states()
      names.change { $0 = [:] }
      _ = try await ask("annie")

      #expect(old.jobs.dead.isEmpty && renamed == ["annie false"])
      #expect(never.jobs.dead.map(\.error) == ["only does not know @never"])
      #expect(try await states() == ["annie true"])
      #expect(
        try await database.pool.value(
          "select count(*) from author_source where platform = 'tiktok'", as: Int64.self)
          == 1)
    }
  }

  @Test func `a creator who is found under another name is found by the one that was asked for`() async throws
  {
    try await withDatabase(migrated: true) { database in
      let source = PlayedSource("only") { _ in .of(try Handle("annie"), id: "1") }
      let play = Play([source], database)
      _ = try play.ask(for: "ann")

      try await play.finish()
      try await play.store()

      let authors = try await TasteStore(database.pool).authors(
        of: ["ann", "annie", "other"].map { InfluencerRequest(try Handle($0)) })
      #expect(authors[0] != nil && authors[0] == authors[1] && authors[2] == nil)
    }
  }

  @Test func `numbers that ran over are left out and counted, and the file's own time is that of the facts`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      let written = Date(timeIntervalSince1970: 1_690_000_000)
      let source = PlayedSource("only") { handle in
        var scrape = Scrape.of(
          handle, id: "1",
          posts: [
            Video(
              key: SourceKey(.tiktok, "5"), postedAt: written - 60, counts: VideoCounts(plays: -7, likes: 3))
          ])
        scrape.author.counts.likes = -977_433_948
        scrape.takenAt = written
        return scrape
      }
      for _ in 0..<2 {
        let play = Play([source], database)
        _ = try play.ask(for: "ann")
        try await play.finish()
        try await play.store()
      }

      let rows = try await database.pool.rows(
        "select likes, followers, seen_at from author", as: Int64?.self, Int64?.self, Date.self)
      #expect(rows.count == 1 && rows[0] == (nil, 10, written))
      let series = try await database.pool.rows(
        "select plays, likes from video_metrics", as: Int64?.self, Int64?.self)
      #expect(series.count == 1 && series[0] == (nil, 3))
      let rejected = source.meter.take().rejected
      #expect(rejected == ["creator.likes range": 2, "post.plays range": 2])
    }
  }
}

/// Notes when runs come to their end.
private struct Noting: Handler {
  struct Input: JobInput, Decodable { var subject: String }
  let kind = JobKind.recommend
  let finished: Kept<[String: Date]>

  func handle(_ job: Job<Input>) async throws -> Outcome<Void> {
    finished.change { $0[job.input.subject] = job.now }
    return .done
  }
}

/// Has three profiles a day to give, whoever asks.
private final class QuotaSource: Source {
  let name = "quota"
  let abilities: Set<SourceAbility> = [.profile]
  let meter = SourceMeter()
  let given = Tally()
  private let ledger: SourceLedger
  private let now: @Sendable () -> Date

  init(ledger: SourceLedger, now: @escaping @Sendable () -> Date) {
    self.ledger = ledger
    self.now = now
  }

  func profile(_ handle: Handle) async throws(SourceError) -> Scrape? {
    let now = now()
    guard let grant = try? await ledger.take(1, of: Quota(name, "profiles", limit: 3), now: now) else {
      throw SourceError(.unavailable, "the ledger does not answer")
    }
    guard grant.isGranted else {
      let wait = grant.resetsAt.timeIntervalSince(now)
      throw SourceError(.limited, "no profiles are left today", retryAfter: .seconds(wait))
    }
    given.add()
    return .of(handle)
  }
}
