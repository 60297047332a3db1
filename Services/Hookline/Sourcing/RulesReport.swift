import Documents
import Sources

/// The rules of records, as documentation.
struct RulesReport {
  let rules: [Rule]

  func show(on console: Console, asMarkdown: Bool) {
    if console.isJSON { return console.result(.rules(rules)) }
    if asMarkdown { return console.result(markdown) }
    var table = Table(["RECORD", "FIELD", "MUST", "ELSE", "WHY"])
    for rule in rules { table.add(Self.words(of: rule).map { .init($0) }) }
    console.result(table)
  }

  private var markdown: String {
    let lines = rules.map { rule in
      "| " + Self.words(of: rule).map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    return (["| record | field | must | else | why |", "|---|---|---|---|---|"] + lines)
      .joined(separator: "\n")
  }

  private static func words(of rule: Rule) -> [String] {
    [rule.record, rule.field, rule.demand.words, otherwise(rule.consequence), rule.why ?? ""]
  }

  static func otherwise(_ consequence: Rule.Consequence) -> String {
    switch consequence {
    case .rejected: "the record is rejected"
    case .dropped: "the field is left out"
    case .flagged: "the record is flagged"
    case .shortened: "the text is cut"
    }
  }
}
