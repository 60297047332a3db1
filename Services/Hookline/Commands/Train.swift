import Documents
import FoundationEssentials
import Jobs
import Lifecycle
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
    if let remote = try context.remote() {
      guard !isWaiting else {
        throw CommandFailure(
          "--wait needs the servers themselves, and \(Remote.urlName) says to ask a gateway; "
            + "have it begun without it, and look at \"hookline models\"")
      }
      try await remote.train(seed: seed, once: UUID().uuidString.lowercased())
      return begun(context.console)
    }
    let found = try await context.withProducer { producer, store, _ in
      let key = "\(ModelToTrain.company) by hand \(UUID().uuidString.lowercased())"
      let input = ModelToTrain(seed: UInt64(seed))
      _ = try await producer.share(.train, [key: try JSON(encoding: input)], lane: .norm)
      context.tellOfLeft(by: producer)
      guard isWaiting else { return ModelStore.Found?.none }
      let task = try await over(key, store, until: patience.map { .now + $0 }, context)
      return try await ModelStore(store.database).made(by: task.uuid)
    }
    guard let found else {
      return begun(context.console)
    }
    ModelReport([found]).show(on: context.console)
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

  /// Waits until the work is done; its task.
  private static func over(
    _ key: String, _ store: JobStore, until end: ContinuousClock.Instant?, _ context: Context
  ) async throws -> TaskID {
    let progress = ProgressBar(context.console)
    defer { progress.clear() }
    await tellOfNobody(context)
    let begin = ContinuousClock.now
    while true {
      guard let work = try await store.sharedState(.train, key) else {
        throw CommandFailure("nothing was learnt: the order is gone")
      }
      switch work.state {
      case .succeeded: return work.id
      case .queued, .running:
        if let end, .now >= end {
          throw CommandFailure("nothing was learnt yet, and the time is over; the order stands")
        }
        let waited = brief(Double((ContinuousClock.now - begin).components.seconds))
        progress.show(nil, "\(work.state == .queued ? "waiting for a recommender" : "learning"), \(waited)")
        try await Task.sleep(for: .milliseconds(300))
      default: throw CommandFailure("nothing was learnt: \(work.error ?? "the task is \(work.state)")")
      }
    }
  }

  /// Says so where no recommender learns: waiting for one may take for ever. A broker that does not say is told of by
  /// others.
  private static func tellOfNobody(_ context: Context) async {
    let queues = JobLane.allCases.map { BrokerName.queue(.train, $0) }
    guard let url = try? context.settings().require(\.amqpURL).text,
      let broker = try? BrokerSettings(url: url),
      let depths = try? await Inspector(broker).depths(of: queues),
      depths.values.allSatisfy({ $0.consumerCount == 0 })
    else { return }
    context.console.note(
      "no recommender that learns is running: start one with HOOKLINE_MODEL_DIR; waiting for it")
  }
}
