import Documents
import FoundationEssentials
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
    _ context: Context, asked: RemoteImport
  ) async throws -> ExitCode {
    let lane = try invocation.choice(lane, of: JobLane.self) ?? .norm
    let timeout = try invocation.duration(timeout)
    let waits = invocation.has(wait)
    if timeout != nil, !waits { throw Misuse("--timeout goes with --wait", invocation.command) }
    let payload = try JSON(encoding: request)
    let report = try await Interruption.heard { shutdown in
      let bar = ProgressBar(context.console)
      if let remote = try context.remote() {
        let begun = try await asked.begin(lane, remote)
        var report = ImportReport(run: begun.run, isMerged: begun.isMerged)
        guard waits else { return report }
        let desk = RemoteDesk(remote: remote, shutdown: shutdown, bar: bar)
        try await report.follow(desk, until: timeout.map { .now + $0 }, shutdown) {
          try await remote.run($0)?.run
        }
        return report
      }
      return try await context.withProducer { producer, store, settings in
        let run = try await producer.enqueue([
          Enqueuement(.ingest, runKind: kind, subject: subject, lane: lane, payload: payload)
        ])[0]
        context.tellOfLeft(by: producer)
        var report = ImportReport(run: run.run, isMerged: run.isMerged)
        guard waits else { return report }
        let desk = ServerDesk(
          store: store, settings: settings, context: context, shutdown: shutdown, bar: bar, producer: producer
        )
        try await report.follow(desk, until: timeout.map { .now + $0 }, shutdown) { try await store.run($0) }
        return report
      }
    }
    guard let report else { return .interrupted }
    report.show(on: context.console)
    return report.status
  }
}

/// An import as a gateway is asked for it.
struct RemoteImport: Sendable {
  /// Of `/v1/imports/`.
  let kind: String
  let members: [(String, JSONValue)]

  fileprivate func begin(_ lane: JobLane, _ remote: Remote) async throws -> (run: RunID, isMerged: Bool) {
    try await remote.begin(
      importOf: kind, members + [("lane", .string(lane.rawValue))], once: UUID().uuidString.lowercased())
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

  mutating func follow(
    _ desk: any RunDesk, until deadline: ContinuousClock.Instant?, _ shutdown: Shutdown,
    _ record: (RunID) async throws -> RunRecord?
  ) async throws {
    let states = try await desk.follow([run], until: deadline)
    isInterrupted = shutdown.phase != .running
    end = try await record(run)
    state = states[run]
  }

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
