import Lifecycle
import Storage

extension Benchmark {
  static let ingest = Benchmark(
    name: "ingest", comparisons: [.pagesRow, .pagesProcessorRow, .pagesMemoryRow, .filesRow])
}

/// What one client said of itself.
struct IngestTurn: Sendable {
  let seconds: Double
  /// Processor time of the client, the kernel's on its behalf included.
  let processorSeconds: Double
  /// Resident memory after a fifth, and the most of it later, in MB.
  let first: Double
  let peak: Double
  let records: Int

  init(_ output: String) throws {
    guard let seconds = output.number(after: "seconds"), let cpu = output.number(after: "cpu"),
      let first = output.number(after: "first"), let peak = output.number(after: "peak"),
      let records = output.number(after: "records")
    else { throw BenchError("the client did not say what it took: \(output)") }
    // Growth from nothing on would be that of no run.
    guard first > 0 else { throw BenchError("the client looked at its memory too late: \(output)") }
    (self.seconds, self.first, self.peak) = (seconds, first, peak)
    processorSeconds = cpu
    self.records = Int(records)
  }

  var rate: Double { Double(records) / seconds }
  /// Microseconds of processor time a record.
  var cost: Double { processorSeconds / Double(records) * 1e6 }
  var growth: Double { peak - first }
}

/// What all clients said of themselves. The peer that is compared with is the plain one, as its libraries' guides show it;
/// what tuning gets out of it is told beside.
struct IngestTurns: Sendable {
  var ours: [IngestTurn] = []
  var peer: [IngestTurn] = []
  var tuned: [IngestTurn] = []

  /// One of each, in another order every other time.
  mutating func add(_ clients: IngestClients, _ arguments: [String], expecting count: Int) async throws {
    if ours.count.isMultiple(of: 2) { ours.append(try await clients.ours(arguments, expecting: count)) }
    peer.append(try await clients.peer(arguments, expecting: count))
    tuned.append(try await clients.peer(arguments, tuned: true, expecting: count))
    if ours.count < peer.count { ours.append(try await clients.ours(arguments, expecting: count)) }
  }

  /// The rates of the last round, for whoever watches.
  var latest: String {
    guard let ours = ours.last, let peer = peer.last, let tuned = tuned.last else { return "nothing yet" }
    return "ours \(ours.rate.short), peer \(peer.rate.short), peer tuned \(tuned.rate.short)"
  }

  var details: [(String, Double)] {
    [
      ("peerTuned", median(tuned.map(\.rate))),
      ("ratioToTuned", median(ours.map(\.rate)) / median(tuned.map(\.rate))),
      ("oursMicrosecondsOfCPU", median(ours.map(\.cost))),
      ("peerMicrosecondsOfCPU", median(peer.map(\.cost))),
      ("peerTunedMicrosecondsOfCPU", median(tuned.map(\.cost))),
      ("oursPeak", median(ours.map(\.peak))), ("peerPeak", median(peer.map(\.peak))),
    ]
  }
}

/// The two clients, each in a process of its own against empty tables.
struct IngestClients: Sendable {
  let bench: Bench
  let python: PythonEnvironment
  private let connection: Connection

  init(_ bench: Bench) async throws {
    self.bench = bench
    python = try await PythonEnvironment("bench-ingest", peer: "Ingest", bench.progress)
    _ = try await Migrator(bench.database.settings, logger: bench.logger).migrate()
    connection = Connection(bench.database.settings, logger: bench.logger)
  }

  func close() async { await connection.close() }

  func ours(_ arguments: [String], expecting count: Int) async throws -> IngestTurn {
    try await turn(try Programs.ours(), ["ingest"] + arguments, expecting: count)
  }

  func peer(_ arguments: [String], tuned: Bool = false, expecting count: Int) async throws -> IngestTurn {
    try await turn(
      python.bin + "/python", [python.folder + "/peer.py", tuned ? "tuned" : "plain"] + arguments,
      expecting: count, isPeer: true)
  }

  /// A client that is fast and leaves records out is none. The peer makes no partitions: it finds those of its version.
  private func turn(
    _ program: String, _ arguments: [String], expecting count: Int, isPeer: Bool = false
  ) async throws -> IngestTurn {
    try await empty()
    for table in isPeer ? Self.tables : [] {
      let (parent, part) = ("hookline.\(table)", "hookline.\(table)_1")
      try await connection.execute(
        "create table \(identifier: part) partition of \(identifier: parent) for values in (1)")
    }
    try await connection.execute("checkpoint")
    var database = bench.database
    database.environment["PGOPTIONS"] = "-c search_path=hookline,public"
    let output = try await database.run(program, arguments, timeout: .seconds(3_600))
    let stored = try await connection.value(
      """
      select (select count(*) from hookline.moovitamix_user) + (select count(*) from hookline.moovitamix_track)
             + (select count(*) from hookline.moovitamix_history)
      """, as: Int.self)
    let turn = try IngestTurn(output)
    guard stored == count, turn.records == count else {
      throw BenchError("\(program) stored \(stored) records of \(count), and says \(turn.records)")
    }
    return turn
  }

  private static let tables = ["moovitamix_user", "moovitamix_track", "moovitamix_history"]

  private func empty() async throws {
    try await connection.execute(
      "truncate hookline.dataset_version, hookline.dataset_chunk, hookline.dataset_rejection")
    for table in Self.tables {
      let parts = try await connection.rows(
        """
        select c.relname::text from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = to_regclass('hookline.' || \(table))
        """, as: String.self)
      for part in parts { try await connection.execute("drop table hookline.\(identifier: part)") }
    }
  }
}
