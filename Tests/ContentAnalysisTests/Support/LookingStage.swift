import Crypto
import FoundationEssentials
import Jobs
import Lifecycle
import Media
import Messaging
import Models
import Samples
import Storage
import Telemetry
import TestKit

@testable import ContentAnalysis

/// A folder of films with videos in a database of its own, and a worker that looks at them.
struct LookingStage: Sendable {
  let database: TestDatabase
  let folder: String
  let broker = MemoryBroker.hookline()

  /// A film, which is another for another seed.
  static func clip(_ seed: UInt64, sound: SampleClip.Sound = .none) throws -> SampleClip {
    guard let look = ClipLook(light: 5, warmth: 5, colour: 6),
      let clip = SampleClip(
        seed: seed, style: .dance, seconds: 8, pace: .cuts(perMinute: 40), look: look, edit: .none,
        sound: sound)
    else { throw MediaError(.badOrder, "no such clip") }
    return clip
  }

  /// Adds a video whose film that link leads to.
  func add(_ id: Int64, _ caption: String = "", link: String?, posted day: Int = 0) async throws {
    try await database.pool.execute(
      """
      insert into video (id, author_id, kind, caption, is_pinned, is_advertisement, content_hash, media_url, posted_at)
      values (\(id), 1, 'film', \(caption), false, false, '', \(link as String?),
        timestamptz '2026-01-01' + make_interval(days => \(Int32(day))))
      """)
  }

  func write(_ bytes: [UInt8], _ file: String) throws {
    try Data(bytes).write(to: URL(filePath: folder + "/" + file))
  }

  func eye(
    _ places: [AnyVideoPlace]? = nil, program: String = "hookline-media-decoder", jobs: Int = 2
  ) -> Eye {
    var settings = DecoderSettings(program: CheckoutFiles.program(program))
    settings.slots = jobs
    return Eye(
      places: places ?? [FolderPlace(folder: folder), SampleClips()],
      decoder: Decoder(settings, logger: database.logger), database: database.pool, jobs: jobs,
      logger: database.logger)
  }

  func begin(_ ids: [Int64], mark: String = "", schema: Int = VideoToAnalyse.schema) async throws {
    let producer = Producer(JobStore(database.pool), broker: broker, logger: database.logger)
    let tasks = ids.map { VideoToAnalyse(Video.ID($0)) }
    let payloads = try tasks.map { ($0.key + mark, try JSON(encoding: $0)) }
    _ = try await producer.share(
      .contentAnalysis, Dictionary(uniqueKeysWithValues: payloads), schema: schema, lane: .norm)
    await producer.close()
  }

  /// Lets workers work, each with an eye of its own, until the body has returned.
  func work(_ eyes: [Eye], while body: () async throws -> Void) async throws {
    let shutdown = Shutdown()
    let lives = eyes.map { eye in
      let worker = Worker(
        ContentAnalysis(database: database.pool, eye: eye),
        settings: .analysing(slots: eye.jobs, schema: VideoToAnalyse.schema),
        parts: WorkerParts(
          database: database.pool, broker: broker, shutdown: shutdown, logger: database.logger))
      return Task { try await worker.run() }
    }
    let result: Result<Void, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    shutdown.drain()
    for life in lives { try await life.value }
    for eye in eyes { await eye.close() }
    try result.get()
  }

  /// Has these analysed, and returns the states of all tasks.
  func analyse(_ ids: [Int64], _ eyes: Eye..., mark: String = "") async throws -> [String: Int] {
    try await begin(ids, mark: mark)
    try await work(eyes) {
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

  func features(_ id: Int64) async throws -> VideoFeatures? {
    let rows = try await database.pool.rows(
      "select features from content_features where video_id = \(id) and version = \(VideoFeatures.version)",
      as: JSON.self)
    return try rows.first?.decode(VideoFeatures.self)
  }

  func view(_ id: Int64) async throws -> StoredView? {
    try await ViewStore(database.pool).views(of: Video.ID(id)).last
  }

  func unseen(_ id: Int64) async throws -> UnseenVideo? {
    try await database.pool.missed(Video.ID(id)).last
  }

  /// Each copy with its original.
  func copies() async throws -> [Int64: Int64] {
    let rows = try await database.pool.rows(
      "select video_id, original_id from video_copy", as: Int64.self, Int64.self)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0, $1) })
  }
}

func withLooking(_ body: (LookingStage) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.path + "/hookline-looking-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await withDatabase(migrated: true) { database in
    try await body(LookingStage(database: database, folder: folder))
  }
}

/// Films of a folder, by links of the form "file:NAME".
struct FolderPlace: MediaPlace {
  let folder: String

  func mayHave(_ video: SoughtVideo) -> Bool { video.links.contains { $0.hasPrefix("file:") } }

  func media(of video: SoughtVideo) async throws -> FoundVideo {
    let paths = video.links.map { folder + "/" + $0.dropFirst(5) }
    let hashes = try paths.map { path in
      guard let data = try? Data(contentsOf: URL(filePath: path)) else {
        throw MediaError(.missing, "there is no such file")
      }
      return ContentHash(SHA256.hash([UInt8](data)))
    }
    return FoundVideo(
      try paths.map { try MediaFile(path: $0) }, video.kind, origin: "folder", contents: hashes)
  }
}
