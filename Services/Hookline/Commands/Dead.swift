import Documents
import FoundationEssentials
import Jobs
import Storage

extension Commands {
  private static let groups = Option("groups", help: "count by kind and reason instead")
  private static let settled = Option("all", help: "those that were replayed or discarded, too")
  private static let before = Option("before", value: "NUMBER", help: "only those older than this one")

  static let deadList = Command(
    name: "dead list",
    summary: "lists messages that came to nothing, the newest first",
    examples: [
      .init(line: "dead list", meaning: "what nobody has dealt with"),
      .init(line: "dead list --groups", meaning: "how many of what"),
      .init(line: "dead list --kind ingest --since 2h --text timeout", meaning: "some of them"),
    ],
    options: DeadSelection.options + [DeadSelection.limit, before, groups, settled]
  ) { invocation, context in
    let selection = try DeadSelection(invocation, includesSettled: invocation.has(settled))
    let limit = try invocation.number(DeadSelection.limit, in: 1...10_000) ?? 20
    let last = try invocation[before].map { try DeadSelection.number($0, invocation) }
    guard !invocation.has(groups) else {
      let groups = try await context.withGraves { try await $0.groups(selection.filter) }
      DeadReport.show(groups, emptyText: selection.emptyText, context.console)
      return .done
    }
    let (found, hasMore) = try await context.withGraves { graves in
      try await graves.list(selection.filter, before: last, limit: limit)
    }
    DeadReport.show(found, hasMore: hasMore, emptyText: selection.emptyText, context.console)
    return .done
  }

  static let deadShow = Command(
    name: "dead show",
    summary: "shows one dead message with its headers and its body",
    examples: [.init(line: "dead show 17", meaning: "as \"dead list\" numbers it")],
    operands: .init(usage: "NUMBER", count: 1...1)
  ) { invocation, context in
    let id = try DeadSelection.number(invocation.operands[0], invocation)
    guard let found = try await context.withGraves({ try await $0.message(id) }) else {
      throw CommandFailure("there is no dead message \(id); \"hookline dead list\" shows those there are")
    }
    DeadReport.show(found, context.console)
    return .done
  }

  static let deadDiscard = Command(
    name: "dead discard",
    summary: "lays dead messages aside; they are deleted after a while",
    examples: [
      .init(line: "dead discard 17 18", meaning: "two of them"),
      .init(line: "dead discard --reason malformed --dry-run", meaning: "show what would be discarded"),
      .init(line: "dead discard --kind train --yes", meaning: "without asking"),
    ],
    operands: DeadSelection.operands,
    options: DeadSelection.options + [DeadSelection.limit, DeadSelection.dryRun, Confirmation.yes]
  ) { invocation, context in
    let selection = try DeadSelection(invocation)
    let limit = try invocation.number(DeadSelection.limit, in: 1...1_000_000)
    return try await context.withGraves { graves in
      guard let count = try await chosen(selection, limit, to: "discard", invocation, graves, context.console)
      else { return .done }
      let discarded = count == 0 ? 0 : try await graves.discard(selection.filter, limit: count)
      let console = context.console
      if console.isJSON {
        console.result(.discarding(discarded, matched: count))
      } else if count > 0 {
        console.result("discarded \(counted(discarded, "dead message"))")
      }
      return .done
    }
  }

  /// How many messages are meant, once that is confirmed; nil when nothing more is to be done.
  static func chosen(
    _ selection: DeadSelection, _ limit: Int?, to verb: String, _ invocation: Invocation, _ graves: Graves,
    _ console: Console
  ) async throws -> Int? {
    let count = min(try await graves.openCount(selection.filter), limit ?? .max)
    let what = "\(verb) \(counted(count, "dead message"))"
    if invocation.has(DeadSelection.dryRun) {
      if console.isJSON {
        console.result(verb == "replay" ? .triedReplay(matched: count) : .triedDiscarding(matched: count))
      } else {
        DeadReport.show(try await graves.groups(selection.filter), emptyText: selection.emptyText, console)
        if count > 0 { console.result("would \(what)") }
      }
      return nil
    }
    if count == 0 {
      if !console.isJSON { console.result(selection.emptyText) }
      return 0
    }
    return try await Confirmation.isGiven(for: what, invocation, console) ? count : nil
  }
}
