import Documents
import Sources

/// How often which rule was broken.
enum RuleTable {
  static func show(_ broken: [String: Int], on console: Console) {
    guard !broken.isEmpty else { return }
    var table = Table(["ROWS", "RULE"], numeric: [0])
    for (rule, count) in sorted(broken) { table.add(["\(grouped(count))", .init(rule, .warning)]) }
    console.result("")
    console.result(table)
  }

  static func json(_ broken: [String: Int]) -> JSONValue { .brokenRules(broken) }

  /// The most frequent first.
  static func sorted(_ broken: [String: Int]) -> [(String, Int)] {
    broken.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }
}
