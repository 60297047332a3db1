import FoundationEssentials
import Jobs
import Lifecycle
import Models
import Sources
import Telemetry
import TestKit
import Testing

@testable import Ingest

@Suite struct RepliesTests {
  private let now = Date(timeIntervalSince1970: 1_790_000_000)
  private let away = SourceError(.unavailable, "yt-dlp does not answer")
  private let unset = SourceError(.misconfigured, "yt-dlp is not there: install it or set HOOKLINE_YT_DLP")

  /// In words, with whole seconds.
  private func outcome(
    _ replies: [(String, Replies.Reply)], waited: TimeInterval = 0, isAlone: Bool = false
  ) -> (word: String, delay: Double, reason: String) {
    var all = Replies()
    for (source, reply) in replies { all.add(reply, of: source) }
    let outcome: Outcome<Int> = all.outcome(of: "@ann", now: now, waited: waited, isAlone: isAlone)
    return switch outcome {
    case .done: ("done", 0, "")
    case .retry(_, let reason): ("retry", 0, reason)
    case .snooze(let delay, let reason): ("snooze", delay.seconds, reason)
    case .discard(let reason): ("discard", 0, reason)
    case .long: ("long", 0, "")
    case .unavailable(let dependency, _): ("unavailable", 0, dependency)
    }
  }

  @Test func `a task waits while any source may know later, whatever the others say`() {
    let result = outcome([
      ("scrapes", .unknown), ("yt-dlp", .later(now + 120, away)),
      ("research", .later(now + 3_600, SourceError(.limited, "no quota left"))),
      ("spotify", .later(now + 900, unset)),
    ])

    #expect(result.word == "snooze" && (120...132).contains(result.delay))
    #expect(result.reason == "yt-dlp may know @ann later: yt-dlp does not answer")
  }

  @Test
  func `what has waited long looks again more rarely, but not later than a source says if that is later`() {
    let soon = outcome([("yt-dlp", .later(now + 5, away))], waited: 600)
    let capped = outcome([("yt-dlp", .later(now + 5, away))], waited: 1e9)
    let tomorrow = outcome([("yt-dlp", .later(now + 50_000, away))], waited: 1e9)
    let past = outcome([("yt-dlp", .later(now - 50, away))])

    #expect((150...165).contains(soon.delay) && (900...960).contains(capped.delay))
    #expect((50_000...50_060).contains(tomorrow.delay) && (1...1.1).contains(past.delay))
  }

  @Test func `only a source that is alone holds up the worker, and no quota of it does`() {
    let alone = outcome([("yt-dlp", .later(now, away))], isAlone: true)
    let limited = outcome(
      [("research", .later(now + 60, SourceError(.limited, "no quota left")))], isAlone: true)

    #expect(alone.word == "unavailable" && alone.reason == "yt-dlp: yt-dlp does not answer")
    #expect(limited.word == "snooze" && (60...66).contains(limited.delay))
  }

  @Test func `what an operator mends is waited for, and holds up the worker where nobody else is asked`() {
    let later = Replies.Reply.later(now + 60, unset)
    let other = outcome([("yt-dlp", later), ("scrapes", .unknown)])
    let refused = outcome([("yt-dlp", later), ("research", .no(SourceError(.refused, "answers 403")))])
    let alone = outcome([("yt-dlp", later)], isAlone: true)

    #expect(other.word == "snooze" && (60...66).contains(other.delay) && refused.word == "snooze")
    #expect(alone.word == "unavailable" && alone.reason == "yt-dlp: \(unset)")
  }

  @Test func `sources are unmended when each that could answer has to be set right`() {
    func isUnmended(_ all: Replies.Reply...) -> Bool {
      all.reduce(into: Replies()) { $0.add($1, of: "source") }.isUnmended
    }
    let later = Replies.Reply.later(now + 60, unset)

    #expect(isUnmended(later) && isUnmended(later, .no(SourceError(.unsupported, "cannot be asked"))))
    #expect(!isUnmended() && !isUnmended(later, .unknown) && !isUnmended(later, .later(now, away)))
    #expect(!isUnmended(later, .no(SourceError(.refused, "answers 403"))))
  }

  @Test func `a task that nobody can answer is dead with every reason and every advice`() {
    #expect(outcome([("scrapes", .unknown)]).reason == "scrapes does not know @ann")
    #expect(
      outcome([("scrapes", .unknown), ("yt-dlp", .unknown)]).reason == "neither scrapes nor yt-dlp knows @ann"
    )
    let broken = SourceError(.unreadable, "yt-dlp cannot be read")
    let all = outcome([
      ("yt-dlp", .no(broken)), ("research", .no(SourceError(.refused, "answers 403: out of scope"))),
      ("scrapes", .unknown), ("spotify", .no(SourceError(.unsupported, "spotify cannot be asked"))),
    ])
    #expect(all.word == "discard")
    #expect(
      all.reason
        == "yt-dlp cannot be read; research: answers 403: out of scope; scrapes does not know @ann"
    )
    #expect(outcome([]).reason == "no source can be asked for @ann")
  }
}

@Suite struct RestTests {
  private let now = Date(timeIntervalSince1970: 1_790_000_000)
  private let away = SourceError(.unavailable, "away")
  private let rest = Rest(Backoff(base: .seconds(10), cap: .seconds(100)))

  @Test func `a source that failed is left alone, longer each time, and one at a time tries`() {
    var lengths: [TimeInterval] = []
    var time = now
    for _ in 0..<6 {
      #expect(rest.turn("a", now: time) == .ask)
      // Others that ask at the same time are sent away while one tries.
      if !lengths.isEmpty { #expect(rest.turn("a", now: time) == .wait(until: time + 10, away)) }
      let until = rest.failed("a", away, now: time)
      // Those that were under way fail, too, which says nothing new.
      #expect(rest.failed("a", away, now: time + 1) == until)
      lengths.append(until.timeIntervalSince(time))
      #expect(rest.turn("a", now: time + 1) != .ask)
      time = until + 200
    }

    #expect(lengths[0] >= 5 && lengths[0] <= 10 && lengths[5] >= 50 && lengths[5] <= 100)
    #expect(rest.turn("b", now: now) == .ask)
  }

  @Test func `a source that answers is asked by everybody again`() {
    _ = rest.failed("a", away, now: now)
    #expect(rest.turn("a", now: now + 20) == .ask)

    #expect(rest.answered("a") && !rest.answered("a"))
    #expect(rest.turn("a", now: now) == .ask && rest.turn("a", now: now) == .ask)
  }

  @Test func `who gives up trying lets the next one try`() {
    _ = rest.failed("a", away, now: now)
    #expect(rest.turn("a", now: now + 20) == .ask)

    rest.gaveUp("a")

    #expect(rest.turn("a", now: now + 20) == .ask)
  }

  @Test func `a source that is alone is asked again after it was limited and then away`() async throws {
    let source = PlayedSource("only") {
      throw SourceError($0.name == "limited" ? .limited : .unavailable, "no")
    }
    let order = SourceOrder([source], memory: BriefMemory(), rest: rest)
    func ask(_ name: String, after seconds: TimeInterval) async throws {
      let handle = try Handle(name)
      _ = try await order.ask(.profile, by: .init(now: now + seconds, logger: .silent)) {
        try await $0.profile(handle)
      }
    }

    try await ask("limited", after: 0)
    try await ask("away", after: 20)
    try await ask("away", after: 40)

    #expect(source.count == 3)
  }

  @Test(arguments: [(-3_601.0, false), (-3_000, true), (30, true), (3_601, false)])
  func `a waking counts for an hour, and none is to come`(offset: Double, isBelieved: Bool) {
    let error = SourceError(.limited, "no quota left", retryAfter: .seconds(40_000))
    _ = rest.failed("a", error, now: now)
    let later = now + 4_000

    let turn = rest.turn("a", now: later, wokenAt: later + offset)

    #expect(turn == (isBelieved ? .ask : .wait(until: now + 40_000, error)))
  }

  @Test func `one that was woken tries a source that rests, and no other does unless it is back`() {
    let error = SourceError(.limited, "no quota left", retryAfter: .seconds(40_000))
    _ = rest.failed("a", error, now: now)

    let before = rest.turn("a", now: now + 100, wokenAt: now - 1)
    let woken = rest.turn("a", now: now + 100, wokenAt: now + 99)
    let others = [now + 99, nil].map { rest.turn("a", now: now + 100, wokenAt: $0) }
    _ = rest.failed("a", SourceError(.limited, "still", retryAfter: .seconds(50)), now: now + 101)
    let after = rest.turn("a", now: now + 102, wokenAt: now + 99)
    let next = rest.turn("a", now: now + 151)

    #expect(before == .wait(until: now + 40_000, error) && woken == .ask)
    #expect(others.allSatisfy { $0 != .ask })
    #expect(after == .wait(until: now + 151, SourceError(.limited, "still", retryAfter: .seconds(50))))
    #expect(next == .ask)
  }

  @Test func `a source is left alone for as long as it asks`() {
    let error = SourceError(.limited, "no quota left", retryAfter: .seconds(40_000))

    #expect(rest.failed("a", error, now: now) == now + 40_000)
    #expect(rest.turn("a", now: now + 39_999) == .wait(until: now + 40_000, error))
  }
}

@Suite struct SourceOrderTests {
  private let now = Date(timeIntervalSince1970: 1_790_000_000)

  private func ask(_ order: SourceOrder, _ now: Date) async throws {
    _ = try await order.ask(.profile, by: .init(now: now, logger: .silent)) { source in
      try await source.profile(try Handle("ann"))
    }
  }

  @Test func `what is wrong with one machine is noted as that, and nobody else leaves the source alone`()
    async throws
  {
    let memory = BriefMemory()
    func order(_ host: String, isSetUp: Bool) -> SourceOrder {
      let source = PlayedSource("yt-dlp") { handle in
        guard isSetUp else { throw SourceError(.misconfigured, "it is not installed", isLocal: true) }
        return .of(handle)
      }
      return SourceOrder([source, PlayedSource("other")], memory: memory, host: host)
    }

    try await ask(order("one", isSetUp: false), now)
    let noted = ["pause", "pause on one"].map { memory.note($0, of: "yt-dlp", now: now) }
    try await ask(order("two", isSetUp: true), now + 1)
    let other = memory.note("pause on one", of: "yt-dlp", now: now + 2)
    try await ask(order("one", isSetUp: true), now + 3)

    #expect(noted[0] == nil && noted[1]?.text == "it is not installed" && other != nil)
    #expect(memory.note("pause on one", of: "yt-dlp", now: now + 4) == nil)
  }

  @Test func `a source is not said to be left alone once it has answered, by whomever that was noted`()
    async throws
  {
    let memory = BriefMemory()
    let source = PlayedSource("research") { .of($0) }
    let order = SourceOrder([source], memory: memory)
    func note() { memory.keep(SourceNote("no quota left", until: now + 9_000), as: "pause", of: "research") }
    func isNoted() -> Bool { memory.note("pause", of: "research", now: now) != nil }

    note()
    try await ask(order, now)
    let first = isNoted()
    note()
    try await ask(order, now + 1)
    let second = isNoted()
    try await ask(order, now + 31)

    #expect(!first && second && !isNoted())
  }

  @Test(arguments: [nil, Duration.seconds(30)])
  func `a source is left alone from when it failed, not from when it was asked`(retryAfter: Duration?)
    async throws
  {
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    let time = Kept(ContinuousClock.now)
    let slow = PlayedSource("slow") { _ in
      time.change { $0 += .seconds(60) }
      throw SourceError(.unavailable, "no answer in 60 seconds", retryAfter: retryAfter)
    }
    let order = SourceOrder(
      [slow, PlayedSource("other")], memory: BriefMemory(),
      rest: Rest(Backoff(base: .seconds(10), cap: .seconds(100))), clock: { time.value })
    func ask(_ now: Date) async throws {
      _ = try await order.ask(.profile, by: .init(now: now, logger: .silent)) { source in
        try await source.profile(try Handle("ann"))
      }
    }

    try await ask(now)
    try await ask(now + 61)
    let meanwhile = slow.count
    try await ask(now + 91)

    #expect(meanwhile == 1 && slow.count == 2)
  }
}
