import Synchronization

extension Benchmark {
  /// The whole way of a creator, from the handle in a file to the list in the database, through all the programs.
  static let creators = Benchmark(name: "creators", comparisons: [scaling, memory])

  /// One measurement serves both comparisons: it takes minutes.
  private static let measurement = Measurement()

  private static let scaling = Comparison(
    name: "scaling", unit: "seconds", peerName: "twice the time of half as many", goal: .lower(),
    target: 2 / 2.2,
    help: "all creators through five programs, against twice the time that half of them take"
  ) { bench in
    let (half, full) = try await measurement.result(bench)
    return Figures(ours: full.time, peer: 2 * half.time, details: full.details)
  }

  private static let memory = Comparison(
    name: "memory", unit: "MB", peerName: "at half of the way", goal: .lower(), target: 1 / 1.1,
    help: "resident memory of the worker that grows most, at the end against at half of the way"
  ) { bench in
    let (_, full) = try await measurement.result(bench)
    guard let worst = full.growths.max(by: { $0.end / $0.half < $1.end / $1.half }) else {
      throw BenchError("no worker was watched")
    }
    let details = full.growths.map { (name: "\($0.name) MB", value: $0.end) }
    return Figures(ours: worst.end, peer: worst.half, details: details)
  }
}

/// Takes half as many creators, then all, each in a database of its own.
private actor Measurement {
  private var known: [Int: (half: CreatorsRun, full: CreatorsRun)] = [:]

  func result(_ bench: Bench) async throws -> (half: CreatorsRun, full: CreatorsRun) {
    let count = bench.scale.creators
    if let known = known[count] { return known }
    let result = try await Sampled.with(count: count, bench) { samples in
      let half = try await CreatorsRun.measure(count / 2, of: samples, bench)
      return (half, try await CreatorsRun.measure(count, of: samples, bench))
    }
    known[count] = result
    return result
  }
}
