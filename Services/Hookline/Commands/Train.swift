import FoundationEssentials
import Jobs
import Messaging
import Models
import Storage

extension Commands {
  private static let seed = Option("seed", value: "N", help: "of what is drawn at random (default 1)")
  private static let wait = Option("wait", help: "until it is learnt, and show how it was judged")

  static let train = Command(
    name: "train",
    summary: "has it learnt anew which tracks creators use together",
    examples: [
      .init(line: "train --wait", meaning: "and how well it foretells"),
      .init(line: "train --seed 7", meaning: "with other draws"),
    ],
    options: [wait, seed],
    notes: [
      "A recommender with HOOKLINE_MODEL_DIR learns from all uses of tracks in the database. What",
      "foretells the last uses of each creator worse than popularity does is kept, but not used.",
      "The scheduler has it learnt by itself every HOOKLINE_TRAIN_EVERY. Exits with 1 where --wait",
      "ends without a model.",
    ]
  ) { invocation, context in
    let seed = try invocation.number(seed, in: 0...Int(Int32.max)) ?? 1
    let isWaiting = invocation.has(wait)
    let found = try await context.withProducer { producer, store, _ in
      let key = "\(ModelToTrain.company) by hand \(UUID().uuidString.lowercased())"
      let input = ModelToTrain(seed: UInt64(seed))
      _ = try await producer.share(.train, [key: try JSON(encoding: input)], lane: .norm)
      context.tellOfLeft(by: producer)
      guard isWaiting else { return ModelStore.Found?.none }
      try await over(key, store, context)
      return try await ModelStore(store.database).newest(ModelToTrain.company, limit: 1).first
    }
    if let found {
      ModelReport([found]).show(on: context.console)
    } else if context.console.isJSON {
      context.console.result(["begun": .bool(true)])
    } else {
      context.console.result("learning begins; \"hookline models\" shows what comes of it")
    }
    return .done
  }

  private static func over(_ key: String, _ store: JobStore, _ context: Context) async throws {
    let progress = ProgressBar(context.console)
    defer { progress.clear() }
    let begin = ContinuousClock.now
    while true {
      let (state, error) = try await store.sharedState(.train, key) ?? (.cancelled, nil)
      switch state {
      case .succeeded: return
      case .queued, .running:
        let waited = brief(Double((ContinuousClock.now - begin).components.seconds))
        progress.show(nil, "\(state == .queued ? "waiting for a recommender" : "learning"), \(waited)")
        try await Task.sleep(for: .milliseconds(300))
      default: throw CommandFailure("nothing was learnt: \(error ?? "the task is \(state.rawValue)")")
      }
    }
  }
}
