import Glibc
import Lifecycle
import Telemetry

/// `hookline-bench`: compares Hookline with its peers. The words that are cases below are for itself: what
/// is measured in a process of its own is this program again.
@main
struct Main {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "service": await exit(Worker.main(arguments.dropFirst()))
    case "message-memory": await exit(MessageMemoryProbe.main(arguments.dropFirst()))
    case "idle-connected": await exit(IdleConnectedProbe.main(arguments.dropFirst()))
    case "pipeline-worker": await PipelineWorker.main(arguments.dropFirst())
    case "ingest" where arguments.count > 1 && ["pages", "files"].contains(arguments[1]):
      await exit(IngestProbe.main(arguments.dropFirst()))
    case "memory": await exit(MemoryProbe.main(arguments.dropFirst()))
    default: await exit(command(arguments))
    }
  }

  private static func command(_ arguments: [String]) async -> Int32 {
    let options: Options
    let comparisons: [any Measurable]
    do throws(Options.Misuse) {
      options = try Options(arguments)
      comparisons = try options.selection(from: Benchmark.all)
    } catch {
      write("hookline-bench: \(error)\n", to: 2)
      return 2
    }
    guard !options.wantsHelp, !options.lists else {
      write(options.wantsHelp ? Help.text : Help.list(Benchmark.all), to: 1)
      return 0
    }
    return await measure(comparisons, options)
  }

  private static func measure(_ comparisons: [any Measurable], _ options: Options) async -> Int32 {
    #if DEBUG
      write("hookline-bench: this is a debug build, its figures mean nothing\n", to: 2)
    #endif
    let shutdown = Shutdown()
    // Of what the parts have to say only failures matter here, and those end the run with a line of their own.
    let quiet = Logger(service: "bench", level: .error, sink: Silence())
    let run = Run(comparisons, options, shutdown: shutdown, logger: quiet)
    do {
      try await Lifecycle.run([run], settings: RunSettings(shutdown: shutdown), logger: quiet)
    } catch {
      write("hookline-bench: \(error)\n", to: 2)
    }
    let reports = run.reports
    if !options.printsJSON, !reports.isEmpty {
      write(aligned([Report.heading] + reports.map(\.cells)), to: 1)
    }
    return run.isComplete && reports.allSatisfy(\.meetsTarget) ? 0 : 1
  }

  private struct Silence: LogSink {
    func write(_ entry: LogEntry) {}
  }
}
