import Documents
import FoundationEssentials
import Jobs
import Messaging
import Models
import Storage

extension Commands {
  private static let seed = Option("seed", value: "N", help: "of what is drawn at random (default 1)")
  private static let wait = Option("wait", help: "until it is learnt, and show how it was judged")
  private static let timeout = Option("timeout", value: "DURATION", help: "wait no longer than this")

  static let train = Command(
    name: "train",
    summary: "has it learnt anew which tracks creators use together",
    examples: [
      .init(line: "train --wait", meaning: "and how well it foretells"),
      .init(line: "train --seed 7", meaning: "with other draws"),
    ],
    options: [wait, timeout, seed],
    notes: [
      "A recommender with HOOKLINE_MODEL_DIR learns from all uses of tracks in the database. What",
      "foretells the last uses of each creator worse than popularity does is kept, but not used.",
      "The scheduler has it learnt by itself every HOOKLINE_TRAIN_EVERY. Exits with 1 where --wait",
      "ends without a model, or --timeout passes: the order stands, and is carried out later.",
    ]
  ) { invocation, context in
    let seed = try invocation.number(seed, in: 0...Int(Int32.max)) ?? 1
    let (isWaiting, patience) = (invocation.has(wait), try invocation.duration(timeout))
    if patience != nil, !isWaiting { throw Misuse("--timeout goes with --wait", "train") }
    let end = patience.map { ContinuousClock.now + $0 }
    if let remote = try context.remote() {
      let order = try await remote.train(seed: seed, once: UUID().uuidString.lowercased())
      guard isWaiting else { return begun(context.console) }
      let work = try await over(
        RemoteTraining(remote: remote, order: order, end: end), until: end, context)
      return show(try await work.learnt(), context.console)
    }
    let found = try await context.withProducer { producer, store, _ in
      let key = "\(ModelToTrain.company) by hand \(UUID().uuidString.lowercased())"
      let input = ModelToTrain(seed: UInt64(seed))
      _ = try await producer.share(.train, [key: try JSON(encoding: input)], lane: .norm)
      context.tellOfLeft(by: producer)
      guard isWaiting else { return ModelStore.Found?.none }
      let work = try await over(StoredTraining(store: store, key: key), until: end, context)
      return try await work.learnt()
    }
    return show(found, context.console)
  }

  private static func show(_ found: ModelStore.Found?, _ console: Console) -> ExitCode {
    guard let found else { return begun(console) }
    ModelReport([found]).show(on: console)
    return .done
  }

  private static func begun(_ console: Console) -> ExitCode {
    if console.isJSON {
      console.result(["begun": .bool(true)])
    } else {
      console.result("learning begins; \"hookline models\" shows what comes of it")
    }
    return .done
  }

  /// Waits until the work is done.
  private static func over<Work: Training>(
    _ training: Work, until end: ContinuousClock.Instant?, _ context: Context
  ) async throws -> Work.State {
    let progress = ProgressBar(context.console)
    defer { progress.clear() }
    if await training.isNobodyThere(context) {
      context.console.note(
        "no recommender that learns is running: start one with HOOKLINE_MODEL_DIR; waiting for it")
    }
    let begin = ContinuousClock.now
    var looks = 0
    while true {
      guard let work = try await training.state() else {
        throw CommandFailure("nothing was learnt: the order is gone")
      }
      switch work.state {
      case .succeeded: return work
      case .queued, .running:
        if let end, .now >= end {
          throw CommandFailure("nothing was learnt yet, and the time is over; the order stands")
        }
        let waited = brief(Double((ContinuousClock.now - begin).components.seconds))
        progress.show(nil, "\(work.state == .queued ? "waiting for a recommender" : "learning"), \(waited)")
        let pause = Work.pause(afterLooks: looks)
        try await Task.sleep(for: end.map { max(.zero, min(pause, $0 - .now)) } ?? pause)
        looks += 1
      default: throw CommandFailure("nothing was learnt: \(work.error ?? "the task is \(work.state)")")
      }
    }
  }
}
