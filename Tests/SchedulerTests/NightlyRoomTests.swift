import FoundationEssentials
import Jobs
import Lifecycle
import Messaging
import Models
import Storage
import Synchronization
import Telemetry
import TestKit
import Testing

@testable import Scheduler

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct NightlyRoomTests {
  /// A clock that stands where the test puts it.
  private final class Clock: Sendable {
    private let value: Mutex<Date>

    init(_ text: String) throws { value = Mutex(try Date(text, strategy: .iso8601)) }

    var now: Date { value.withLock { $0 } }
    func put(_ text: String) throws {
      let date = try Date(text, strategy: .iso8601)
      value.withLock { $0 = date }
    }
  }

  private func room(
    _ database: TestDatabase, _ clock: Clock, portion: Int = 500, shutdown: Shutdown = Shutdown(),
    broker: any Broker = MemoryBroker.hookline(), depth: @escaping @Sendable () -> Int = { 0 }
  ) -> NightlyRoom {
    let parts = WorkerParts(
      database: database.pool, broker: broker, shutdown: shutdown, logger: database.logger)
    var plan = NightlyPlan()
    plan.portion = portion
    return NightlyRoom(parts, plan: plan, clock: { clock.now }, depth: depth)
  }

  /// So many creators who have had a list; of each tenth nothing but the name is known.
  private func add(_ count: Int64, to database: TestDatabase) async throws {
    try await database.pool.execute(
      "insert into author (id, handle, is_gone) select i, 'name' || i, i % 7 = 0 from generate_series(1, \(count)) i"
    )
    try await database.pool.execute(
      """
      insert into recommendation (author_id, run_id, ranker, considered, videos, made_at, day)
      select i, gen_random_uuid(), 'fit 1', 0, 0, '2026-01-01', '2026-01-01' from generate_series(1, \(count)) i
      where i % 10 > 0
      """)
  }

  private static func due(_ count: Int64) -> [String] {
    (1...count).filter { $0 % 10 > 0 && $0 % 7 > 0 }.map { "tiktok:name\($0)" }.sorted()
  }

  private func subjects(_ database: TestDatabase) async throws -> [String] {
    try await database.pool.rows(
      "select subject from run where kind = 'nightly' order by subject", as: String.self)
  }

  private func end(_ database: TestDatabase) async throws {
    try await database.pool.execute("update run set state = 'complete', remaining = 0, finished_at = now()")
  }

  /// Until it rests for a while.
  private func makeAll(_ room: NightlyRoom) async -> Int {
    var turns = 1
    while await room.make() != .seconds(60), turns < 50 { turns += 1 }
    return turns
  }

  @Test func `all who have had a list get one in a night, in portions and on the bulk lane`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(60, to: database)
      let room = room(database, try Clock("2026-11-20T03:00:00Z"), portion: 10)

      let turns = await makeAll(room)
      let again = await makeAll(room)

      #expect(try await subjects(database) == Self.due(60))
      #expect(turns == 5 && again == 1, "46 creators in portions of ten")
      let payloads = try await database.pool.rows(
        "select payload, lane, kind, run_id from task", as: JSON.self, Int16.self, String.self, RunID.self)
      for (payload, lane, kind, run) in payloads {
        let order = try payload.decode(RunToConclude.self)
        #expect(order.run == "\(run)" && order.day == "2026-11-20" && lane == 2 && kind == "recommend")
      }
      #expect(payloads.count == 46 && database.hasLogged("nightly lists are all begun"))
    }
  }

  @Test func `before the hour it is still the night before, and each night has its lists`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(5, to: database)
      let clock = try Clock("2026-11-20T02:59:59Z")
      let room = room(database, clock)

      _ = await makeAll(room)
      try await end(database)
      let early = await room.make()
      try clock.put("2026-11-20T03:00:00Z")
      _ = await makeAll(room)

      #expect(early == .seconds(60))
      #expect(
        try await database.pool.rows(
          "select day::text from night where finished_at is not null order by day", as: String.self)
          == ["2026-11-19", "2026-11-20"])
      #expect(try await subjects(database).count == 10)
    }
  }

  @Test func `of nights that nobody was up in the last one is made up for, once`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(5, to: database)
      _ = await makeAll(room(database, try Clock("2026-11-10T04:00:00Z")))
      try await end(database)

      // Another process, days later, and then one more.
      _ = await makeAll(room(database, try Clock("2026-11-15T18:00:00Z")))
      try await end(database)
      _ = await makeAll(room(database, try Clock("2026-11-15T20:00:00Z")))

      #expect(
        try await database.pool.rows("select day::text from night order by day", as: String.self)
          == ["2026-11-10", "2026-11-15"])
      #expect(try await subjects(database).count == 10)
    }
  }

  @Test func `two schedulers begin each list once`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(60, to: database)
      let clock = try Clock("2026-11-20T03:00:00Z")
      let rooms = [room(database, clock, portion: 7), room(database, clock, portion: 7)]

      await withTaskGroup { group in
        for room in rooms { group.addTask { _ = await makeAll(room) } }
      }

      #expect(try await subjects(database) == Self.due(60))
      #expect(try await database.pool.value("select begun from night", as: Int32.self) == 46)
    }
  }

  @Test func `a night that was broken off goes on where it was`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(60, to: database)
      let clock = try Clock("2026-11-20T03:00:00Z")

      await room(database, clock, portion: 10).make()
      try await end(database)
      let turns = await makeAll(room(database, clock, portion: 10))

      #expect(turns == 4)
      #expect(try await subjects(database) == Self.due(60))
    }
  }

  @Test func `who failed is tried again the next night, and who still waits is not asked for twice`()
    async throws
  {
    try await withDatabase(migrated: true) { database in
      try await add(2, to: database)
      let clock = try Clock("2026-11-20T03:00:00Z")
      let room = room(database, clock)
      _ = await makeAll(room)
      try await database.pool.execute(
        "update run set state = 'failed', remaining = 0, finished_at = now() where subject = 'tiktok:name1'")

      try clock.put("2026-11-21T03:00:00Z")
      _ = await makeAll(room)

      #expect(try await subjects(database) == ["tiktok:name1", "tiktok:name1", "tiktok:name2"])
    }
  }

  @Test func `a lane that is long is left alone, and a failure is told and tried again`() async throws {
    try await withDatabase(migrated: true) { database in
      try await add(3, to: database)
      let depth = Mutex(2_000)
      let room = room(database, try Clock("2026-11-20T03:00:00Z")) { depth.withLock { $0 } }

      let long = await room.make()
      let none = try await subjects(database)
      depth.withLock { $0 = 0 }
      try await database.pool.execute("alter table night rename to away")
      let failed = await room.make()
      try await database.pool.execute("alter table away rename to night")
      _ = await makeAll(room)

      #expect(long == .seconds(2) && none.isEmpty && failed == .seconds(60))
      #expect(database.log.entries.contains { $0.level == .warning })
      #expect(try await subjects(database).count == 3)
    }
  }
}
