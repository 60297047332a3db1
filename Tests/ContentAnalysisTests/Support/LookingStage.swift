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
  let stage: AnalysisStage
  var database: TestDatabase { stage.database }
  var folder: String { stage.folder }

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

  /// Adds a post of photos that these links lead to.
  func add(_ id: Int64, _ caption: String = "", photos links: [String]) async throws {
    try await database.pool.execute(
      """
      insert into video (id, author_id, kind, caption, is_pinned, is_advertisement, content_hash, image_urls)
      values (\(id), 1, 'photos', \(caption), false, false, '', \(links))
      """)
  }

  func write(_ bytes: [UInt8], _ file: String) throws { try stage.write(bytes, file) }

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
    try await stage.begin(
      .contentAnalysis, ids.map { VideoToAnalyse(Video.ID($0)) }, mark: mark, schema: schema)
  }

  /// What links lead to, where those of this server may be followed; tries follow each other at once.
  func links(to server: PlayedServer, _ change: (inout FetchSettings) -> Void = { _ in }) -> VideoLinks {
    var settings = FetchSettings()
    settings.allowed = AllowList("127.0.0.1:\(server.port)") ?? AllowList()
    settings.backoff = Backoff(base: .milliseconds(5), cap: .milliseconds(20))
    change(&settings)
    let store = FolderStore(folder + "/media")
    try? FileManager.default.createDirectory(
      atPath: store.fetchingPath, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let fetcher = Fetcher(settings, directory: store.fetchingPath, logger: database.logger)
    return VideoLinks(links: LinkedMedia(fetcher: fetcher, store: store, workFolder: store.fetchingPath))
  }

  /// What lies in the folder of what is on its way.
  func fetching() -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: FolderStore(folder + "/media").fetchingPath)) ?? []
  }

  /// Lets workers of a version work, each with an eye of its own, until the body has returned.
  func work(
    _ eyes: [Eye], version: Int = VideoToAnalyse.schema, while body: () async throws -> Void
  ) async throws {
    let handlers = eyes.map { eye in
      (
        handler: ContentAnalysis(database: database.pool, eye: eye),
        settings: WorkerSettings.analysing(slots: eye.jobs, schema: version)
      )
    }
    let result: Result<Void, any Error>
    do { result = .success(try await stage.work(handlers, while: body)) } catch { result = .failure(error) }
    for eye in eyes { await eye.close() }
    try result.get()
  }

  /// Has these analysed, and returns the states of all tasks.
  func analyse(_ ids: [Int64], _ eyes: Eye..., mark: String = "") async throws -> [String: Int] {
    try await begin(ids, mark: mark)
    try await work(eyes) { try await stage.areDone() }
    return try await states()
  }

  func states() async throws -> [String: Int] { try await stage.states() }

  func features(_ id: Int64) async throws -> VideoFeatures? {
    try await stage.first(
      "select features from content_features where video_id = \(id) and version = \(VideoFeatures.version)",
      as: VideoFeatures.self)
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
  try await AnalysisStage.with { stage in try await body(LookingStage(stage: stage)) }
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
