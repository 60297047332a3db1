import Documents
import Jobs

extension Commands {
  private static let rate = Option("rate", value: "COUNT", help: "how many a second (default all at once)")

  static let deadReplay = Command(
    name: "dead replay",
    summary: "makes new work of dead messages, each once",
    examples: [
      .init(line: "dead replay 17 18", meaning: "two of them"),
      .init(line: "dead replay --reason timeout --since 2h --rate 5", meaning: "five a second"),
      .init(line: "dead replay --kind ingest --dry-run", meaning: "show what would be replayed"),
      .init(line: "dead replay --limit 10 --yes", meaning: "the ten oldest, without asking"),
    ],
    operands: DeadSelection.operands,
    options: DeadSelection.options + [DeadSelection.limit, rate, DeadSelection.dryRun, Confirmation.yes],
    notes: [
      "A dead task stays dead: new tasks join the open run of its subject, or a new one.",
      "Exits with 1 when some cannot be replayed.",
    ]
  ) { invocation, context in
    let selection = try DeadSelection(invocation)
    let limit = try invocation.number(DeadSelection.limit, in: 1...1_000_000)
    let pace = try perSecond(invocation)
    return try await context.withGraves { graves in
      guard let count = try await chosen(selection, limit, to: "replay", invocation, graves, context.console)
      else { return .done }
      let replay = try await graves.replay(selection.filter, rate: pace, limit: count)
      show(replay, matched: count, context.console)
      return replay.refusals.isEmpty ? .done : .failed
    }
  }

  private static func perSecond(_ invocation: Invocation) throws(Misuse) -> Double? {
    guard let text = invocation[rate] else { return nil }
    if let number = Double(text), (0.001...100_000).contains(number) { return number }
    throw Misuse(
      "\(rate.label) takes a number of messages a second such as 5, not \"\(text)\"", invocation.command)
  }

  private static func show(_ replay: Replay, matched: Int, _ console: Console) {
    if console.isJSON {
      console.result(.replay(replay, matched: matched))
    } else if matched > 0 {
      console.result("replayed \(counted(replay.replayed, "dead message"))" + details(replay))
    }
    guard let first = replay.refusals.first else { return }
    let others = replay.refusals.count - 1
    console.error(
      "dead message \(first.message) is left as it is: \(first.reason)"
        + (others > 0 ? " (and \(counted(others, "other"))" + " for like reasons; --json lists them)" : ""))
  }

  private static func details(_ replay: Replay) -> String {
    var parts: [String] = []
    let places = [
      replay.newRuns.isEmpty ? nil : counted(replay.newRuns.count, "new run"),
      replay.joinedRuns.isEmpty ? nil : counted(replay.joinedRuns.count, "open run"),
    ].compactMap(\.self).joined(separator: " and ")
    if replay.tasks > 0 { parts.append("\(counted(replay.tasks, "new task")) in \(places)") }
    if replay.revived > 0 { parts.append("\(counted(replay.revived, "shared task")) queued again") }
    if replay.republished > 0 { parts.append("\(counted(replay.republished, "message")) sent again") }
    if replay.superseded > 0 { parts.append("\(replay.superseded) with nothing left to do") }
    return parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
  }
}
