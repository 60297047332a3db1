import Documents
import FoundationEssentials
import Glibc
import Jobs
import Lifecycle
import Management
import Messaging

extension Commands {
  private static let reason = Option(
    "reason", value: "TEXT", help: "why, for whoever looks at \"queues list\"")
  private static let names = Command.Operands(usage: "QUEUE…", count: 1...100)
  private static let naming = [
    "QUEUE is the name of a queue, such as job.ingest.norm, or a kind, which means all its lanes:",
    JobKind.allCases.map(\.rawValue).joined(separator: ", ") + ".",
  ]

  static let queuesList = Command(
    name: "queues list",
    summary: "lists queues: what waits, what is at work, what comes later, what is dead",
    examples: [
      .init(line: "queues list", meaning: "all queues"),
      .init(line: "queues list --json", meaning: "the same for a program"),
    ],
    notes: [
      "READY and UNACKED are messages at the broker, the other columns are the database's.",
      "What the broker does not tell is shown as a dash; UNACKED needs HOOKLINE_AMQP_MANAGEMENT_URL.",
    ]
  ) { _, context in
    if let remote = try context.remote() {
      let (queues, isComplete) = try await remote.queues()
      QueueReport(queues).show(on: context.console)
      guard !isComplete else { return .done }
      context.console.error(
        "the broker has not told the gateway all of its queues; \"/readyz\" there says more")
      return .failed
    }
    let settings = try context.settings(requiring: [\.databaseURL, \.amqpURL])
    let (records, controls) = try await context.withJobs { store in
      (try await store.queueRecords(), try await store.queueControls())
    }
    let depths = await BrokerDepths.read(settings)
    QueueReport(QueueStanding.all(records, controls, depths)).show(on: context.console)
    guard let problem = depths.problem else { return .done }
    context.console.error(problem)
    return .failed
  }

  static let queuesPause = Command(
    name: "queues pause",
    summary: "lets workers leave queues alone until they are resumed",
    examples: [
      .init(line: "queues pause job.ingest.bulk", meaning: "one queue"),
      .init(line: "queues pause music-analysis --reason upgrade", meaning: "all lanes of a kind"),
    ],
    operands: names, options: [reason],
    notes: naming + ["What is being worked on is finished. A pause outlives restarts."]
  ) { invocation, context in
    let queues = try queues(in: invocation)
    let changed: [String]
    if let remote = try context.remote() {
      changed = try await remote.pause(invocation.operands, true, because: invocation[reason])
    } else {
      changed = try await context.withJobs { store in
        try await store.pause(queues, because: invocation[reason], by: person(context))
      }
    }
    tell(changed, of: queues, paused: true, context.console)
    return .done
  }

  static let queuesResume = Command(
    name: "queues resume",
    summary: "lets workers take from paused queues again",
    examples: [
      .init(line: "queues resume job.ingest.bulk", meaning: "one queue"),
      .init(line: "queues resume music-analysis", meaning: "all lanes of a kind"),
    ],
    operands: names, notes: naming
  ) { invocation, context in
    let queues = try queues(in: invocation)
    let changed: [String]
    if let remote = try context.remote() {
      changed = try await remote.pause(invocation.operands, false)
    } else {
      changed = try await context.withJobs { try await $0.resume(queues, by: person(context)) }
    }
    tell(changed, of: queues, paused: false, context.console)
    return .done
  }

  private static func queues(in invocation: Invocation) throws(Misuse) -> [String] {
    let known = JobKind.allCases.flatMap(JobStore.queues)
    var queues: [String] = []
    for name in invocation.operands {
      if let kind = JobKind(rawValue: name) {
        queues += JobStore.queues(of: kind)
      } else if known.contains(name) {
        queues.append(name)
      } else {
        let meant = Spelling.nearest(to: name, among: known + JobKind.allCases.map(\.rawValue))
        throw Misuse(
          "there is no queue or kind \"\(name)\"" + (meant.map { "; did you mean \($0)?" } ?? ""),
          invocation.command)
      }
    }
    return queues
  }

  private static func tell(
    _ changed: [String], of queues: [String], paused isPaused: Bool, _ console: Console
  ) {
    if console.isJSON {
      return console.result(.pausing(queues, changed: changed, paused: isPaused))
    }
    let others = Set(queues).subtracting(changed).sorted()
    for queue in changed { console.result("\(isPaused ? "paused" : "resumed") \(queue)") }
    for queue in others { console.note("\(queue) was \(isPaused ? "paused before" : "not paused")") }
  }

  /// Who changes something, as far as the machine knows.
  private static func person(_ context: Context) -> String {
    let user = context.environment["SUDO_USER"] ?? context.environment["USER"] ?? "user \(getuid())"
    return "\(user)@\(ProcessInfo.processInfo.hostName)"
  }
}
