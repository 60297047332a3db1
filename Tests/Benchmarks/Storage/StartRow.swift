import Lifecycle

extension Benchmark {
  static let startRow = Comparison(
    name: "start", unit: "ms", peerName: "libpq in C", goal: .lower(allowance: 60), target: 1,
    help: "a service from its start until it was ready and has ended; a C program connects, selects 1, ends"
  ) { bench in try await compareStarts(bench) }
}

/// Of both sides the whole life is timed, so that they are timed alike; ours therefore includes its drain.
private func compareStarts(_ bench: Bench) async throws -> Figures {
  let ours = try Programs.ours()
  let peer = try Programs.peer()
  var database = bench.database
  database.environment = database.workerEnvironment
  return try await bench.compare(rounds: bench.scale.starts, "start") { [database] in
    try await seconds { try await database.run(ours, ["service", "--exit-when-ready"]) } * 1_000
  } peer: { [database] in
    try await seconds { try await database.run(peer, ["connect"]) } * 1_000
  }
}
