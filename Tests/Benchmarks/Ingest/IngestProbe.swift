import Datasets
import Glibc
import HTTP
import Lifecycle
import Sources
import Storage
import Synchronization
import Telemetry

/// Our side of the benchmark, in a process of its own, so that its processor time and memory are its own.
///
///     hookline-bench ingest pages URL CONCURRENCY users=PAGES tracks=PAGES listen_history=PAGES
///     hookline-bench ingest files PATH…
enum IngestProbe {
  static func main(_ arguments: ArraySlice<String>) async -> Int32 {
    let arguments = Array(arguments)
    do {
      switch arguments.first {
      case "pages" where arguments.count >= 3:
        try await pages(arguments[1], concurrency: Int(arguments[2]) ?? 100, arguments.dropFirst(3))
      case "files" where arguments.count > 1:
        try await measure { meter in
          .files(try arguments.dropFirst().flatMap { try MoovitaMixFolder.files(at: $0) })
        }
      default: throw BenchError("ingest pages URL CONCURRENCY KIND=PAGES… | ingest files PATH…")
      }
      return 0
    } catch {
      write("\(error)\n", to: 2)
      return 1
    }
  }

  /// As the peer it is told how many pages there are, which an import knows of the one before.
  private static func pages(_ url: String, concurrency: Int, _ counts: ArraySlice<String>) async throws {
    let client = Client(ClientSettings(bodyLimit: 16 << 20, transferLimit: concurrency))
    let caller = Caller(source: "moovitamix", client: client, meter: SourceMeter())
    var crawl = MoovitaMixCrawl.Settings()
    crawl.concurrency = concurrency
    for kind in MoovitaMixKind.allCases {
      guard let count = counts.first(where: { $0.hasPrefix(kind.path + "=") }) else { continue }
      crawl.expectedPages[kind] = Int(count.dropFirst(kind.path.utf8.count + 1))
    }
    let api = try MoovitaMixAPI(url, caller: caller)
    try await measure { [crawl] _ in .api(api, crawl) }
  }

  private static func measure(
    _ origin: (IngestMeter) throws -> MoovitaMixImport.Origin
  ) async throws {
    let quiet = Logger(service: "bench", level: .error, sink: ConsoleSink())
    let settings = try ConnectionSettings(url: "", applicationName: "ingest", statementTimeout: nil)
    let pool = Pool(
      settings,
      settings: PoolSettings(connectionLimit: 3, waitingLimit: 100_000, waitingTimeout: .seconds(600)),
      logger: quiet)
    let meter = IngestMeter()
    let outcome = try await MoovitaMixImport(pool).run(try origin(meter)) { progress in
      meter.note(progress)
    }
    meter.tell(records: outcome.report.records)
    await pool.close()
  }
}

/// What a client took.
final class IngestMeter: Sendable {
  private struct Memory {
    var first = 0.0
    var peak = 0.0
    var last = 0
  }

  private let start = ContinuousClock.now
  private let usage = IngestMeter.processorSeconds()
  private let memory = Mutex(Memory())

  func note(_ progress: MoovitaMixImport.Progress) {
    memory.withLock { memory in
      guard progress.records >= 20_000, progress.records - memory.last >= 10_000 else { return }
      memory.last = progress.records
      let now = ResidentMemory.megabytes() ?? 0
      if memory.first == 0 { memory.first = now }
      memory.peak = max(memory.peak, now)
    }
  }

  func tell(records: Int) {
    let seconds = (ContinuousClock.now - start).inSeconds
    let cpu = Self.processorSeconds() - usage
    let (first, peak) = memory.withLock { ($0.first, $0.peak) }
    write("seconds \(seconds) cpu \(cpu) first \(first) peak \(peak) records \(records)\n", to: 1)
  }

  private static func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }
}
