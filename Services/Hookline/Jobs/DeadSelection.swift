import Jobs
import Lifecycle
import Messaging

/// Which dead messages a command is about, as its options say.
struct DeadSelection: Sendable {
  static let kind = Option("kind", value: "KIND", help: "only those of this kind of task")
  static let reason = Option("reason", value: "WORD", help: "only those that died of this")
  static let run = Option("run", value: "ID", help: "only those of this run")
  static let since = Option("since", value: "DURATION", help: "only those of this last time, such as 2h")
  static let text = Option("text", value: "TEXT", help: "only those whose error, headers or body hold this")
  static let limit = Option("limit", value: "COUNT", help: "how many at most")
  static let dryRun = Option("dry-run", help: "show what would happen, and do nothing")

  static let options = [kind, reason, run, since, text]
  static let operands = Command.Operands(usage: "[NUMBER…]", count: 0...10_000)

  let filter: DeadFilter

  init(_ invocation: Invocation, includesSettled: Bool = false) throws(Misuse) {
    var filter = DeadFilter(includesSettled: includesSettled)
    for word in invocation.operands { filter.ids.append(try Self.number(word, invocation)) }
    filter.kind = try invocation.choice(Self.kind, of: JobKind.self)?.rawValue
    filter.reason = invocation[Self.reason]
    if let text = invocation[Self.run] { filter.run = try Commands.runID(text, invocation) }
    filter.newerThan = try invocation.duration(Self.since)
    filter.text = invocation[Self.text]
    self.filter = filter
  }

  static func number(_ text: String, _ invocation: Invocation) throws(Misuse) -> Int64 {
    if let number = Int64(text), number > 0 { return number }
    throw Misuse(
      "\"\(text)\" is not the number of a dead message; \"hookline dead list\" shows them", invocation.command
    )
  }

  /// What is said when there are none.
  var emptyText: String { filter == DeadFilter() ? "no dead messages" : "no dead messages that match" }
}
