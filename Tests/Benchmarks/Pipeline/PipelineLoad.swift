import FoundationEssentials
import Jobs
import Messaging
import Storage
import Telemetry

/// Runs and tasks as producers would have left them: rows in the database, a message for each task in the queue.
struct PipelineLoad {
  static let tasksPerRun = 20
  private static let portion = 10_000
  private static let lanes = 400

  private let runs: [RunID]
  private let tasks: [TaskID]

  init(count: Int) {
    runs = (0..<count / Self.tasksPerRun).map { _ in .make() }
    tasks = (0..<count).map { _ in .make() }
  }

  func lay(_ host: BenchmarkVirtualHost, _ connection: Connection, _ logger: Logger) async throws {
    try await connection.execute("truncate run, task, run_task, outbox, dead_message, pipeline_result")
    try await insert(connection)
    // Else it begins somewhere in the middle, in one turn and not in another.
    try await connection.execute("vacuum analyze run, task")
    let queue = BrokerName.queue(PipelineWorker.kind, .norm)
    try await Self.publish(tasks.count, to: host, logger) { message($0) }
    let depths = try await Inspector(host.settings).depths(of: [queue])
    guard depths[queue]?.readyCount == tasks.count else { throw BenchError("the queue lacks messages") }
  }

  private func insert(_ connection: Connection) async throws {
    let count = Self.tasksPerRun
    try await connection.execute(
      """
      insert into run(id, kind, subject, expected, remaining)
      select id, 'bench', id::text, \(count), \(count) from \(unnest: runs) as i(id)
      """)
    for start in stride(from: 0, to: tasks.count, by: Self.portion) {
      let range = start..<min(start + Self.portion, tasks.count)
      try await connection.execute(
        """
        insert into task(id, run_id, kind, payload)
        select id, run_id, \(PipelineWorker.kind.rawValue), jsonb_build_object('item', item)
        from \(unnest: Array(tasks[range]), range.map { runs[$0 / count] }, Array(range)) as i(id, run_id, item)
        """)
    }
  }

  private func message(_ item: Int) -> Message {
    let envelope = Envelope(
      id: tasks[item], kind: PipelineWorker.kind, run: runs[item / Self.tasksPerRun], enqueuedAt: Date(),
      trace: TraceContext())
    return envelope.message(lane: .norm, body: Array("{\"item\": \(item)}".utf8))
  }

  /// Publishes with confirms, many at once.
  static func publish(
    _ count: Int, to host: BenchmarkVirtualHost, _ logger: Logger,
    _ message: @escaping @Sendable (Int) -> Message
  ) async throws {
    let settings = PublisherSettings(inFlightLimit: lanes, timeout: .seconds(120))
    let publisher = Publisher(host.settings, settings: settings, logger: logger)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for lane in 0..<lanes {
        group.addTask {
          for item in stride(from: lane, to: count, by: lanes) { try await publisher.publish(message(item)) }
        }
      }
      try await group.waitForAll()
    }
    await publisher.close()
  }
}
