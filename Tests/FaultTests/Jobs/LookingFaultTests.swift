import Glibc
import Jobs
import Lifecycle
import Messaging
import Models
import Samples
import Storage
import TestKit
import Testing

/// Films are looked at by the real worker while everything around it is killed.
@Suite(
  .enabled(if: TestServers.hasPostgres && TestServers.hasRabbitMQ, "\(TestServers.advice)"),
  .timeLimit(.minutes(5)))
struct LookingFaultTests {
  /// Of each film so many videos, which are copies of one another.
  private static let (films, copies) = (14, 2)
  private static var count: Int { films * copies }

  @Test func `each video is seen once, whatever is killed meanwhile, and no decoder is left over`()
    async throws
  {
    try await withPostgresAndRabbitMQServers { database, broker in
      let environment = database.environment.merging(broker.environment) { first, _ in first }
      try await withArena(environment) { arena in
        // RabbitMQ 3.10 forgets a queue when a crash follows within seconds of its making.
        try await broker.restart()
        return try await strike(arena, database, broker)
      }
    }
  }

  private func strike(_ arena: Arena, _ database: PrivatePostgres, _ broker: PrivateBroker) async throws
    -> Bool
  {
    try await Self.add(to: arena)
    let workers = (1...2).map {
      arena.startReal("hookline-content-analysis", "looker-\($0)", ["HOOKLINE_LOOK_JOBS": "2"])
    }
    let scheduler = arena.startReal("hookline-scheduler", "scheduler")
    let begin = ContinuousClock.now
    var decoders: Set<ProcessTable.Entry> = []
    func waits(for views: Int) async throws -> Bool {
      try await eventually(within: .seconds(60)) {
        decoders.formUnion(Self.decoders(of: workers))
        return try await Self.seen(arena) >= views
      }
    }

    // Each blow when something was seen since the last one, and something is being looked at.
    var strokes = 0
    for (views, blow) in zip([1, 3, 5, 7, 9, 11], Blow.allCases) {
      let hasGoneOn = try await waits(for: views)
      #expect(hasGoneOn, "before \(blow)")
      switch blow {
      case .decoder, .otherDecoder:
        let isStruck = await eventually(within: .seconds(20)) {
          let running = Self.decoders(of: workers)
          decoders.formUnion(running)
          return running.first.map { kill($0.pid, SIGKILL) == 0 } ?? false
        }
        strokes += isStruck ? 1 : 0
      case .worker: try arena.kill(workers[0])
      case .otherWorker: try arena.kill(workers[1])
      case .database: try await database.restart(.immediate)
      case .broker: try await broker.restart(.immediate)
      }
    }
    let areSeen = try await waits(for: Self.count)
    let areDone = try await eventually(within: .seconds(60)) {
      let (all, open) = (try await arena.count("true"), try await arena.count("state <> 'succeeded'"))
      return all == Self.count && open == 0
    }
    print("lookers: all seen \(ContinuousClock.now - begin) after the beginning")
    decoders.formUnion(Self.decoders(of: workers))
    // One that is about to begin cannot end as it should.
    let areUp = await eventually(within: .seconds(30)) { (workers + [scheduler]).allSatisfy(\.isUp) }
    for fighter in workers + [scheduler] {
      let status = await fighter.end()?.status
      #expect(status == .exited(0), "\(fighter.label)")
    }

    #expect(areSeen && areDone && areUp && strokes == 2 && workers.allSatisfy { $0.lives >= 2 })
    let left = await !eventually(within: .seconds(10)) { decoders.allSatisfy { !ProcessTable.isAlive($0) } }
    #expect(!left && decoders.count >= 4, "\(decoders.filter(ProcessTable.isAlive))")
    let isWhole = try await Self.isWhole(arena)
    return isWhole && areSeen && areDone && !left
  }

  private enum Blow: CaseIterable { case decoder, worker, database, otherDecoder, broker, otherWorker }

  private static func decoders(of workers: [Fighter]) -> [ProcessTable.Entry] {
    ProcessTable.children(of: Set(workers.compactMap(\.pid)), named: "hookline-media-")
  }

  /// While the database is away nothing is known to be seen.
  private static func seen(_ arena: Arena) async throws -> Int {
    do {
      return try await arena.pool.value("select count(*) from video_view", as: Int.self)
    } catch is StorageError {
      return 0
    }
  }

  private static func add(to arena: Arena) async throws {
    var payloads: [String: JSON] = [:]
    for id in 1...Int64(count) {
      let seed = UInt64(id) % UInt64(films) + 1
      guard let look = ClipLook(light: 5, warmth: 5, colour: 6),
        let clip = SampleClip(
          seed: seed, style: .dance, seconds: 12, pace: .cuts(perMinute: 40), look: look,
          sound: seed % 2 == 0 ? .noise : .none)
      else { preconditionFailure("no such film") }
      try await arena.pool.execute(
        """
        insert into video (id, author_id, kind, caption, is_pinned, is_advertisement, content_hash, media_url, posted_at)
        values (\(id), 1, 'film', '#kpop', false, false, '', \(clip.link),
          timestamptz '2026-01-01' + make_interval(mins => \(Int32(id))))
        """)
      let task = VideoToAnalyse(Video.ID(id))
      payloads[task.key] = try JSON(encoding: task)
    }
    let producer = Producer(
      JobStore(arena.pool), broker: RabbitBroker(arena.broker, logger: .silent), logger: .silent)
    let made = try await producer.share(
      .contentAnalysis, payloads, schema: VideoToAnalyse.schema, lane: .norm)
    await producer.close()
    try #require(made == count)
  }

  /// Whether each video has one view, its key frames and its features, and each copy its original.
  private static func isWhole(_ arena: Arena) async throws -> Bool {
    func rows(_ sql: SQL) async throws -> [Int64] { try await arena.pool.rows(sql, as: Int64.self) }
    let all = Array(1...Int64(count))
    let views = try await rows("select video_id from video_view where clip->'picture' is not null order by 1")
    let compared = try await rows("select video_id from video_view where is_compared order by 1")
    let framed = try await rows("select distinct video_id from frame_descriptor order by 1")
    let known = try await rows("select video_id from content_features order by 1")
    let missed = try await arena.pool.rows(
      "select video_id || ' ' || code || ': ' || reason from video_unseen", as: String.self)
    let dead = try await arena.pool.rows("select reason from dead_message", as: String.self)
    let copies = try await rows(
      "select video_id from video_copy where original_id = video_id - \(Int64(films)) order by 1")

    #expect(views == all && compared == all && framed == all && known == all, "\(views)")
    #expect(missed.isEmpty && dead.isEmpty, "\(missed), \(dead)")
    #expect(copies == Array(all.suffix(films)))
    return [views, compared, framed, known].allSatisfy { $0 == all } && missed.isEmpty && dead.isEmpty
      && copies.count == films
  }
}
