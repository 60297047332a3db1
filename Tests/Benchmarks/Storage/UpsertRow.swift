import Lifecycle
import Storage
import Telemetry

extension Benchmark {
  static let upsertRow = Comparison(
    name: "upsert", unit: "rows/s", peerName: "libpq in C, a statement a row", target: 3,
    help: "10,000 rows by on conflict do update in transactions of 200, one statement each"
  ) { bench in try await compareUpserts(bench) }
}

private let rowCount = 10_000
private let batch = 200
/// So many that a turn of the faster side takes a second.
private let passes = 10

private func compareUpserts(_ bench: Bench) async throws -> Figures {
  let connection = Connection(bench.database.settings, logger: bench.database.logger)
  try await connection.execute(
    """
    create table upserted (
      id int8 primary key, title text not null, plays int8 not null, score float8 not null,
      is_new bool not null
    ) with (autovacuum_enabled = false)
    """)
  let peer = try Programs.peer()
  let rows = Double(rowCount * passes)
  return try await bench.compare("upsert") {
    try await refill(connection)
    return try await rows
      / seconds {
        for pass in 1...passes { try await upsert(pass, over: connection) }
      }
  } peer: {
    try await refill(connection)
    let words = ["upsert", "\(rowCount)", "\(batch)", "\(passes)"]
    guard let time = Double(try await bench.database.run(peer, words).filter { !$0.isWhitespace }) else {
      throw BenchError("\(peer) did not say how long it took")
    }
    return rows / time
  }
}

/// Every turn finds the same table: all rows there, none of them old.
private func refill(_ connection: Connection) async throws {
  try await connection.execute("truncate upserted")
  try await upsert(0, over: connection)
  try await connection.execute("vacuum analyze upserted")
  try await connection.execute("checkpoint")
}

private func upsert(_ pass: Int, over connection: Connection) async throws {
  for start in stride(from: 0, to: rowCount, by: batch) {
    let columns = Columns(ids: start..<min(start + batch, rowCount), pass: pass)
    try await connection.transaction { session in _ = try session.execute(columns.upsert) }
  }
}

/// Some rows as columns. The peer makes the same values: see its `upsert_row`.
private struct Columns: Sendable {
  var ids: [Int] = []
  var titles: [String] = []
  var plays: [Int] = []
  var scores: [Double] = []
  var areNew: [Bool] = []

  init(ids: Range<Int>, pass: Int) {
    for id in ids {
      self.ids.append(id)
      titles.append("track number \(id)")
      plays.append(id * 31 + pass)
      scores.append(Double(id) / 7 + Double(pass))
      areNew.append((id + pass).isMultiple(of: 2))
    }
  }

  var upsert: SQL {
    """
    insert into upserted (id, title, plays, score, is_new)
    select * from \(unnest: ids, titles, plays, scores, areNew)
    on conflict (id) do update set title = excluded.title, plays = excluded.plays, score = excluded.score,
      is_new = excluded.is_new
    """
  }
}
