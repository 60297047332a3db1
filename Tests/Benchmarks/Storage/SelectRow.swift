import Lifecycle
import Storage
import Telemetry

extension Benchmark {
  static let selectRow = Comparison(
    name: "select", unit: "queries/s", peerName: "pgbench", target: 0.6,
    help:
      "prepared selects by key out of 100,000 rows, 8 tasks over a pool of 8; pgbench -S -M prepared -c 8"
  ) { bench in try await compareSelects(bench) }
}

/// Of ours and of pgbench, which has one thread for them unless told otherwise; with `-j 2` it is faster by a quarter
/// on two cores.
private let clients = 8
/// Of the table that pgbench makes at its scale 1.
private let rowCount: Int32 = 100_000

private func compareSelects(_ bench: Bench) async throws -> Figures {
  try await bench.pgbench("-i", "-s", "1", "-q")
  let pool = bench.database.pool(clients)
  _ = try await selects(1, from: pool)
  try await bench.pgbenchSelects(1)
  let figures = try await bench.compare("select") {
    try await selects(bench.scale.seconds, from: pool)
  } peer: {
    try await bench.pgbenchSelects(bench.scale.seconds)
  }
  await pool.close()
  return figures
}

/// Lets each client select as fast as it can for so many seconds; returns the queries per second of all.
private func selects(_ duration: Int, from pool: Pool) async throws -> Double {
  let start = ContinuousClock.now
  let end = start + .seconds(duration)
  let count = try await withThrowingTaskGroup(of: Int.self) { group in
    for client in 0..<clients {
      group.addTask { try await selects(client, until: end, from: pool) }
    }
    return try await group.reduce(0, +)
  }
  return Double(count) / (ContinuousClock.now - start).inSeconds
}

@concurrent
private func selects(_ client: Int, until end: ContinuousClock.Instant, from pool: Pool) async throws -> Int {
  var numbers = Numbers(seed: UInt64(client + 1))
  var count = 0
  while ContinuousClock.now < end {
    let id = Int32.random(in: 1...rowCount, using: &numbers)
    _ = try await pool.value("select abalance from pgbench_accounts where aid = \(id)", as: Int32.self)
    count += 1
  }
  return count
}

extension Bench {
  /// Queries per second by pgbench's own count, without the time in which it connects.
  @discardableResult
  fileprivate func pgbenchSelects(_ duration: Int) async throws -> Double {
    let output = try await pgbench(
      "-S", "-n", "-M", "prepared", "-c", "\(clients)", "-T", "\(duration)")
    guard let rate = output.number(after: "tps =") else {
      throw BenchError("pgbench did not say how fast it was: \(output)")
    }
    return rate
  }

  @discardableResult
  fileprivate func pgbench(_ arguments: String...) async throws -> String {
    try await database.run("pgbench", arguments, timeout: .seconds(900))
  }
}
