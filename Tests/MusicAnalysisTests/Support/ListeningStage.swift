import Audio
import Crypto
import FoundationEssentials
import Jobs
import Media
import Messaging
import Models
import Storage
import TestKit

@testable import MusicAnalysis

/// A folder of music with its tracks in a database of its own, and a worker that listens to them.
struct ListeningStage: Sendable {
  let stage: AnalysisStage
  var database: TestDatabase { stage.database }
  var folder: String { stage.folder }

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

  func write(_ bytes: [UInt8], _ file: String) throws { try stage.write(bytes, file) }

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
    try await stage.begin(
      .musicAnalysis, ids.map { TrackToAnalyse(Track.ID($0)) }, mark: mark, schema: schema)
  }

  /// Lets a worker work until the body has returned.
  func work(
    _ ear: Ear?, version: Int = TrackToAnalyse.schema, while body: () async throws -> Void
  ) async throws {
    let handler = MusicAnalysis(database: database.pool, ear: ear)
    let settings = WorkerSettings.analysing(slots: ear?.jobs ?? 1, schema: version)
    let result: Result<Void, any Error>
    do {
      result = .success(try await stage.work([(handler: handler, settings: settings)], while: body))
    } catch { result = .failure(error) }
    await ear?.close()
    try result.get()
  }

  /// Has these analysed, and returns the states of all tasks.
  func analyse(_ ids: [Int64], _ ear: Ear?, mark: String = "") async throws -> [String: Int] {
    try await begin(ids, mark: mark)
    try await work(ear) { try await stage.areDone() }
    return try await states()
  }

  func states() async throws -> [String: Int] { try await stage.states() }

  func features(_ id: Int64) async throws -> TrackFeatures? {
    try await stage.first(
      "select features from music_features where track_id = \(id) and version = \(TrackFeatures.version)",
      as: TrackFeatures.self)
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
  try await AnalysisStage.with { stage in try await body(ListeningStage(stage: stage)) }
}
