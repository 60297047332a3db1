import FoundationEssentials
import Lifecycle
import Storage
import Telemetry

extension Benchmark {
  static let copyRow = Comparison(
    name: "copy", unit: "rows/s", peerName: "psql \\\\copy", target: 0.5,
    help: "rows of five columns from Swift values by copyIn; psql copies the same rows from a text file"
  ) { bench in try await compareCopies(bench) }
}

/// The rows that are copied: a value for each column, the same ones in every run.
struct SampleRows: Sendable {
  static let columns = ["id", "title", "score", "seen_at", "is_new"]

  /// Nobody but this benchmark comes to the table, so nothing of the server's own may come in between.
  static func table(_ name: String) -> SQL {
    """
    create table \(identifier: name) (
      id int8 not null, title text not null, score float8 not null, seen_at timestamptz not null,
      is_new bool not null
    ) with (autovacuum_enabled = false)
    """
  }

  private let titles = (0..<1_000).map { "a track with a title of its own, \($0)" }
  private let start = Date(timeIntervalSince1970: 1_700_000_000)

  func write(_ ids: Range<Int>, to writer: inout CopyWriter) throws {
    for id in ids {
      writer.append(id)
      writer.append(titles[id % titles.count])
      writer.append(Double(id) / 7)
      writer.append(start + Double(id))
      writer.append(id.isMultiple(of: 2))
      try writer.endRow()
    }
  }
}

private func compareCopies(_ bench: Bench) async throws -> Figures {
  let connection = Connection(bench.database.settings, logger: bench.database.logger)
  try await connection.execute(SampleRows.table("copied"))
  let rows = SampleRows()
  let count = bench.scale.rows
  return try await withTemporaryFile { file in
    bench.progress.say("copy: writing a file of \(count) rows")
    _ = try await copy(rows, count, over: connection)
    try await bench.psql("\\copy copied to '\(file)'")
    return try await bench.compare("copy") {
      Double(count) / (try await copy(rows, count, over: connection))
    } peer: {
      try await empty(connection)
      return Double(count) / (try await bench.psql("\\copy copied from '\(file)'"))
    }
  }
}

private func empty(_ connection: Connection) async throws {
  // The checkpoint keeps one turn's leftovers from being written during the next.
  try await connection.execute("truncate copied")
  try await connection.execute("checkpoint")
}

/// Copies the rows into the empty table; returns the seconds that it took.
private func copy(_ rows: SampleRows, _ count: Int, over connection: Connection) async throws -> Double {
  try await empty(connection)
  return try await seconds {
    let copied = try await connection.perform { session in
      try session.copyIn(into: "copied", columns: SampleRows.columns) { writer in
        try rows.write(0..<count, to: &writer)
      }
    }
    guard copied == count else { throw BenchError("copied \(copied) rows instead of \(count)") }
  }
}

extension Bench {
  /// Runs a command of psql; returns the seconds that psql itself counts for it, without its start.
  @discardableResult
  fileprivate func psql(_ command: String) async throws -> Double {
    let output = try await database.run(
      "psql", ["-X", "-v", "ON_ERROR_STOP=1", "-c", "\\timing on", "-c", command])
    guard let milliseconds = output.number(after: "Time:") else {
      throw BenchError("psql did not say how long \(command) took: \(output)")
    }
    return milliseconds / 1_000
  }
}
