import FoundationEssentials
import Jobs
import Lifecycle
import Messaging
import Models
import Recommending
import Storage
import TestKit
import Testing

@testable import Hookline
@testable import Recommender
@testable import Scheduler

/// From the scheduler over the broker and a worker to the command line.
@Suite(
  .enabled(if: TestServers.hasPostgres && TestServers.hasRabbitMQ, "\(TestServers.advice)"),
  .timeLimit(.minutes(2))
)
struct NightlyListTests {
  private struct Document: Decodable {
    struct List: Decodable {
      struct Ladder: Decodable { let rung: String }
      let date: String
      let ladder: Ladder?
      let withdrawn: Int
      let items: [Item]
    }
    struct Item: Decodable { let trackId: String, rung: String? }
    let recommendations: [List]
  }

  /// A worker that makes lists, while `body` runs.
  private func withRecommender(_ stage: IngestStage, _ body: () async throws -> Bool) async throws -> Bool {
    let (database, shutdown) = (stage.jobs.database, Shutdown())
    let handler = RecommendHandler(
      ranker: Ranker(), tastes: TasteStore(database.pool),
      shelf: TrackShelf(database.pool, logger: database.logger))
    let worker = Worker(
      handler, settings: .brief(slots: 2),
      parts: WorkerParts(
        database: database.pool, broker: RabbitBroker(stage.broker, logger: database.logger),
        shutdown: shutdown, logger: database.logger))
    let work = Task { try await worker.run() }
    let result: Result<Bool, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    shutdown.drain()
    try await work.value
    return try result.get()
  }

  private func room(_ stage: IngestStage, at time: Date) -> NightlyRoom {
    let database = stage.jobs.database
    let parts = WorkerParts(
      database: database.pool, broker: RabbitBroker(stage.broker, logger: database.logger),
      shutdown: Shutdown(),
      logger: database.logger)
    var plan = NightlyPlan()
    (plan.hour, plan.portion) = (0, 1)
    return NightlyRoom(parts, plan: plan, clock: { time }, depth: { 0 })
  }

  @Test func `a night gives everybody a list of that day, without what is forbidden by then`() async throws {
    try await withIngestStage { stage in
      let database = stage.jobs.database
      try await stage.jobs.addAnna()
      try await database.add(author: 2, "ben")
      try await database.add(author: 3, "who has never asked")
      for author in [1, 2] as [Int64] { try await stage.jobs.list(author, run: UUID()) }
      try await database.pool.execute(
        "update recommendation set day = '2026-01-31', made_at = '2026-01-31 12:00+00'")
      let ban = TrackRight(.world, .organic, isPermission: false, source: "recall")
      try await database.pool.perform { session in
        _ = try session.storeRights([RightsStore.Entry(Track.ID(2), ban)])
      }

      let now = Date()
      let rooms = [room(stage, at: now), room(stage, at: now)]
      let isDone = try await withRecommender(stage) {
        for _ in 0..<4 { for room in rooms { await room.make() } }
        return try await eventually(within: .seconds(40)) {
          try await database.pool.value(
            "select count(*) from run where kind = 'nightly' and state = 'complete'", as: Int.self) == 2
        }
      }
      for room in rooms { await room.producer.close() }

      let today = "\(Day(now))"
      let lists = try await stage.jobs.document(Document.self, "recommend", "anna", "ben", "--date", today)
      let old = try await stage.jobs.document(Document.self, "recommend", "anna", "--date", "2026-01-31")
      let none = try await stage.jobs.run("recommend", "anna", "--date", "2026-02-03")
      #expect(isDone && lists.recommendations.map(\.date) == [today, today])
      #expect(lists.recommendations.map { $0.ladder?.rung } == ["R3", "R0"])
      #expect(lists.recommendations[0].items.map(\.trackId) == ["1"], "2 is called back, 9 was used")
      #expect(lists.recommendations[0].items.map(\.rung) == ["T3"])
      // What was called back since is no longer told of an old list either.
      #expect(old.recommendations[0].items.map(\.trackId) == ["1"] && old.recommendations[0].withdrawn == 1)
      #expect(old.recommendations[0].ladder == nil)
      #expect(none.status == .exited(1))
      #expect(
        none.errorText == """
          hookline: there is no list for @anna of 2026-02-03; the nearest is of 2026-01-31: --date 2026-01-31

          """)
    }
  }
}
