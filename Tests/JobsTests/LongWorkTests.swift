import Lifecycle
import Messaging
import Storage
import Synchronization
import TestKit
import Testing

@testable import Jobs

/// A handler of batches of which some tasks take long.
private struct Sifting: BatchHandler {
  let kind = JobKind.recommend
  let batchLimit = 10
  let isLong: @Sendable (Job<NoInput>) -> Bool
  let long: @Sendable (Job<NoInput>) async throws -> Outcome<Int>

  func handle(_ jobs: [Job<NoInput>]) async throws -> [Outcome<Int>] {
    jobs.map { isLong($0) ? .long : .done(0) }
  }

  func handleLong(_ job: Job<NoInput>) async throws -> Outcome<Int> { try await long(job) }
  func store(_ results: [Finished<Int>], _ session: Session) throws {}
}

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct LongWorkTests {
  private func start(
    _ stage: Stage, _ handler: Sifting, _ change: (inout WorkerSettings) -> Void = { _ in }
  ) -> Task<Void, any Error> {
    var settings = WorkerSettings.brief(slots: 2)
    settings.lease = .milliseconds(800)
    change(&settings)
    let worker = Worker(
      handler, settings: settings,
      parts: WorkerParts(
        database: stage.database.pool, broker: stage.broker, shutdown: stage.shutdown, health: stage.health,
        metrics: stage.metrics, logger: stage.database.logger))
    return Task { try await worker.run() }
  }

  private static func states(_ stage: Stage) async throws -> [String: Int] {
    let rows = try await stage.database.pool.rows(
      "select state, count(*) from task group by state", as: String.self, Int.self)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0, $1) })
  }

  /// How many were sent back to come again later. That a message is due later says nothing of it: each is so until the
  /// broker has it.
  private static func putOff(_ stage: Stage) async throws -> Int {
    try await stage.database.pool.value(
      "select count(*) from task where state = 'queued' and fence > 0", as: Int.self)
  }

  /// Lets those come an hour later than they would.
  private static func keepAway(_ stage: Stage) async throws {
    try await stage.database.pool.execute(
      """
      update outbox set due_at = due_at + interval '1 hour'
      where due_at < now() + interval '1 hour'
        and task_id in (select id from task where state = 'queued' and fence > 0)
      """)
  }

  @Test func `those of a batch that are quick are settled while one is long, and that one has a lease`()
    async throws
  {
    try await withStage { stage in
      let release = Signal()
      let first = Tally()
      let runs = try await stage.enqueue((1...10).map { "\($0)" }).map(\.run)
      let life = start(
        stage,
        Sifting(isLong: { $0.run == runs[3] }) { _ in
          first.add()
          await release.raised()
          return .done(1)
        })

      let areDone = try await eventually {
        try await Self.states(stage) == ["succeeded": 9, "running": 1]
      }
      #expect(areDone)
      let lease = try await stage.database.pool.value(
        "select lease_until::text from task where state = 'running'", as: String.self)
      let isExtended = try await eventually {
        try await stage.database.pool.value(
          "select coalesce((select lease_until > \(lease)::timestamptz from task where state = 'running'), false)",
          as: Bool.self)
      }
      release.raise()

      #expect(isExtended)
      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value
      #expect(first.count == 1)
      #expect(try await stage.states() == ["complete": 10])
    }
  }

  @Test func `so many are done at once and no more, and all are done`() async throws {
    try await withStage { stage in
      let most = Tally(), now = Tally()
      let release = Signal()
      _ = try await stage.enqueue((1...12).map { "\($0)" })
      let life = start(
        stage,
        Sifting(isLong: { _ in true }) { _ in
          now.add()
          most.add(max(0, now.count - most.count))
          await release.raised()
          now.add(-1)
          return .done(1)
        }
      ) { $0.long.slots = 3 }

      let areBegun = await eventually { now.count == 3 }
      release.raise()

      #expect(areBegun)
      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value
      #expect(most.count == 3)
      #expect(try await stage.states() == ["complete": 12])
    }
  }

  @Test func `what waits is given back by a drain, and what runs is finished`() async throws {
    try await withStage { stage in
      let begun = Tally()
      let release = Signal()
      _ = try await stage.enqueue((1...5).map { "\($0)" })
      let life = start(
        stage,
        Sifting(isLong: { _ in true }) { _ in
          begun.add()
          await release.raised()
          return .done(1)
        })
      #expect(await eventually { begun.count == 1 })

      stage.shutdown.drain()
      release.raise()
      try await life.value

      #expect(begun.count == 1)
      #expect(try await Self.states(stage) == ["succeeded": 1, "queued": 4])
      let next = stage.successor()
      let other = start(next, Sifting(isLong: { _ in true }) { _ in .done(1) })
      #expect(try await eventually { try await stage.hasNoOpenRun() })
      next.shutdown.drain()
      try await other.value
    }
  }

  @Test func `where too many wait they come back, and use no attempt`() async throws {
    try await withStage { stage in
      let release = Signal()
      let begun = Tally()
      _ = try await stage.enqueue((1...6).map { "\($0)" })
      let life = start(
        stage,
        Sifting(isLong: { _ in true }) { _ in
          begun.add()
          await release.raised()
          return .done(1)
        }
      ) { $0.long.limit = 2 }

      let arePut = try await eventually {
        try await Self.putOff(stage) >= 3
      }
      let attempts = try await stage.database.pool.value("select max(attempt) from task", as: Int32.self)
      release.raise()
      stage.shutdown.drain()
      try await life.value

      #expect(arePut && attempts == 1)
      #expect(begun.count < 6)
    }
  }

  @Test func `the urgent goes before bulk work that waits, however much of that there is`() async throws {
    try await withStage { stage in
      let turns = Turnstile(0)
      let order = Mutex<[RunID?]>([])
      let bulk = try await stage.enqueue((1...8).map { "bulk \($0)" }, lane: .bulk).map(\.run)
      let life = start(
        stage,
        Sifting(isLong: { _ in true }) { job in
          order.withLock { $0.append(job.run) }
          await turns.enter()
          return .done(1)
        }
      ) { $0.long.limit = 4 }
      func waiting() -> Int { Int(stage.metricValue("hookline_long_waiting") ?? 0) }
      // One runs, as many wait as may, and the others were put off. Those stay away, however slow the machine is: what
      // comes next is the urgent.
      #expect(
        try await eventually {
          try await Self.keepAway(stage)
          let putOff = try await Self.putOff(stage)
          return putOff >= 3 && putOff + waiting() == 7 && order.withLock { $0.count } == 1
        })
      let before = waiting()

      let urgent = try await stage.enqueue(["a", "b"]).map(\.run)
      #expect(await eventually { waiting() == before + 2 })
      for _ in 1...3 { turns.leave() }
      #expect(await eventually { order.withLock { $0.count } == 4 })
      for _ in 1...8 { turns.leave() }
      stage.shutdown.drain()
      try await life.value

      let begun = order.withLock { $0.compactMap(\.self) }
      #expect(Set(begun[1...2]) == Set(urgent))
      #expect(bulk.contains(begun[0]) && bulk.contains(begun[3]))
    }
  }

  @Test func `what was given back and waits again is not held to have begun`() async throws {
    try await withStage { stage in
      let release = Signal()
      let begun = Tally()
      let handler = Sifting(isLong: { _ in true }) { _ in
        begun.add()
        await release.raised()
        return .done(1)
      }
      _ = try await stage.enqueue((1...5).map { "\($0)" })
      let life = start(stage, handler)
      #expect(await eventually { begun.count == 1 && stage.metricValue("hookline_long_waiting") == 4 })
      stage.shutdown.drain()

      let next = stage.successor()
      let other = start(next, handler)
      #expect(await eventually { begun.count == 2 && next.metricValue("hookline_long_waiting") == 3 })
      let states = try await stage.database.pool.rows(
        "select state || ' ' || starts from task order by 1", as: String.self)
      release.raise()
      try await life.value

      #expect(states == ["queued 0", "queued 0", "queued 0", "running 1", "running 1"])
      #expect(try await eventually { try await stage.hasNoOpenRun() })
      next.shutdown.drain()
      try await other.value
      #expect(try await stage.states() == ["complete": 5])
    }
  }

  @Test func `one that lost its lease is stopped, and one that waits without its own is not begun`()
    async throws
  {
    try await withStage { stage in
      let begun = Tally(), stopped = Tally()
      _ = try await stage.enqueue(["1", "2"])
      let life = start(
        stage,
        Sifting(isLong: { _ in true }) { job in
          begun.add()
          do { try await job.sleep(for: .seconds(600)) } catch {
            stopped.add()
            throw error
          }
          return .done(1)
        }
      ) { $0.isLeased = true }
      #expect(await eventually { begun.count == 1 && stage.metricValue("hookline_long_waiting") == 1 })

      // As if others had taken them. The one that runs keeps its slot until it has heard of it.
      try await stage.database.pool.execute(
        "update task set state = 'dead', fence = fence + 1, lease_owner = null, lease_until = null")
      let areLost = await eventually { stage.metricValue("hookline_leases_lost_total") == 2 }
      stage.shutdown.hasten()
      try await life.value

      #expect(areLost)
      #expect(begun.count == 1 && stopped.count == 1)
    }
  }

  @Test func `how long one takes is learnt from the first that ends, and from one that does not`() {
    let begin = ContinuousClock.now
    var durations = UsualDuration()
    let fresh = durations.expected(at: begin)

    let first = durations.begin(at: begin)
    let running = durations.expected(at: begin + .seconds(50))
    durations.end(first, at: begin + .seconds(60), counts: true)
    let learnt = durations.expected(at: begin + .seconds(60))
    let second = durations.begin(at: begin + .seconds(60))
    durations.end(second, at: begin + .seconds(60), counts: false)

    #expect([fresh, running, learnt] == [.seconds(1), .seconds(50), .seconds(60)])
    #expect(durations.expected(at: begin + .seconds(61)) == .seconds(60))
  }

  @Test func `one that takes long says little of all that wait, and each slot with one says much`() {
    let begin = ContinuousClock.now
    var durations = UsualDuration()
    durations.end(durations.begin(at: begin), at: begin + .seconds(2), counts: true)

    _ = durations.begin(at: begin)
    _ = durations.begin(at: begin + .seconds(299))

    #expect(durations.expected(at: begin + .seconds(300)) == .seconds(2))
    #expect(durations.overdue(at: begin + .seconds(300)) == .seconds(298))
    #expect(durations.overdue(at: begin + .seconds(301)) == .seconds(299))
  }

  @Test func `what is sent away comes back one by one, and no later than it may`() {
    let now = ContinuousClock.now
    var returns = Returns()
    func next(_ time: ContinuousClock.Instant) -> Duration {
      returns.next(at: time, apart: .milliseconds(100), within: .seconds(5)...(.seconds(6)))
    }

    let first = (1...12).map { _ in next(now) }
    let later = next(now + .seconds(4))

    #expect(first.prefix(3) == [.seconds(5), .milliseconds(5100), .milliseconds(5200)])
    #expect(first.suffix(2) == [.seconds(6), .seconds(6)] && later == .seconds(5))
  }

  @Test func `of many that take no time the first are back soon`() {
    var settings = WorkerSettings(slots: 1)
    settings.long.slots = 2
    let work = LongWork(settings)

    // A second each is believed of them, 400 wait here, and 800 have no room.
    let delays = (1...800).map { _ in work.returnDelay(.seconds(200)) }
    let few = (1...8).map { _ in LongWork(settings).returnDelay(.milliseconds(10)) }

    #expect(delays[79] > .seconds(14) && delays[79] < .seconds(16))
    #expect(delays[799] > .seconds(100) && delays[799] < .seconds(106))
    #expect(few.allSatisfy { $0 == .seconds(5) })
  }

  @Test func `one slot takes the next task however long the last one took`() {
    var settings = WorkerSettings(slots: 1)
    settings.long.slots = 1
    settings.long.patience = .milliseconds(1)
    let work = LongWork(settings)

    #expect(work.wait(in: .norm) > settings.long.patience && !work.isFull(for: .norm))
  }

  @Test func `a long one that throws is tried again, and one put off twice is dead`() async throws {
    try await withStage { stage in
      let tries = Tally()
      let runs = try await stage.enqueue(["1", "2"]).map(\.run)
      let life = start(
        stage,
        Sifting(isLong: { _ in true }) { job in
          guard job.run == runs[0] else { return .long }
          tries.add()
          if job.attempt == 1 { throw StorageError(.statement, "not today") }
          return .done(1)
        }
      ) { $0.backoff = Backoff(base: .milliseconds(1), cap: .milliseconds(2)) }

      #expect(try await eventually { try await stage.hasNoOpenRun() })
      stage.shutdown.drain()
      try await life.value
      #expect(tries.count == 2)
      #expect(try await stage.states() == ["complete": 1, "failed": 1])
    }
  }
}
