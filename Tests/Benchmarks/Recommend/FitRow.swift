import Factors
import Telemetry

extension Comparison {
  /// Factors for all, as good as the peer's.
  static let fit = Comparison(
    name: "fit", unit: "s", peerName: "implicit", goal: .lower(), target: 1, needsDatabase: false,
    help:
      "iALS, 64 factors, 100 likes a user, --tracks users, half as many items: until 0.001 below its NDCG@10"
  ) { bench in
    try await RecommendPeer.with(bench) { peer in try await FitRow(bench, peer).figures() }
  }
}

/// Both fit the same likes, and each is judged after every iteration, outside of its time. The time of each is that until
/// it is within 0.001 of what the peer has at its end.
private struct FitRow {
  private static let iterations = 15
  private static let tolerance = 0.001
  /// What is best for the peer of 15 that were tried on 4,000 users; the same objective for ours, whose penalty goes by
  /// the numbers of users and of items: their geometric mean makes the products of the two penalties the same.
  private static let peerSettings = (alpha: 1.0, regularization: 30.0)
  private static let unobserved = 1.0

  private struct Answer: Decodable {
    var steps: [Spent]
    var peakMegabytes: Double
  }

  /// What had been spent after an iteration, and how good it was.
  private struct Course {
    var steps: [(spent: Spent, ndcg: Double)] = []

    var final: Double { steps.last?.ndcg ?? 0 }

    func first(reaching ndcg: Double) -> (spent: Spent, iteration: Int)? {
      steps.firstIndex { $0.ndcg >= ndcg }.map { (steps[$0].spent, $0 + 1) }
    }
  }

  private let bench: Bench
  private let peer: RecommendPeer
  private let world: TasteWorld
  private let interactions: Interactions

  init(_ bench: Bench, _ peer: RecommendPeer) throws {
    (self.bench, self.peer) = (bench, peer)
    world = TasteWorld(
      users: bench.scale.tracks, items: bench.scale.tracks / 2, each: 100, seed: bench.scale.seed)
    interactions = try world.interactions
    try peer.shape(
      .init(
        users: world.users, items: world.items, alpha: Self.peerSettings.alpha,
        regularization: Self.peerSettings.regularization, iterations: Self.iterations,
        seed: bench.scale.seed))
    try peer.write(world.likes, "likes")
    try peer.write(world.judged, "judged")
  }

  func figures() async throws -> Figures {
    let (theirs, peak) = try await peerCourse()
    let ours = try ownCourse(until: theirs.final - Self.tolerance)
    guard let peerEnd = theirs.first(reaching: theirs.final - Self.tolerance) else {
      throw BenchError("the peer has learnt nothing")
    }
    guard let end = ours.first(reaching: theirs.final - Self.tolerance) else {
      throw BenchError(
        "NDCG@10 is \(ours.final) after \(ours.steps.count) epochs, the peer's \(theirs.final)")
    }
    let settings = ALSSettings(factors: TasteBench.factors, threads: TasteBench.threads)
    let bytes = ALS.bytesNeeded(userCount: world.users, itemCount: world.items, settings: settings)
    return Figures(
      ours: end.spent.seconds, peer: peerEnd.spent.seconds,
      details: [
        ("oursCPUSeconds", end.spent.cpuSeconds), ("peerCPUSeconds", peerEnd.spent.cpuSeconds),
        ("ratioOfCPU", peerEnd.spent.cpuSeconds / end.spent.cpuSeconds),
        ("oursEpochs", Double(end.iteration)), ("peerIterations", Double(peerEnd.iteration)),
        ("oursNDCG", ours.final), ("peerNDCG", theirs.final),
        ("oursSecondsAnEpoch", end.spent.seconds / Double(end.iteration)),
        ("peerSecondsAnIteration", peerEnd.spent.seconds / Double(peerEnd.iteration)),
        ("interactions", Double(interactions.count)), ("users", Double(world.users)),
        ("items", Double(world.items)), ("oursMegabytesStated", Double(bytes) / 1e6),
        ("peerPeakMegabytes", peak), ("threads", Double(TasteBench.threads)),
      ])
  }

  private func peerCourse() async throws -> (Course, Double) {
    let answer = try await peer.run("fit", as: Answer.self)
    var course = Course()
    var spent = Spent.none
    for (iteration, step) in answer.steps.enumerated() {
      spent = spent + step
      let users = try FactorMatrix(
        rows: world.judged.count, columns: TasteBench.factors, values: try peer.floats("users-\(iteration)"))
      let items = try FactorMatrix(
        rows: world.items, columns: TasteBench.factors, values: try peer.floats("items-\(iteration)"))
      course.steps.append((spent, try world.ndcg(users, items, interactions)))
    }
    bench.progress.say(
      "fit: the peer's NDCG@10: \(course.steps.map { $0.ndcg.short }.joined(separator: " "))")
    return (course, answer.peakMegabytes)
  }

  private func ownCourse(until goal: Double) throws -> Course {
    struct Reached: Error {}
    var course = Course()
    var spent = Spent.none
    var (start, used) = (ContinuousClock.now, ownSeconds())
    let settings = ALSSettings(
      factors: TasteBench.factors, epochs: Self.iterations,
      penalty: Self.peerSettings.regularization / Double(world.items * world.users).squareRoot(),
      unobserved: Self.unobserved,
      seed: UInt64(bench.scale.seed), threads: TasteBench.threads)
    do {
      _ = try ALS(interactions, settings) { _, model in
        spent =
          spent
          + Spent(seconds: (ContinuousClock.now - start).inSeconds, cpuSeconds: ownSeconds() - used)
        let judged = try FactorMatrix(
          rows: world.judged.count, columns: TasteBench.factors,
          values: world.judged.flatMap { model.users[Int($0)] })
        course.steps.append((spent, try world.ndcg(judged, model.items, interactions)))
        if course.final >= goal { throw Reached() }
        (start, used) = (ContinuousClock.now, ownSeconds())
      }
    } catch is Reached {}
    bench.progress.say("fit: our NDCG@10: \(course.steps.map { $0.ndcg.short }.joined(separator: " "))")
    return course
  }
}
