import FoundationEssentials
import Jobs
import Lifecycle
import Messaging
import Models
import Recommending
import Storage
import TestKit
import Testing

@testable import Recommender

/// Stores nothing and ends its run with a recommendation.
private struct Ingest: Handler {
  let kind = JobKind.ingest

  func handle(_ job: Job<NoInput>) async throws -> Outcome<Void> { .done((), FollowUp(finale: .recommend)) }
}

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct RecommendHandlerTests {
  private func handler(_ database: TestDatabase, length: Int = 20) -> RecommendHandler {
    RecommendHandler(
      ranker: Ranker(length: length), tastes: TasteStore(database.pool),
      shelf: TrackShelf(database.pool, logger: database.logger))
  }

  private func payload(run: String = "\(RunID.make())", subject: String) throws -> JSON {
    try JSON(encoding: RunToConclude(run: run, subject: subject))
  }

  /// Two creators of opposite taste, and what suits each.
  private func fill(_ database: TestDatabase) async throws {
    try await database.add(author: 1, "anna")
    try await database.add(author: 2, "ben")
    try await database.add(videos: (1...6).map { Sample.video($0, .jazz) }, by: 1, track: Track.ID(1))
    try await database.add(videos: (11...16).map { Sample.video($0, .metal) }, by: 2)
    try await database.add(
      tracks: (1...4).map { Sample.track($0, .jazz) } + (5...8).map { Sample.track($0, .metal) })
  }

  @Test func `each creator gets what suits them and was not used yet`() async throws {
    try await withDatabase(migrated: true) { database in
      try await fill(database)
      let jobs = InlineJobs()
      jobs.register(handler(database, length: 3))
      for name in ["anna", "ben"] {
        jobs.enqueue(.recommend, payload: try payload(subject: "tiktok:\(name)"))
      }

      try await jobs.finish()

      let lists = jobs.tasks.compactMap { $0.result as? MadeList }
      #expect(lists.map { $0.items.map(\.track.rawValue) } == [[2, 3, 4], [5, 6, 7]])
      #expect(lists.map(\.videos) == [6, 6] && lists.map(\.considered) == [7, 8])
      #expect(lists.map(\.ranker) == ["fit 1", "fit 1"])
      #expect(lists[0].items[0].reasons.told.map(\.sentence) == ["jazz fits 100 % of your recent videos"])
    }
  }

  @Test func `what a creator has dismissed is in no list of theirs, and counted`() async throws {
    try await withDatabase(migrated: true) { database in
      try await fill(database)
      for track in [2, 3, 1, 99] as [Int64] { try await database.dismiss(track, for: 1) }
      let jobs = InlineJobs()
      jobs.register(handler(database, length: 3))
      for name in ["anna", "ben"] {
        jobs.enqueue(.recommend, payload: try payload(subject: "tiktok:\(name)"))
      }

      try await jobs.finish()

      let lists = jobs.tasks.compactMap { $0.result as? MadeList }
      #expect(lists.map { $0.items.map(\.track.rawValue) } == [[4, 5, 6], [5, 6, 7]])
      // The first is one that was used, and the last is on no shelf.
      #expect(lists.map { $0.basis?.leftOut } == [["used": 1, "dismissed": 2], [:]])
    }
  }

  @Test func `what makes no sense is discarded with its reason`() async throws {
    try await withDatabase(migrated: true) { database in
      let jobs = InlineJobs()
      jobs.register(handler(database))
      jobs.enqueue(.recommend, payload: try payload(subject: "tiktok:nobody"))
      jobs.enqueue(.recommend, payload: try payload(subject: "replay of something"))
      jobs.enqueue(.recommend, payload: try payload(run: "7", subject: "tiktok:anna"))
      jobs.enqueue(.recommend, payload: JSON(text: "{}"))

      try await jobs.finish()

      #expect(
        jobs.dead.map(\.error) == [
          "no creator @nobody is known; ingest stores them first",
          "the run is about \"replay of something\", which is no creator", "\"7\" is not the id of a run",
          "the body is not what recommend takes: \"run\" is missing",
        ])
    }
  }

  @Test func `runs end with a stored list each`() async throws {
    try await withDatabase(migrated: true) { database in
      try await fill(database)
      let broker = MemoryBroker()
      for exchange in Topology.hookline.exchanges { broker.declare(exchange: exchange.name) }
      for queue in Topology.hookline.queues { broker.declare(queue: queue) }
      for binding in Topology.hookline.bindings {
        broker.bind(queue: binding.queue, to: binding.exchange, key: binding.key)
      }
      let shutdown = Shutdown()
      let parts = WorkerParts(
        database: database.pool, broker: broker, shutdown: shutdown, logger: database.logger)
      let workers = [
        Worker(Ingest(), settings: .brief(), parts: parts),
        Worker(handler(database), settings: .brief(slots: 2), parts: parts),
      ]
      let lives = workers.map { worker in Task { try await worker.run() } }
      let producer = Producer(JobStore(database.pool), broker: broker, logger: database.logger)

      let runs = try await producer.enqueue(
        ["anna", "ben"].map {
          Enqueuement(.ingest, runKind: "influencer", subject: "tiktok:\($0)", payload: JSON(text: "{}"))
        }
      ).map(\.run)
      await producer.close()
      let isDone = try await eventually(within: .seconds(30)) {
        try await database.pool.value("select count(*) from run where state <> 'open'", as: Int.self) == 2
      }
      shutdown.drain()
      for life in lives { try await life.value }

      let found = try await RecommendationStore(database.pool).newest(
        of: [Author.ID(1), Author.ID(2)], limit: 200)
      #expect(isDone && found.count == 2)
      #expect(found[Author.ID(1)]?.list.run == runs[0].uuid)
      #expect(found[Author.ID(2)]?.list.items.first?.track == Track.ID(5))
      #expect(
        try await database.pool.rows("select distinct state from run", as: String.self) == ["complete"])
    }
  }
}
