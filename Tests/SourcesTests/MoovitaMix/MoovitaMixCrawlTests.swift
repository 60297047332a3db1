import HTTP
import Lifecycle
import Models
@testable import Sources
import Synchronization
import TestKit
import Testing

@Suite struct MoovitaMixCrawlTests {
  /// What was taken, in the order in which it was.
  private final class Taken: Sendable {
    private let pages = Mutex<[(kind: MoovitaMixKind, number: Int, records: Int)]>([])

    func take(_ page: MoovitaMixPage, _ kind: MoovitaMixKind, _ number: Int) {
      pages.withLock { $0.append((kind, number, page.batch.count)) }
    }

    func count(_ kind: MoovitaMixKind) -> Int {
      pages.withLock { $0.filter { $0.kind == kind }.reduce(0) { $0 + $1.records } }
    }

    func numbers(_ kind: MoovitaMixKind) -> [Int] {
      pages.withLock { $0.filter { $0.kind == kind }.map(\.number).sorted() }
    }

    var kinds: [MoovitaMixKind] { pages.withLock { $0.map(\.kind) } }
  }

  private static let seed: UInt64 = 11
  private static let world = MoovitaMixWorld(seed: seed, count: 250)

  private static func api(
    _ server: MoovitaMixServer, size: Int = 100, meter: SourceMeter = SourceMeter(),
    patience: Duration = .seconds(20),
    pauses: Tally = Tally()
  ) throws -> MoovitaMixAPI {
    var settings = Caller.Settings()
    settings.patience = patience
    let client = Client(ClientSettings(timeout: .milliseconds(2_000), transferLimit: 64))
    let caller = Caller(source: "moovitamix", client: client, meter: meter, settings: settings) { _ in
      pauses.add()
    }
    return try MoovitaMixAPI(server.url, size: size, caller: caller)
  }

  private static func crawl(
    _ api: MoovitaMixAPI, concurrency: Int = 8, allowsGaps: Bool = false, expecting pages: Int = 0
  ) async throws -> (MoovitaMixCrawl.Outcome, Taken) {
    var settings = MoovitaMixCrawl.Settings()
    settings.concurrency = concurrency
    settings.allowsGaps = allowsGaps
    for kind in MoovitaMixKind.allCases { settings.expectedPages[kind] = pages }
    let taken = Taken()
    let outcome = try await MoovitaMixCrawl(api, settings).run { page, kind, number in
      taken.take(page, kind, number)
    }
    return (outcome, taken)
  }

  @Test(.timeLimit(.minutes(1)), arguments: [1, 3, 8])
  func `reads every page once, histories last`(concurrency: Int) async throws {
    let server = try MoovitaMixServer(Self.world)

    let (outcome, taken) = try await Self.crawl(try Self.api(server, size: 10), concurrency: concurrency)

    #expect(outcome == MoovitaMixCrawl.Outcome(pages: 75))
    for kind in MoovitaMixKind.allCases {
      #expect(taken.numbers(kind) == Array(1...25))
      #expect(taken.count(kind) == 250)
    }
    #expect(taken.kinds.suffix(25).allSatisfy { $0 == .history })
    #expect(server.api.peak <= max(3, concurrency))
  }

  @Test(.timeLimit(.minutes(1)), arguments: [-1, 1, 3, 5, 6, 40], [1, 4, 64])
  func `takes a number of expected pages that is wrong for none`(expected: Int, concurrency: Int) async throws
  {
    let server = try MoovitaMixServer(Self.world)
    let api = try Self.api(server, size: 50)

    let (outcome, taken) = try await Self.crawl(api, concurrency: concurrency, expecting: expected)

    #expect(outcome == MoovitaMixCrawl.Outcome(pages: 15))
    #expect(MoovitaMixKind.allCases.allSatisfy { taken.numbers($0) == Array(1...5) })
    #expect(taken.kinds.suffix(5).allSatisfy { $0 == .history })
  }

  @Test(.timeLimit(.minutes(1)))
  func `asks for expected pages before the first have come, and gives them up with the rest`() async throws {
    let server = try MoovitaMixServer(Self.world)
    server.api.meetAlways(.silent)
    let api = try Self.api(server, size: 50)
    let work = Task { try await Self.crawl(api, concurrency: 64, expecting: 5) }
    let areAsked = await eventually { server.api.requests.count >= 15 }

    work.cancel()

    let result = await work.result
    #expect(areAsked)
    #expect(throws: (any Error).self) { try result.get() }
    #expect(await eventually { server.api.openCount == 0 })
  }

  @Test(.timeLimit(.minutes(1)))
  func `takes an empty data set for what it is`() async throws {
    let server = try MoovitaMixServer(MoovitaMixWorld())

    let (outcome, taken) = try await Self.crawl(try Self.api(server))

    #expect(outcome.pages == 3)
    #expect(MoovitaMixKind.allCases.allSatisfy { taken.count($0) == 0 })
  }

  @Test(.timeLimit(.minutes(1)), arguments: [1, 7])
  func `goes on to an empty page where no total is told`(concurrency: Int) async throws {
    let server = try MoovitaMixServer(Self.world)
    server.keepTotalsToItself()

    let (_, taken) = try await Self.crawl(try Self.api(server, size: 50), concurrency: concurrency)

    #expect(MoovitaMixKind.allCases.allSatisfy { taken.count($0) == 250 })
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      .status(429, ["Retry-After": "3"]), .status(500), .status(503, ["Retry-After": "1"]), .wrongJSON, .page,
      .emptyBody, .cut, .closed, .reset,
      .answer(.json(#"{"items":[],"total":250,"page":2,"size":50,"pages":5}"#)),
      .answer(.json(#"{"items":[],"total":250,"page":9,"size":50,"pages":5}"#)),
    ] as [APIServer.Fault])
  func `asks again where that may help`(fault: APIServer.Fault) async throws {
    let server = try MoovitaMixServer(Self.world)
    let (meter, pauses) = (SourceMeter(), Tally())
    let api = try Self.api(server, size: 50, meter: meter, pauses: pauses)
    server.api.meet(fault, fault, at: "/users")

    let (outcome, taken) = try await Self.crawl(api, concurrency: 1)

    #expect(outcome.gaps.isEmpty)
    #expect(taken.count(.user) == 250)
    // On a connection that was used before, the library itself asks once more when it ends without an answer.
    let failures = meter.take().failures.values.reduce(0, +)
    #expect(1...2 ~= failures)
    // Others wait as well while the server wants to be left alone.
    #expect(pauses.count >= failures)
  }

  @Test(.timeLimit(.minutes(1)))
  func `gives up an answer that does not come, and asks again`() async throws {
    let server = try MoovitaMixServer(Self.world)
    server.api.meet(.silent, at: "/tracks")

    let (_, taken) = try await Self.crawl(try Self.api(server, size: 50))

    #expect(taken.count(.track) == 250)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      (.status(401), .misconfigured), (.status(403), .refused), (.status(404), .misconfigured),
      (.status(422, [:], #"{"detail":[{"msg":"too large"}]}"#), .refused),
      (.status(429, ["Retry-After": "3600"]), .limited), (.status(500), .unavailable),
      (.wrongJSON, .unavailable),
    ] as [(APIServer.Fault, SourceError.Code)])
  func `fails when a page cannot be had, and says which`(
    fault: APIServer.Fault, code: SourceError.Code
  ) async throws {
    let server = try MoovitaMixServer(Self.world)
    let api = try Self.api(server, size: 50)
    server.api.meetAlways(fault)

    let error = await #expect(throws: SourceError.self) { try await Self.crawl(api) }

    #expect(error?.code == code)
    #expect(error?.message.isEmpty == false)
  }

  @Test(.timeLimit(.minutes(1)))
  func `fails also when histories wait for a track that cannot be had`() async throws {
    let server = try MoovitaMixServer(Self.world)
    let first = APIServer.Fault.answer(server.answer(at: "/tracks", page: 1, size: 10))
    server.api.meet(first, .status(403), at: "/tracks")

    let error = await #expect(throws: SourceError.self) {
      try await Self.crawl(try Self.api(server, size: 10), concurrency: 100)
    }

    #expect(error?.code == .refused)
  }

  @Test(.timeLimit(.minutes(1)))
  func `leaves out a page that cannot be had only when it may`() async throws {
    let server = try MoovitaMixServer(Self.world)
    let api = try Self.api(server, size: 50)
    let first = APIServer.Fault.answer(server.answer(at: "/users", page: 1, size: 50))
    server.api.meet(first, .status(403), .status(403), at: "/users")

    let (result, taken) = try await Self.crawl(api, concurrency: 1, allowsGaps: true)

    #expect(result.gaps.count == 2)
    #expect(result.gaps.first?.contains("/users?page=2") == true)
    #expect(taken.count(.user) == 150 && taken.count(.track) == 250)
  }

  @Test(.timeLimit(.minutes(1)))
  func `notices a server that gives the same page again`() async throws {
    let server = try MoovitaMixServer(Self.world)
    server.ignorePages()

    let error = await #expect(throws: SourceError.self) {
      try await Self.crawl(try Self.api(server, size: 50))
    }

    #expect(error?.message.contains("once more") == true)
  }

  @Test(.timeLimit(.minutes(1)))
  func `notices a server that gives the same page again and tells no total`() async throws {
    let server = try MoovitaMixServer(Self.world)
    server.keepTotalsToItself()
    server.ignorePages()

    let error = await #expect(throws: SourceError.self) {
      try await Self.crawl(try Self.api(server, size: 50))
    }

    #expect(error?.message.contains("once more") == true)
  }

  @Test(.timeLimit(.minutes(1)), arguments: [250, 240])
  func `notices a server that was started anew meanwhile`(count: Int) async throws {
    let server = try MoovitaMixServer(Self.world)
    let gate = Gate()
    let api = try Self.api(server, size: 50)
    let first = APIServer.Fault.answer(server.answer(at: "/users", page: 1, size: 50))
    server.api.meet(first, .held(gate), at: "/users")
    let work = Task { try await Self.crawl(api, concurrency: 1) }
    await gate.someoneWaits()
    server.restart(with: MoovitaMixWorld(seed: 12, count: count))
    gate.open()

    let result = await work.result
    #expect(throws: MoovitaMixCrawl.Changed.self) { try result.get() }
  }

  @Test(.timeLimit(.minutes(1)))
  func `ends soon when it is cancelled`() async throws {
    let server = try MoovitaMixServer(Self.world)
    server.api.meetAlways(.silent)
    let api = try Self.api(server)
    let work = Task { try await Self.crawl(api) }
    #expect(await eventually { server.api.requests.count == 3 })

    work.cancel()

    let result = await work.result
    #expect(throws: (any Error).self) { try result.get() }
    #expect(await eventually { server.api.openCount == 0 })
  }

  @Test(arguments: [
    "localhost:8000", "ftp://host", "http://", "http://host/?page=1", "http://user:word@host",
  ])
  func `says what is wrong with an address`(url: String) {
    let caller = Caller(source: "moovitamix", client: Client(), meter: SourceMeter())

    let error = #expect(throws: SourceError.self) { try MoovitaMixAPI(url, caller: caller) }

    #expect(error?.code == .misconfigured)
    #expect(error?.message.contains("word") == false)
  }

  @Test(.timeLimit(.minutes(1)), arguments: [1, 40])
  func `asks again for a first page that is cut`(count: Int) async throws {
    let server = try MoovitaMixServer(Self.world)
    let cut = Self.world.users.prefix(count).map(\.json).joined(separator: ",")
    let page = #"{"items":[\#(cut)],"total":250,"page":1,"size":50,"pages":5}"#
    server.api.meet(.answer(.json(page)), at: "/users")
    let meter = SourceMeter()

    let (_, taken) = try await Self.crawl(try Self.api(server, size: 50, meter: meter))

    #expect(taken.count(.user) == 250)
    #expect(meter.take().failures.values.reduce(0, +) == 1)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      #""total":9223372036854775807,"size":100"#, #""total":250,"size":9223372036854775807"#,
      #""total":9223372036854775807,"size":9223372036854775807"#,
    ])
  func `refuses counts that cannot be`(counts: String) async throws {
    let server = try MoovitaMixServer(Self.world)
    let items = Self.world.users.prefix(1).map(\.json).joined()
    server.api.meetAlways(.answer(.json(#"{"items":[\#(items)],\#(counts)}"#)))
    let api = try Self.api(server)

    let error = await #expect(throws: SourceError.self) { try await Self.crawl(api) }

    #expect(error?.code == .unavailable)
  }
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      (#""total":1000000000,"size":100"#, "has 1000000000 records, and at most 10000000 are taken"),
      (#""total":10000000,"size":1"#, "would be 10000000 pages, and at most 1000000 are read"),
    ])
  func `asks a server that says that it has too many records for none of them`(
    counts: String, words: String
  ) async throws {
    let server = try MoovitaMixServer(Self.world)
    let items = Self.world.users.prefix(counts.hasSuffix("100") ? 100 : 1).map(\.json).joined(separator: ",")
    server.api.meetAlways(.answer(.json(#"{"items":[\#(items)],\#(counts)}"#)))
    let api = try Self.api(server)

    let error = await #expect(throws: MoovitaMixCrawl.TooMany.self) { try await Self.crawl(api) }

    #expect(error?.description.contains(words) == true)
    #expect(server.api.requests.count == 3)
  }

  @Test(.timeLimit(.minutes(1)), arguments: [1, 8])
  func `gives up a server that tells no total and has no end`(concurrency: Int) async throws {
    let server = try MoovitaMixServer(MoovitaMixWorld(seed: Self.seed, count: 1_000))
    server.keepTotalsToItself()
    var settings = MoovitaMixCrawl.Settings()
    settings.concurrency = concurrency
    settings.recordLimit = 300
    let crawl = MoovitaMixCrawl(try Self.api(server, size: 10), settings)

    let error = await #expect(throws: MoovitaMixCrawl.TooMany.self) { try await crawl.run { _, _, _ in } }

    #expect(error?.description.contains("at most 300 are taken") == true)
    #expect(server.api.requests.count <= 3 + 31 + concurrency)
  }

  @Test(.timeLimit(.minutes(1)))
  func `takes as many records as may be from a server that tells no total`() async throws {
    let server = try MoovitaMixServer(Self.world)
    server.keepTotalsToItself()
    var settings = MoovitaMixCrawl.Settings()
    settings.recordLimit = 250
    let taken = Taken()

    _ = try await MoovitaMixCrawl(try Self.api(server, size: 25), settings).run { taken.take($0, $1, $2) }

    #expect(MoovitaMixKind.allCases.allSatisfy { taken.count($0) == 250 })
  }

  @Test func `gives it up also when the page behind its last has come before the others`() throws {
    let server = try MoovitaMixServer(MoovitaMixWorld(seed: Self.seed, count: 40))
    server.keepTotalsToItself()
    func page(_ number: Int) throws -> MoovitaMixPage {
      try MoovitaMixPage.read(server.answer(at: "/users", page: number, size: 10).body, .user)
    }
    let plan = MoovitaMixPlan([(.user, try page(1))], size: 10, recordLimit: 30)
    for _ in 2...5 { _ = plan.next() }

    for number in [5, 3, 1, 4] { try plan.accept(try page(number), .user, number) }

    #expect(throws: MoovitaMixCrawl.TooMany.self) { try plan.accept(try page(2), .user, 2) }
  }
}
