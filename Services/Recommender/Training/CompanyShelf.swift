import Crypto
import Learning
import Lifecycle
import Models
import Recommending
import Storage
import Telemetry

/// The model in use, kept in this process. A newer one takes its place as soon as it is read whole; one that cannot be read
/// is told of, and the one before goes on being used.
actor CompanyShelf {
  /// What was learnt, and under which number.
  struct Current: Sendable {
    let id: Int64
    let model: CompanyModel
    /// How its signals are weighed with others; nil where too little was known to learn that.
    let ranker: LearnedRanker?
  }

  private let store: ModelStore
  private let folder: ModelFolder
  private let logger: Logger
  private let desk = ReadingDesk()
  private let pause: Duration
  private var kept: Current?
  /// What could not be read, and until when it is not tried again.
  private var failed: (id: Int64, until: ContinuousClock.Instant)?

  init(_ database: any Database, folder: ModelFolder, pause: Duration = .seconds(60), logger: Logger) {
    store = ModelStore(database)
    self.folder = folder
    self.pause = pause
    self.logger = logger
  }

  /// Nil where nothing was learnt yet.
  func current() async throws -> Current? {
    guard let found = try await store.current(ModelToTrain.company) else {
      kept = nil
      return nil
    }
    if found.id == kept?.id { return kept }
    if let failed, failed.id == found.id, .now < failed.until { return kept }
    do {
      guard let digest = Digest(hex: found.record.digest) else {
        throw ModelFile.Failure(description: "its digest is none")
      }
      kept = Current(
        id: found.id, model: try await desk.read(digest, from: folder),
        ranker: try? found.record.ranker?.decode(LearnedRanker.self))
      failed = nil
      logger.info(
        "model read",
        [
          "model": LogValue(found.id), "form": .string(found.record.form),
          "bytes": LogValue(found.record.byteCount),
        ])
    } catch let failure as ModelFile.Failure {
      failed = (found.id, .now + pause)
      logger.warning(
        "a model cannot be read",
        [
          "model": LogValue(found.id), "error": "\(failure)",
          "in_use": .string(kept.map { "\($0.id)" } ?? "none"),
        ])
    }
    return kept
  }
}

/// Where it is read: files block.
private actor ReadingDesk {
  private nonisolated let executor = BlockingExecutor(label: "models")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  func read(_ digest: Digest, from folder: ModelFolder) throws -> CompanyModel { try folder.read(digest) }
}
