import FoundationEssentials
public import Jobs
import Lifecycle
public import Messaging
public import Models
public import Storage

/// A folder with media, a database of its own, and workers that analyse what tasks name.
public struct AnalysisStage: Sendable {
  public let database: TestDatabase
  public let folder: String
  public let broker = MemoryBroker.hookline()

  /// In a folder that goes.
  public static func with(_ body: (AnalysisStage) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/hookline-analysis-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await withDatabase(migrated: true) { database in
      try await body(AnalysisStage(database: database, folder: folder))
    }
  }

  public func write(_ bytes: [UInt8], _ file: String) throws {
    try Data(bytes).write(to: URL(filePath: folder + "/" + file))
  }

  /// Begins tasks; a mark makes others of the same.
  public func begin<Work: AnalysisTask>(
    _ kind: JobKind, _ tasks: [Work], mark: String = "", schema: Int = Work.schema
  ) async throws {
    let producer = Producer(JobStore(database.pool), broker: broker, logger: database.logger)
    let payloads = try tasks.map { ($0.key + mark, try JSON(encoding: $0)) }
    _ = try await producer.share(
      kind, Dictionary(uniqueKeysWithValues: payloads), schema: schema, lane: .norm)
    await producer.close()
  }

  /// Lets workers work until the body has returned.
  public func work<Work: BatchHandler>(
    _ handlers: [(handler: Work, settings: WorkerSettings)], while body: () async throws -> Void
  ) async throws {
    let shutdown = Shutdown()
    let lives = handlers.map { handler, settings in
      let worker = Worker(
        handler, settings: settings,
        parts: WorkerParts(
          database: database.pool, broker: broker, shutdown: shutdown, logger: database.logger))
      return Task { try await worker.run() }
    }
    let result: Result<Void, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    shutdown.drain()
    for life in lives { try await life.value }
    try result.get()
  }

  /// Waits until no task is open; false when that takes too long.
  @discardableResult
  public func areDone() async throws -> Bool {
    try await eventually(within: .seconds(100)) {
      try await states().keys.allSatisfy { $0 != "queued" && $0 != "running" }
    }
  }

  /// How many tasks are in each state.
  public func states() async throws -> [String: Int] {
    let rows = try await database.pool.rows(
      "select state, count(*) from task group by state", as: String.self, Int.self)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0, $1) })
  }

  /// What the rows of one column hold, the first of them.
  public func first<Value: Decodable>(_ sql: SQL, as type: Value.Type) async throws -> Value? {
    try await database.pool.rows(sql, as: JSON.self).first?.decode(type)
  }
}
