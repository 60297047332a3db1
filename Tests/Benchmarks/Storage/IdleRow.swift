extension Benchmark {
  static let idleRow = Comparison(
    name: "idle", unit: "MB", peerName: "limit", goal: .lower(), target: 1,
    help: "resident memory of an idle service, connected and asked once whether it is ready"
  ) { bench in throw BenchError("not yet") }

  static let startRow = Comparison(
    name: "start", unit: "ms", peerName: "C program that connects", goal: .lower(allowance: 60), target: 1,
    help:
      "from the start of a service to its end when it is ready; a C program that connects, selects 1 and ends"
  ) { bench in throw BenchError("not yet") }
}
