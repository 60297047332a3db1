import Audio
import Crypto
import FoundationEssentials
import Jobs
import Lifecycle
import Media
import Messaging
import Models
import Storage
import Telemetry
import TestKit

@testable import MusicAnalysis

/// A folder of music with its tracks in a database of its own, and a worker that listens to them.
struct ListeningStage: Sendable {
  let database: TestDatabase
  let folder: String
  let broker = MemoryBroker.hookline()

  /// Adds a track whose sound is that file of the folder; the file may be missing, or another than the one that was taken
  /// in.
  func add(_ id: Int64, _ title: String, file: String? = nil, key: String? = nil, link: String? = nil)
    async throws
  {
    try await database.pool.execute(
      """
      insert into track (id, title, is_original_sound, media_url) values (\(id), \(title), false, \(link as String?))
      """)
    guard let file else { return }
    let bytes = try? [UInt8](Data(contentsOf: URL(filePath: folder + "/" + file)))
    let key = key ?? String(SHA256.hash(bytes ?? []).description.prefix(40))
    try await database.pool.execute(
      "insert into track_source (platform, key, track_id) values ('library', \(key), \(id))")
    try await database.pool.execute(
      """
      insert into library_file (root, path, device, node, size, written_at, changed_at, state, key, is_heard)
      values (\(folder), \(file), 1, 1, 1, 1, 1, 'taken', \(key), true)
      """)
  }

  func write(_ bytes: [UInt8], _ file: String) throws {
    try Data(bytes).write(to: URL(filePath: folder + "/" + file))
  }

  func ear(
    _ places: [AnySoundPlace] = [LibraryPlace()], program: String = "hookline-media-decoder", jobs: Int = 2
  ) -> Ear {
    var settings = DecoderSettings(program: CheckoutFiles.program(program))
    settings.slots = jobs
    return Ear(
      places: places, decoder: Decoder(settings, logger: database.logger), database: database.pool, jobs: jobs
    )
  }

  /// Begins tasks for tracks.
  func begin(_ ids: [Int64], mark: String = "", schema: Int = TrackToAnalyse.schema) async throws {
    let producer = Producer(JobStore(database.pool), broker: broker, logger: database.logger)
    let tasks = ids.map { TrackToAnalyse(Track.ID($0)) }
    let payloads = try tasks.map { ($0.key + mark, try JSON(encoding: $0)) }
    _ = try await producer.share(
      .musicAnalysis, Dictionary(uniqueKeysWithValues: payloads), schema: schema, lane: .norm)
    await producer.close()
  }

  /// Lets a worker work until the body has returned.
  func work(
    _ ear: Ear?, version: Int = TrackToAnalyse.schema, while body: () async throws -> Void
  ) async throws {
    let shutdown = Shutdown()
    let worker = Worker(
      MusicAnalysis(database: database.pool, ear: ear),
      settings: .analysing(slots: ear?.jobs ?? 1, schema: version),
      parts: WorkerParts(
        database: database.pool, broker: broker, shutdown: shutdown, logger: database.logger))
    let life = Task { try await worker.run() }
    let result: Result<Void, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    shutdown.drain()
    try await life.value
    await ear?.close()
    try result.get()
  }

  /// Has these analysed, and returns the states of all tasks.
  func analyse(_ ids: [Int64], _ ear: Ear?, mark: String = "") async throws -> [String: Int] {
    try await begin(ids, mark: mark)
    try await work(ear) {
      _ = try await eventually(within: .seconds(100)) {
        try await states().keys.allSatisfy { $0 != "queued" && $0 != "running" }
      }
    }
    return try await states()
  }

  func states() async throws -> [String: Int] {
    let rows = try await database.pool.rows(
      "select state, count(*) from task group by state", as: String.self, Int.self)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0, $1) })
  }

  func features(_ id: Int64) async throws -> TrackFeatures? {
    let rows = try await database.pool.rows(
      "select features from music_features where track_id = \(id) and version = \(TrackFeatures.version)",
      as: JSON.self)
    return try rows.first?.decode(TrackFeatures.self)
  }

  func sound(_ id: Int64) async throws -> AnalyzedSound? {
    try await stored(id)?.sound.decode(AnalyzedSound.self)
  }

  func stored(_ id: Int64) async throws -> StoredSound? {
    try await SoundStore(database.pool).sounds(of: Track.ID(id)).last
  }

  func unheard(_ id: Int64) async throws -> UnheardTrack? {
    try await database.pool.missed(Track.ID(id)).last
  }
}

func withListening(_ body: (ListeningStage) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.path + "/hookline-listening-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await withDatabase(migrated: true) { database in
    try await body(ListeningStage(database: database, folder: folder))
  }
}
