import HTTP
import Lifecycle
import Models
import Storage

/// Stored lists read over HTTP: how many a second, and how long the slowest of a hundred takes.
struct StoredRows: Measurable {
  private static let rate = Comparison(
    name: "stored", unit: "requests/s", peerName: "FastAPI, asyncpg", target: 5,
    help:
      "lists of --creators creators, 64 connections that are kept; uvicorn with as many workers as serve it best"
  ) { _ in throw BenchError("measured with the others") }
  private static let slowest = Comparison(
    name: "stored", unit: "ms at 99 %", peerName: "FastAPI, asyncpg", goal: .lower(), target: 2, help: ""
  ) { _ in throw BenchError("measured with the others") }

  var name: String { Self.rate.name }
  var needsDatabase: Bool { true }
  var listing: [String] { Self.rate.listing }

  func lines(_ bench: Bench) async throws -> [any ReportLine] {
    try await StoredLists.fill(bench)
    let python = try await PythonEnvironment("bench-http", peer: "Web", bench.progress)
    let workers = try await bestWorkers(python, bench)
    var (ours, peers) = ([WebLoad](), [WebLoad]())
    for round in 1...bench.scale.rounds {
      try Task.checkCancellation()
      if round % 2 == 1 { ours.append(try await measureOurs(bench)) }
      peers.append(try await measurePeer(python, workers, bench.scale.seconds, bench))
      if round % 2 == 0 { ours.append(try await measureOurs(bench)) }
      bench.progress.say(
        "stored: round \(round): ours \(ours[round - 1].rate.short) a second, \(ours[round - 1].p99.short) ms; "
          + "peer \(peers[round - 1].rate.short), \(peers[round - 1].p99.short) ms")
    }
    let written = try await measureWritten(bench)
    let details = [
      ("workers", Double(workers)), ("pgbench", try await StoredLists.pgbench(bench)),
      ("whileWritten", written.rate), ("oursP50", median(ours.map(\.p50))),
      ("peerP50", median(peers.map(\.p50))),
    ]
    return [
      Report(
        comparison: Self.rate,
        figures: Figures(ours: median(ours.map(\.rate)), peer: median(peers.map(\.rate)), details: details)),
      Report(
        comparison: Self.slowest,
        figures: Figures(ours: median(ours.map(\.p99)), peer: median(peers.map(\.p99)))),
    ]
  }

  private func bestWorkers(_ python: PythonEnvironment, _ bench: Bench) async throws -> Int {
    var best = (workers: 1, rate: 0.0)
    for workers in 1...3 {
      let load = try await measurePeer(python, workers, 2, bench)
      bench.progress.say("stored: uvicorn with \(workers) workers: \(load.rate.short) a second")
      if load.rate > best.rate { best = (workers, load.rate) }
    }
    return best.workers
  }

  private func measurePeer(
    _ python: PythonEnvironment, _ workers: Int, _ seconds: Int, _ bench: Bench
  ) async throws -> WebLoad {
    try await WebServer.peer(python, workers: workers, bench) { server in
      // The workers begin one after the other.
      _ = try await WebLoad.run(server, creators: bench.scale.creators, seconds: 1)
      return try await WebLoad.run(server, creators: bench.scale.creators, seconds: seconds)
    }
  }

  /// What is read again and again, as a service finds it that has been up for a while; and no read that is out of date.
  private func measureOurs(_ bench: Bench) async throws -> WebLoad {
    try await WebServer.ours(keeping: 256, bench) { server in
      try await StoredLists.readAll(server, bench.scale.creators)
      let load = try await WebLoad.run(
        server, creators: bench.scale.creators, seconds: bench.scale.seconds)
      try await StoredLists.checkFreshness(server, bench)
      return load
    }
  }

  /// The same while another process commits all the time, so that every read has to look at the rows.
  private func measureWritten(_ bench: Bench) async throws -> WebLoad {
    try await WebServer.ours(keeping: 256, bench) { server in
      try await StoredLists.readAll(server, bench.scale.creators)
      let writer = Task {
        let connection = Connection(bench.database.settings, logger: bench.logger)
        while !Task.isCancelled {
          try await connection.execute("update bench_tick set n = n + 1")
          try await Task.sleep(for: .milliseconds(2))
        }
      }
      defer { writer.cancel() }
      return try await WebLoad.run(server, creators: bench.scale.creators, seconds: bench.scale.seconds)
    }
  }
}
