import Jobs
import Lifecycle
import Messaging
import Models
import Storage

extension Commands {
  private static let lane = Option(
    "lane", value: "LANE", help: "high, norm or bulk: how soon it is done (default norm)")
  private static let wait = Option("wait", help: "follow it to its end")
  private static let timeout = Option("timeout", value: "DURATION", help: "wait no longer than this")

  static let importScrape = Command(
    name: "import scrape",
    summary: "takes in files of scrapes, or has ingest take in the tracks of its folder",
    examples: [
      .init(line: "import scrape dump.jsonl.gz", meaning: "all creators, posts and tracks in it"),
      .init(line: "import scrape ~/scrapes --json", meaning: "of all files of a folder, by name"),
      .init(line: "import scrape --wait", meaning: "what the workers' folder lists, and its analysis"),
    ],
    operands: .init(usage: "[FILE|DIR…]", count: 0...Int.max),
    options: [lane, wait, timeout],
    notes: [
      "A FILE is JSON or JSON lines of any size, packed with gzip or not, as TikTok's web pages,",
      "its app or Apify's scraper write it. It goes straight to the database; what is known is",
      "left as it is, so an import that was broken off is run again. Of a DIR the files count",
      "that are called .json, .jsonl or .ndjson, with or without .gz. Broken records are counted",
      "by rule and left out; 1 is the exit status when a file could not be read.",
      "Without operands the folder is the workers' (HOOKLINE_SCRAPE_DIR of hookline-ingest).",
    ]
  ) { invocation, context in
    guard invocation.operands.isEmpty else {
      for option in [lane, timeout] where invocation[option] != nil { throw pointless(option, invocation) }
      if invocation.has(wait) { throw pointless(wait, invocation) }
      return try await ScrapeFiles(invocation.operands).takeIn(context)
    }
    let lane = try invocation.choice(lane, of: JobLane.self) ?? .norm
    let timeout = try invocation.duration(timeout)
    let waits = invocation.has(wait)
    if timeout != nil, !waits { throw Misuse("--timeout goes with --wait", invocation.command) }
    return try await order(lane: lane, waits: waits, timeout: timeout, context)
  }

  private static func pointless(_ option: Option, _ invocation: Invocation) -> Misuse {
    Misuse("\(option.label) is for the workers' folder, not for files", invocation.command)
  }

  /// Has the workers do it.
  private static func order(
    lane: JobLane, waits: Bool, timeout: Duration?, _ context: Context
  ) async throws -> ExitCode {
    let report = try await Interruption.heard { shutdown in
      try await context.withProducer { producer, store, settings in
        let request = CatalogueRequest("scrapes")
        let run = try await producer.enqueue([
          Enqueuement(
            .ingest, runKind: CatalogueRequest.runKind, subject: request.subject, lane: lane,
            payload: try JSON(encoding: request))
        ])[0]
        var report = FolderReport(run: run.run, isMerged: run.isMerged)
        guard waits else { return report }
        let watch = RunWatch(
          store: store, listener: Listener(settings, logger: context.logger), shutdown: shutdown,
          bar: ProgressBar(context.console))
        let states = try await watch.follow([run.run], until: timeout.map { .now + $0 })
        report.isInterrupted = shutdown.phase != .running
        report.end = try await store.run(run.run)
        report.state = states[run.run]
        return report
      }
    }
    guard let report else { return .interrupted }
    report.show(on: context.console)
    return report.status
  }
}
