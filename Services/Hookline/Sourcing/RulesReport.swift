import Documents
import Sources

/// The rules of records, as documentation.
struct RulesReport {
  let rules: [Rule]

  func show(on console: Console, asMarkdown: Bool) {
    if console.isJSON { return console.result(["rules": .array(rules.map(Self.json))]) }
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
    [rule.record, rule.field, must(rule.demand), otherwise(rule.consequence), rule.why ?? ""]
  }

  /// Completes "the field must …".
  static func must(_ demand: Rule.Demand) -> String {
    switch demand {
    case .required: "be there"
    case .range(let range, let unit) where range.lowerBound == range.upperBound:
      "be \(number(range.lowerBound))" + (unit.isEmpty ? "" : " \(unit)")
    case .range(let range, let unit):
      "be from \(number(range.lowerBound)) to \(number(range.upperBound))" + (unit.isEmpty ? "" : " \(unit)")
    case .length(let length): "have at most \(grouped(length)) characters"
    case .oneOf(let words): "be one of \(words.joined(separator: ", "))"
    case .refers(let record): "be the id of a \(record)"
    case .unique: "be of no other record"
    case .notBefore(let field): "not be before \(field)"
    case .form(let words): words
    }
  }

  static func otherwise(_ consequence: Rule.Consequence) -> String {
    switch consequence {
    case .rejected: "the record is rejected"
    case .dropped: "the field is left out"
    case .flagged: "the record is flagged"
    case .shortened: "the text is cut"
    }
  }

  private static func number(_ number: Double) -> String {
    guard number.rounded() == number, abs(number) < 9.2e18 else { return "\(number)" }
    return grouped(Int(number))
  }

  private static func json(_ rule: Rule) -> JSONValue {
    [
      "id": .string(rule.id), "record": .string(rule.record), "field": .string(rule.field),
      "must": .string(must(rule.demand)), "else": .string(rule.consequence.rawValue),
      "why": JSONValue(rule.why),
    ]
  }
}
