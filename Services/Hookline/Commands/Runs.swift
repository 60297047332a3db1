import Documents
import FoundationEssentials
import Jobs
import Messaging

extension Commands {
  private static let state = Option(
    "state", value: "STATE", help: "only those that are open, complete, partial, failed, cancelled or expired"
  )
  private static let kind = Option("kind", value: "KIND", help: "only those of this kind, such as influencer")
  private static let subject = Option("subject", value: "SUBJECT", help: "only those about this")
  private static let limit = Option(
    "limit", value: "COUNT", help: "how many at most (default 20)")
  private static let before = Option("before", value: "ID", help: "only those older than this run")

  static let runsList = Command(
    name: "runs list",
    summary: "lists runs, the newest first",
    examples: [
      .init(line: "runs list", meaning: "what has begun lately"),
      .init(line: "runs list --state open --limit 100", meaning: "what is under way"),
      .init(line: "runs list --state failed --json", meaning: "the same for a program"),
    ],
    options: [state, kind, subject, limit, before]
  ) { invocation, context in
    let filter = RunFilter(
      states: Set([try invocation.choice(state, of: RunState.self)].compactMap(\.self)),
      kind: invocation[kind], subject: invocation[subject])
    let count = try invocation.number(limit, in: 1...10_000) ?? 20
    let last = try invocation[before].map { try runID($0, invocation) }
    if let remote = try context.remote() {
      let (found, hasMore) = try await remote.runs(filter, before: last, limit: count)
      list(found, hasMore: hasMore, context.console)
      return .done
    }
    let found = try await context.withJobs { try await $0.runs(filter, before: last, limit: count + 1) }
    list(Array(found.prefix(count)), hasMore: found.count > count, context.console)
    return .done
  }

  static let runsShow = Command(
    name: "runs show",
    summary: "shows one run with its tasks, their attempts and errors",
    examples: [
      .init(line: "runs show ID", meaning: "with an id from \"runs list\"")
    ],
    operands: .init(usage: "ID", count: 1...1)
  ) { invocation, context in
    let id = try runID(invocation.operands[0], invocation)
    let (run, tasks) = try await run(id, context)
    RunReport(run: run, tasks: tasks).show(on: context.console)
    return .done
  }

  static let runsCancel = Command(
    name: "runs cancel",
    summary: "stops a run: what waits ends at once, what works is told to stop",
    examples: [
      .init(line: "runs cancel ID", meaning: "with an id from \"runs list\"")
    ],
    operands: .init(usage: "ID", count: 1...1),
    notes: ["Work that other runs wait for goes on. Exits with 1 when the run had ended before."]
  ) { invocation, context in
    let id = try runID(invocation.operands[0], invocation)
    let answer: (run: RunRecord, wasOpen: Bool)?
    if let remote = try context.remote() {
      answer = try await remote.cancel(id)
    } else {
      answer = try await context.withJobs { try await $0.cancel(id) }
    }
    guard let (run, wasOpen) = answer else { throw missing(id) }
    if context.console.isJSON { context.console.result(.cancelling(run, wasOpen: wasOpen)) }
    guard wasOpen else { throw CommandFailure("run \(id) had ended before: it is \(run.state.rawValue)") }
    guard !context.console.isJSON else { return .done }
    context.console.result(
      run.state == .open
        ? "asked to stop; \(counted(run.remaining, "task")) at work will hear of it within seconds"
        : run.state.rawValue)
    return .done
  }

  private static let everySleeper = Option("all", help: "every run that sleeps")

  static let runsWake = Command(
    name: "runs wake",
    summary: "lets runs go on that wait for their time, such as for the next day's quota",
    examples: [
      .init(line: "runs wake ID", meaning: "with an id from \"runs list\" or from \"enqueue\""),
      .init(line: "runs wake --all", meaning: "after a quota was raised or a source was set right"),
    ],
    operands: .init(usage: "[ID…]", count: 0...1_000), options: [everySleeper],
    notes: [
      "Sources are asked again, whatever was known of them; what they still refuse sleeps again.",
      "A worker that is to know other settings has to be started anew first.",
    ]
  ) { invocation, context in
    let ids = try invocation.operands.map { try runID($0, invocation) }
    guard ids.isEmpty == invocation.has(everySleeper) else {
      throw Misuse("name runs, or all of them with --all", invocation.command)
    }
    let woken = try await wake(invocation.has(everySleeper) ? nil : ids, context)
    if context.console.isJSON {
      context.console.result(.waking(tasks: woken.tasks, runs: woken.runs))
    } else {
      context.console.result(
        woken.tasks == 0
          ? "nothing sleeps there"
          : "woke \(counted(woken.tasks, "task")) of \(counted(woken.runs, "run"))")
    }
    return .done
  }

  private static func wake(_ ids: [RunID]?, _ context: Context) async throws -> (tasks: Int, runs: Int) {
    if let remote = try context.remote() {
      guard let woken = try await remote.wake(ids) else { throw ids.map { missing($0[0]) } ?? nothing }
      return woken
    }
    return try await context.withJobs { store in
      for id in ids ?? [] where try await store.run(id) == nil { throw missing(id) }
      return try await store.wake(ids)
    }
  }

  private static let nothing = CommandFailure("the gateway knows no runs")

  static func runID(_ text: String, _ invocation: Invocation) throws(Misuse) -> RunID {
    guard let id = RunID(text) else {
      throw Misuse(
        "\"\(text)\" is not the id of a run; \"hookline runs list\" shows them", invocation.command)
    }
    return id
  }

  private static func run(
    _ id: RunID, _ context: Context
  ) async throws -> (run: RunRecord, tasks: [TaskRecord]) {
    if let remote = try context.remote() {
      guard let found = try await remote.run(id) else { throw missing(id) }
      return found
    }
    return try await context.withJobs { store in
      guard let run = try await store.run(id) else { throw missing(id) }
      return (run, try await store.tasks(of: id))
    }
  }

  private static func missing(_ id: RunID) -> CommandFailure {
    CommandFailure("there is no run \(id); \"hookline runs list\" shows those there are")
  }

  private static func list(_ runs: [RunRecord], hasMore: Bool, _ console: Console) {
    let next = hasMore ? runs.last?.id : nil
    if console.isJSON { return console.result(.runs(runs, next: JSONValue(next))) }
    guard !runs.isEmpty else { return console.result("no runs") }
    var table = Table(["RUN", "STATE", "DONE", "FAILED", "AGE", "KIND", "SUBJECT"], numeric: [2, 3, 4])
    for run in runs {
      table.add([
        .init("\(run.id)"), RunReport.cell(run), "\(run.settled)/\(run.expected)",
        .init("\(run.failed)", run.failed > 0 ? .failure : nil), .init(age(of: run.createdAt)),
        .init(run.kind),
        .init(excerpt(run.subject)),
      ])
    }
    console.result(table)
    if let next { console.note("more: --before \(next)") }
  }
}
