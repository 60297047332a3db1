import Documents
import FoundationEssentials
import Models
import Sources
import Storage

extension Commands {
  private static let days = Option("days", value: "DAYS", help: "how far back, today included (default 7)")
  private static let markdown = Option("markdown", help: "as a table for a document")
  private static let rule = Option(
    "rule", value: "RULE", help: "only what breaks this rule, or rules that begin so")
  private static let fromSource = Option("source", value: "NAME", help: "only those of this source")
  private static let length = Option(
    "limit", value: "COUNT", help: "how many at most (default 50)")

  static let sources = Command(
    name: "sources",
    summary: "shows how sources fare: requests, failures, records, quotas",
    examples: [
      .init(line: "sources", meaning: "the last seven days"),
      .init(line: "sources --days 1 --json", meaning: "today, for a program"),
    ],
    options: [days],
    notes: [
      "FRESH is how long ago a source answered or brought something last. Days are those of UTC;",
      "quotas are those of today, of all processes together. Sources that the settings here ask for",
      "are listed even if nobody has asked them anything yet, unless a gateway is asked. \"left alone",
      "on HOST\" is about the setting of that machine only.",
    ]
  ) { invocation, context in
    let days = try invocation.number(days, in: 1...3_660) ?? 7
    if let remote = try context.remote() {
      // What the settings here ask for is nothing to the workers behind a gateway.
      SourcesReport(sources: try await remote.sources(days: days), days: days).show(on: context.console)
      return .done
    }
    let sources = try await context.withDatabase { database in
      try await SourceLedger(database).health(days: days, now: Date())
    }
    let configured = ConfiguredSources.names(try context.settings(requiring: []))
    SourcesReport(sources: sources, configured: configured, days: days).show(on: context.console)
    return .done
  }

  static let sourcesRules = Command(
    name: "sources rules",
    summary: "prints the rules that records of sources have to keep",
    examples: [
      .init(line: "sources rules", meaning: "what is asked of which field"),
      .init(line: "sources rules --markdown", meaning: "a table for a document"),
    ],
    options: [markdown]
  ) { invocation, context in
    RulesReport(rules: Rules.all).show(on: context.console, asMarkdown: invocation.has(markdown))
    return .done
  }

  static let sourcesRejected = Command(
    name: "sources rejected",
    summary: "lists records that were not taken in, with the reason",
    examples: [
      .init(line: "sources rejected", meaning: "the newest"),
      .init(
        line: "sources rejected --rule record.readable --limit 500", meaning: "those that break a rule"),
    ],
    options: [rule, fromSource, length]
  ) { invocation, context in
    let limit = try invocation.number(length, in: 1...100_000) ?? 50
    let (rule, source) = (invocation[rule], invocation[fromSource])
    let entries: [RejectionStore.Entry]
    if let remote = try context.remote() {
      entries = try await remote.rejections(rule: rule, source: source, limit: limit)
    } else {
      entries = try await context.withDatabase { database in
        try await RejectionStore(database).entries(rule: rule, source: source, limit: limit)
      }
    }
    show(entries, context.console)
    return .done
  }

  private static func show(_ entries: [RejectionStore.Entry], _ console: Console) {
    if console.isJSON { return console.result(.rejections(entries)) }
    guard !entries.isEmpty else { return console.result("nothing was rejected") }
    var table = Table(["SOURCE", "PLACE", "OFFSET", "RULE", "AGE", "REASON"], numeric: [2, 4])
    for entry in entries {
      table.add([
        .init(excerpt(entry.source ?? "", limit: 30)), .init(excerpt(entry.rejection.place, limit: 60)),
        .init("\(entry.rejection.offset)"), .init(excerpt(entry.rejection.rule, limit: 60)),
        .init(age(of: entry.at)), .init(excerpt(entry.rejection.reason)),
      ])
    }
    console.result(table)
  }
}
