import Jobs
import Lifecycle
import Messaging

extension Commands {
  private static let file = Option(
    "file", short: "f", value: "FILE",
    help: "read handles from this file, one a line; - is the standard input")
  private static let lane = Option(
    "lane", value: "LANE", help: "high, norm or bulk: how soon it is done (default norm)")
  private static let wait = Option("wait", help: "follow the runs to their end")
  private static let timeout = Option("timeout", value: "DURATION", help: "wait no longer than this")
  private static let listLength = Option(
    "show", value: "COUNT", help: "with --wait, show so many recommended tracks of each creator")
  private static let dryRun = Option(
    "dry-run", help: "only tell what is wrong with the list; needs no servers")

  static let enqueue = Command(
    name: "enqueue",
    summary: "asks for recommendations for creators",
    examples: [
      .init(line: "enqueue @name other.name", meaning: "two of them"),
      .init(line: "enqueue --file handles.txt --lane bulk", meaning: "a list, when there is time"),
      .init(line: "enqueue --file - --dry-run", meaning: "look for mistakes in what is piped in"),
      .init(line: "enqueue @name --wait --timeout 5m", meaning: "and wait until it is done"),
      .init(line: "enqueue @name --wait --show 5", meaning: "and see what comes of it"),
    ],
    operands: .init(usage: "[HANDLE…]", count: 0...Int.max),
    options: [file, lane, wait, timeout, listLength, dryRun],
    notes: [
      "HANDLE is a name on TikTok, with or without @, or the address of a profile or a video.",
      "In a file, blank lines and those that begin with # are skipped. One that comes twice is",
      "enqueued once; one whose run is open is merged into it, and told of when that sleeps. Bad",
      "ones are told and left out.",
      "Exits with 1 when any was bad, could not be enqueued or, with --wait, came to nothing.",
    ]
  ) { invocation, context in
    let request = try EnqueueRequest(invocation)
    let report = try await Interruption.heard { shutdown in try await request.run(context, shutdown) }
    guard let report else { return .interrupted }
    report.show(on: context.console)
    return report.status
  }

  /// What the options say.
  private struct EnqueueRequest: Sendable {
    let handles: [String]
    let path: String?
    let lane: JobLane
    let isDryRun: Bool
    let waits: Bool
    let timeout: Duration?
    /// How much of each list is to be shown.
    let shown: Int?

    init(_ invocation: Invocation) throws(Misuse) {
      handles = invocation.operands
      path = invocation[Commands.file]
      lane = try invocation.choice(Commands.lane, of: JobLane.self) ?? .norm
      isDryRun = invocation.has(dryRun)
      waits = invocation.has(wait)
      timeout = try invocation.duration(Commands.timeout)
      shown = try invocation.number(listLength, in: 1...200)
      let command = invocation.command
      if shown != nil, !waits { throw Misuse("--show goes with --wait", command) }
      if handles.isEmpty, path == nil {
        throw Misuse(
          "name handles, or a file of them with --file FILE (--file - reads what is piped in)", command)
      }
      if timeout != nil, !waits { throw Misuse("--timeout goes with --wait", command) }
      if isDryRun, waits { throw Misuse("--dry-run leaves nothing to --wait for", command) }
    }

    func run(_ context: Context, _ shutdown: Shutdown) async throws -> EnqueueReport {
      let reader = HandleReader(handles, path: path, shutdown: shutdown)
      let bar = ProgressBar(context.console)
      var report =
        isDryRun
        ? try await check(reader, bar, shutdown)
        : try await enqueue(reader, context, bar, shutdown)
      report.source = path.map { $0 == "-" ? "standard input" : $0 }
      return report
    }

    private func check(
      _ reader: HandleReader, _ bar: ProgressBar, _ shutdown: Shutdown
    ) async throws -> EnqueueReport {
      var isLast = false
      while !isLast, shutdown.phase == .running {
        let portion = try await reader.next(10_000)
        isLast = portion.isLast
        bar.show(portion.share, "checking")
      }
      bar.clear()
      var report = EnqueueReport(findings: await reader.findings, isDryRun: true)
      report.isInterrupted = !isLast
      return report
    }

    private func enqueue(
      _ reader: HandleReader, _ context: Context, _ bar: ProgressBar, _ shutdown: Shutdown
    ) async throws -> EnqueueReport {
      if let remote = try context.remote() {
        let desk = RemoteDesk(remote: remote, shutdown: shutdown, bar: bar)
        return try await enqueue(reader, .remote(remote, lane), desk, context, bar, shutdown)
      }
      return try await context.withProducer { producer, store, settings in
        let desk = ServerDesk(
          store: store, settings: settings, context: context, shutdown: shutdown, bar: bar, producer: producer
        )
        return try await enqueue(reader, .producer(producer, lane), desk, context, bar, shutdown)
      }
    }

    private func enqueue(
      _ reader: HandleReader, _ taker: HandleTaker, _ desk: any RunDesk, _ context: Context,
      _ bar: ProgressBar, _ shutdown: Shutdown
    ) async throws -> EnqueueReport {
      let enqueuer = Enqueuer(
        taker: taker, keepsRuns: waits || context.console.isJSON, shutdown: shutdown, bar: bar)
      var report = await enqueuer.run(reader)
      desk.tellOfLeft()
      await tellSleepers(of: &report, desk, context.console)
      guard waits, !report.isInterrupted else { return report }
      let states = try await desk.follow(report.entries.map(\.run), until: timeout.map { .now + $0 })
      report.states = states
      report.isInterrupted = shutdown.phase != .running
      report.isOutOfTime = !report.isInterrupted && states.values.contains(.open)
      report.failures = try await desk.failures(of: states.filter { $0.value == .failed }.map(\.key))
      if let shown { report.lists = try await desk.lists(of: report.entries, limit: shown) }
      return report
    }

    /// Before anybody waits for them: what sleeps until tomorrow is worth knowing now.
    private func tellSleepers(
      of report: inout EnqueueReport, _ desk: any RunDesk, _ console: Console
    ) async {
      guard !report.merged.isEmpty, let found = try? await desk.sleepers(among: report.merged.map(\.run))
      else { return }
      report.sleepers = Dictionary(found.map { ($0.run, $0) }) { first, _ in first }
      guard let note = report.sleepNote else { return }
      for line in note.split(separator: "\n") { console.note(String(line)) }
    }
  }
}
