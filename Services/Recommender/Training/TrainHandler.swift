import Crypto
import FoundationEssentials
public import Jobs
import Learning
import Lifecycle
import Messaging
public import Models
import Recommending
import Storage
import Telemetry

extension ModelToTrain: JobInput {}

/// Learns from who has used what: reads it, has it learnt and judged, writes the file, and with the end of the task the
/// row that has recommenders use it.
struct TrainHandler: Handler {
  let kind = JobKind.train
  let database: any Database
  let folder: ModelFolder
  let memoryLimit: Int
  /// What lists are made of.
  let shelf: TrackShelf
  /// What each use takes in all that is made of it.
  private static let bytesOfUse = 256
  /// How many videos are read at once.
  var pageSize = 20_000
  /// How many models keep their files, the one in use among them.
  private var kept: Int { ModelStore.kept }

  func handle(_ job: Job<ModelToTrain>) async throws -> Outcome<ModelRecord> {
    guard job.input.kind == ModelToTrain.company else {
      return .discard(because: "there is no model of the kind \"\(job.input.kind.prefix(80))\"")
    }
    let (taken, newest): ([TrackTaken], Video.ID?)
    do { (taken, newest) = try await uses() } catch let refusal as TrainingRefusal {
      return .discard(because: refusal.description)
    }
    do {
      let desk = TrainingDesk()
      let settings = settings(job.input)
      let learnt = try await desk.learn(taken, settings, job.logger)
      let lists = try await RankerLesson(
        database, tracks: try await shelf.current(), seed: job.input.seed
      ).learn(taken, desk, settings)
      tell(lists, job.logger)
      let file = try await desk.write(learnt.model, to: folder)
      await forget(but: file.digest, job.logger)
      return .done(try record(learnt, lists, file, job, newest))
    } catch let refusal as TrainingRefusal {
      return .discard(because: refusal.description)
    } catch let failure as ModelFile.Failure {
      return .retry(because: failure.description)
    }
  }

  func store(_ results: [Finished<ModelRecord>], _ session: Session) throws {
    for finished in results { try ModelStore.store(finished.result, session) }
  }

  private func settings(_ input: ModelToTrain) -> Training.Settings {
    var settings = Training.Settings()
    settings.memoryLimit = memoryLimit
    settings.threads = ProcessInfo.processInfo.activeProcessorCount
    settings.seed = input.seed
    return settings
  }

  private func tell(_ lists: RankerLesson.Learnt, _ logger: Logger) {
    let reason = lists.scores.isEmpty ? "too few choices to learn from" : "lists by the fit foretell more"
    logger.info(
      "weights of lists learnt",
      [
        "weights": .string(lists.ranker?.told ?? reason),
        "scores": .string(lists.scores.map { "\($0.name) \($0.ndcg)" }.joined(separator: ", ")),
      ])
  }

  /// All of them, with the newest video that was looked at. A use is held twice while it is learnt from.
  private func uses() async throws -> ([TrackTaken], Video.ID?) {
    let store = TakenStore(database)
    let most = memoryLimit / Self.bytesOfUse
    var taken: [TrackTaken] = []
    var place: Video.ID?
    let newest = try await store.newestVideo()
    repeat {
      let page = try await store.page(after: place, limit: pageSize)
      taken += page.uses.map { TrackTaken($0.author, $0.track, at: $0.at) }
      guard taken.count <= most else {
        throw TrainingRefusal(
          description: "more than \(most) uses do not fit into HOOKLINE_TRAIN_MEMORY (\(memoryLimit) bytes)")
      }
      place = page.last
      try Task.checkCancellation()
    } while place != nil
    return (taken, newest)
  }

  private func record(
    _ learnt: Training.Learnt, _ lists: RankerLesson.Learnt, _ file: (digest: Digest, byteCount: Int),
    _ job: Job<ModelToTrain>, _ newest: Video.ID?
  ) throws -> ModelRecord {
    ModelRecord(
      kind: job.input.kind, state: learnt.isWorthUsing ? .current : .refused, form: learnt.model.kind,
      digest: file.digest.description, byteCount: file.byteCount, seed: Int64(clamping: job.input.seed),
      snapshot: try JSON(
        encoding: Snapshot(
          authors: learnt.authors, tracks: learnt.model.tracks.count, uses: learnt.uses,
          video: newest?.rawValue ?? 0, task: "\(job.id)")),
      parameters: try JSON(encoding: learnt.parameters),
      metrics: try JSON(encoding: Metrics(judged: learnt.judged, scores: learnt.scores + lists.scores)),
      ranker: try lists.ranker.map { try JSON(encoding: $0) })
  }

  private struct Snapshot: Encodable {
    let authors: Int
    let tracks: Int
    let uses: Int
    let video: Int64
    let task: String
  }

  private struct Metrics: Encodable {
    let judged: Int
    let scores: [Training.Score]
  }

  /// Files of models that are long out of use go; that they are there harms nobody, so a failure is told only.
  private func forget(but newest: Digest, _ logger: Logger) async {
    do {
      let store = ModelStore(database)
      let found = try await store.newest(ModelToTrain.company, limit: 200)
      let current = try await store.current(ModelToTrain.company)
      // The newest file has no row yet, and several rows may have the same one.
      let old = Set(found.dropFirst(kept - 1).map(\.record.digest))
      let needed = Set(found.prefix(kept - 1).map(\.record.digest) + [newest.description])
        .union(current.map { [$0.record.digest] } ?? [])
      let count = try folder.forget(old.subtracting(needed).compactMap { Digest(hex: $0) })
      if count > 0 { logger.info("files of former models deleted", ["files": LogValue(count)]) }
    } catch {
      logger.warning("files of former models cannot be deleted", ["error": "\(error)"])
    }
  }
}

extension LearnedRanker {
  /// Its weights, for a log.
  var told: String {
    Signal.allCases.map { "\($0.rawValue) \((weight(of: $0) * 1_000).rounded() / 1_000)" }.joined(
      separator: ", ")
  }
}

extension Digest {
  /// As rows have it.
  init?(hex text: String) {
    guard let bytes = try? Hex.decode(text) else { return nil }
    self.init(bytes)
  }
}

/// Where it is learnt: on a thread of its own, since it computes for seconds to minutes.
actor TrainingDesk {
  private nonisolated let executor = BlockingExecutor(label: "training")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  func learn(
    _ taken: [TrackTaken], _ settings: Training.Settings, _ logger: Logger
  ) throws -> Training.Learnt {
    let learnt = try Training(settings).learn(taken) { share, what in
      try Task.checkCancellation()
      logger.debug("training", ["share": "\(share)", "step": .string(what)])
    }
    logger.info(
      "learnt",
      [
        "form": .string(learnt.model.kind), "creators": LogValue(learnt.authors),
        "tracks": LogValue(learnt.model.tracks.count), "uses": LogValue(learnt.uses),
        "judged": LogValue(learnt.judged),
        "scores": .string(learnt.scores.map { "\($0.name) \($0.ndcg)" }.joined(separator: ", ")),
        "used": "\(learnt.isWorthUsing)",
      ])
    return learnt
  }

  func write(
    _ model: CompanyModel, to folder: ModelFolder
  ) throws -> (digest: Digest, byteCount: Int) { try folder.write(model) }
}
