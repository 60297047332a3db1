import Documents
import Jobs
import Lifecycle
import Management
import Messaging
import Storage

extension Commands {
  private static let watch = Option("watch", short: "w", help: "look again and again until Ctrl-C")
  private static let interval = Option(
    "interval", value: "DURATION", help: "how often to look, with --watch (default 2s)")

  static let status = Command(
    name: "status",
    summary: "shows how much waits, how fast it goes and who works",
    examples: [
      .init(line: "status", meaning: "all queues, runs and workers"),
      .init(line: "status --watch", meaning: "and how it goes on"),
      .init(line: "status --watch --interval 10s --json", meaning: "one JSON object a line"),
    ],
    options: [watch, interval],
    notes: [
      "IN and OUT are messages a second; EMPTY IN is when a queue is done if that goes on, and a",
      "dash when it is not. What cannot be learnt is a dash, too. The broker gets one request for",
      "each look, of HOOKLINE_AMQP_MANAGEMENT_URL; without it there is less to see.",
    ]
  ) { invocation, context in
    let watches = invocation.has(watch)
    let pause = try invocation.duration(interval)
    if pause != nil, !watches { throw Misuse("--interval goes with --watch", invocation.command) }
    if let pause, pause < .milliseconds(100) || pause > .seconds(86_400) {
      throw Misuse("--interval takes a duration from 100ms to 1d", invocation.command)
    }
    if let remote = try context.remote() {
      return try await show(RemoteSampler(remote: remote), watches ? pause ?? .seconds(2) : nil, context)
    }
    let settings = try context.settings(requiring: [\.databaseURL, \.amqpURL])
    let connection = Connection(
      try ConnectionSettings(
        url: settings.require(\.databaseURL).text, statementTimeout: settings[\.statementTimeout]),
      logger: context.silentLogger)
    let sampler = try sampler(settings, connection)
    let code = try await show(sampler, watches ? pause ?? .seconds(2) : nil, context)
    await connection.close()
    return code
  }

  /// Once, or again and again with a pause between.
  private static func show(
    _ sampler: any Sampler, _ interval: Duration?, _ context: Context
  ) async throws -> ExitCode {
    guard let interval else { return show(StatusReport(await sampler.sample()), context.console) }
    _ = try await Interruption.heard { shutdown in
      await StatusWatch(
        sampler: sampler, interval: interval, console: context.console, shutdown: shutdown
      ).run()
    }
    return .done
  }

  private static func sampler(_ settings: Settings, _ connection: Connection) throws -> StatusSampler {
    let broker = try BrokerSettings(url: settings.require(\.amqpURL).text)
    let client = try settings[\.amqpManagementURL].map {
      ManagementClient(try ManagementClient.Settings($0, virtualHost: broker.virtualHost))
    }
    return StatusSampler(broker: broker, management: client, store: JobStore(connection)) {
      try? await OutdatedSchema(connection)
    }
  }

  private static func show(_ report: StatusReport, _ console: Console) -> ExitCode {
    if console.isJSON {
      console.result(report.document)
    } else {
      console.output.write(report.text(width: console.width, style: console.outputStyle))
      console.result("\n" + report.facts)
      for note in report.sample.notes { console.note(note) }
    }
    guard !report.sample.problems.isEmpty else { return .done }
    console.error(report.sample.problems.joined(separator: "\n"))
    return .failed
  }
}
