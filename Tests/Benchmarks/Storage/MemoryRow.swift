import Lifecycle
import Storage
import Telemetry

extension Benchmark {
  static let memoryRow = Comparison(
    name: "memory", unit: "MB", peerName: "peak", target: 0.95,
    help: "resident memory after a first batch, beside its peak while millions of rows go there and back"
  ) { bench in try await watchMemory(bench) }
}

/// How many batches make up the whole; each is as large as a copy of the benchmark `copy`.
private let batches = 5

/// In a process of its own: here the benchmarks before have left free memory behind, which would hide growth.
private func watchMemory(_ bench: Bench) async throws -> Figures {
  bench.progress.say("memory: \(batches * bench.scale.rows) rows there and back")
  let words = ["memory", "\(bench.scale.rows)"]
  let output = try await bench.database.run(Programs.ours(), words, timeout: .seconds(1_800))
  guard let first = output.number(after: "first"), let peak = output.number(after: "peak") else {
    throw BenchError("the watched process did not say what it used: \(output)")
  }
  return Figures(ours: first, peer: peak)
}

/// The process whose memory is watched.
enum MemoryProbe {
  static func main(_ arguments: ArraySlice<String>) async -> Int32 {
    do {
      guard let rows = arguments.first.flatMap({ Int($0) }) else { throw BenchError("memory ROWS") }
      let settings = try ConnectionSettings(url: "", applicationName: "memory", statementTimeout: nil)
      let probe = Connection(settings, logger: Logger(service: "bench", sink: ConsoleSink()))
      try await probe.execute(SampleRows.table("flat"))
      // Buffers grow to their size and code is read in: what is resident after this is what there is to keep.
      _ = try await highest(during: rows / 10, over: probe)
      guard let first = ResidentMemory.megabytes() else { throw BenchError("/proc is not there") }
      var peak = first
      for _ in 0..<batches { peak = max(peak, try await highest(during: rows, over: probe)) }
      write("first \(first) peak \(peak)\n", to: 1)
      return 0
    } catch {
      write("\(error)\n", to: 2)
      return 1
    }
  }

  /// Writes so many rows, reads them back in both ways that do not hold them all, and removes them.
  private static func highest(during count: Int, over connection: Connection) async throws -> Double {
    let rows = SampleRows()
    let watermark = try await connection.perform { session in
      var watermark = Watermark()
      try session.copyIn(into: "flat", columns: SampleRows.columns) { writer in
        for start in stride(from: 0, to: count, by: Watermark.interval) {
          try rows.write(start..<min(start + Watermark.interval, count), to: &writer)
          watermark.look()
        }
      }
      let copied = try session.copyOut(from: "flat", columns: SampleRows.columns) { row in
        let id: Int = try row.next()
        let title: String = try row.next()
        watermark.count(id &+ title.utf8.count)
      }
      try session.stream("select id, title from flat") { row in
        let id: Int = try row.decode(0)
        let title: String = try row.decode(1)
        watermark.count(id &+ title.utf8.count)
      }
      guard copied == count, watermark.rows == 2 * count else { throw BenchError("rows went missing") }
      return watermark
    }
    try await connection.execute("truncate flat")
    return watermark.highest
  }
}

/// The most memory seen, looked at every so many rows.
private struct Watermark {
  static let interval = 20_000

  private(set) var highest = 0.0
  private(set) var rows = 0
  /// So that reading the values is not left out as useless.
  private var sum = 0

  mutating func look() { highest = max(highest, ResidentMemory.megabytes() ?? 0) }

  mutating func count(_ value: Int) {
    sum &+= value
    rows += 1
    if rows.isMultiple(of: Self.interval) { look() }
  }
}
