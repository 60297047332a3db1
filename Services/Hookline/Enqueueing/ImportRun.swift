import Documents
import Jobs
import Lifecycle
import Messaging
import Models
import Storage

/// Begins a run of ingest that no creator asked for, and follows it where that is wanted.
enum ImportRun {
  private static let lane = Option(
    "lane", value: "LANE", help: "high, norm or bulk: how soon it is done (default norm)")
  private static let wait = Option("wait", help: "follow it to its end")
  private static let timeout = Option("timeout", value: "DURATION", help: "wait no longer than this")

  static let options = [lane, wait, timeout]

  static func begin(
    _ kind: String, _ subject: String, _ request: some Encodable & Sendable, _ invocation: Invocation,
    _ context: Context
  ) async throws -> ExitCode {
    let lane = try invocation.choice(lane, of: JobLane.self) ?? .norm
    let timeout = try invocation.duration(timeout)
    let waits = invocation.has(wait)
    if timeout != nil, !waits { throw Misuse("--timeout goes with --wait", invocation.command) }
    let payload = try JSON(encoding: request)
    let report = try await Interruption.heard { shutdown in
      try await context.withProducer { producer, store, settings in
        let run = try await producer.enqueue([
          Enqueuement(.ingest, runKind: kind, subject: subject, lane: lane, payload: payload)
        ])[0]
        context.tellOfLeft(by: producer)
        var report = ImportReport(run: run.run, isMerged: run.isMerged)
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

/// What an import came to.
private struct ImportReport: Sendable {
  let run: RunID
  /// One was under way already.
  let isMerged: Bool
  /// Nil when it was not waited for.
  var state: RunState?
  var end: RunRecord?
  var isInterrupted = false

  var status: ExitCode {
    if isInterrupted { return .interrupted }
    return state == nil || state == .complete ? .done : .failed
  }

  func show(on console: Console) {
    if console.isJSON {
      return console.result([
        "run": .string("\(run)"), "isMerged": .bool(isMerged), "state": JSONValue(state?.rawValue),
        "tasks": JSONValue(end?.expected), "failed": JSONValue(end?.failed),
      ])
    }
    guard let state, let end else {
      return console.result("run \(run)" + (isMerged ? ", which was under way" : ""))
    }
    let failed = end.failed > 0 ? ", \(grouped(end.failed)) failed" : ""
    console.result(
      "import \(state == .open ? "goes on" : state.rawValue): \(counted(end.settled, "task"))\(failed)")
    guard state != .open, state != .complete else { return }
    console.error("\"hookline runs show \(run)\" shows what went wrong")
  }
}
