extension Benchmark {
  static let idleRow = Comparison(
    name: "idle", unit: "MB", peerName: "limit", goal: .lower(), target: 1,
    help: "resident memory of an idle service, connected and asked once whether it is ready"
  ) { bench in try await weighIdleService(bench) }
}

/// In MB. A dozen workers then fit into the memory of the smallest machine that is for hire.
private let limit = 25.0

private func weighIdleService(_ bench: Bench) async throws -> Figures {
  let probe = Probe()
  return try await bench.compare("idle") {
    try await bench.database.withWorker { worker in
      let answer = try await probe.statusLine(of: "/readyz", port: worker.port)
      guard answer.contains(" 200 ") else { throw BenchError("the service is not ready: \(answer)") }
      guard let resident = ResidentMemory.megabytes(of: worker.pid) else {
        throw BenchError("the service has gone")
      }
      return resident
    }
  } peer: {
    limit
  }
}
