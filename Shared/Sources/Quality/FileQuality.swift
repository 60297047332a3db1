/// What was found in a file of a data set: how many rows, how many of them were taken in, and what was wrong with the rest.
public struct FileQuality: Sendable, Equatable {
  public let file: String
  public var rows = 0
  public var taken = 0
  /// Rows that break a rule, by the rule; a row may break several.
  public var broken: [String: Int] = [:]
  /// Rows that are not taken in, by all the rules that each breaks.
  public var excludedTogether: [Set<String>: Int] = [:]
  /// Fields that were put right, by what was wrong with them.
  public var mended: [String: Int] = [:]

  public init(_ file: String) { self.file = file }

  /// What the file at a path is called here.
  public static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  public var excluded: Int { excludedTogether.values.reduce(0, +) }

  /// How many of the rows that break the one rule break the other as well.
  public func overlap(_ first: String, _ second: String) -> Int {
    excludedTogether.reduce(0) { $1.key.isSuperset(of: [first, second]) ? $0 + $1.value : $0 }
  }

  /// Notes a row that is not taken in.
  mutating func exclude(_ flaws: [RowFlaw]) {
    let rules = Set(flaws.map(\.rule.id))
    for rule in rules { broken[rule, default: 0] += 1 }
    excludedTogether[rules, default: 0] += 1
  }
}

/// What is wrong with a row.
public struct RowFlaw: Sendable, Equatable {
  public let rule: Rule
  /// With what stands there.
  public let reason: String

  init(_ rule: Rule, _ reason: String) {
    self.rule = rule
    self.reason = reason
  }
}

/// A row that was not taken in.
public struct RejectedRow: Sendable, Equatable {
  public let file: String
  /// The line on which it begins.
  public let line: Int
  public let flaws: [RowFlaw]
  /// As it stands in the file.
  public let text: String

  public init(file: String, line: Int, flaws: [RowFlaw], text: String) {
    self.file = file
    self.line = line
    self.flaws = flaws
    self.text = text
  }

  public var reason: String { flaws.map(\.reason).joined(separator: "; ") }
  public var rules: String { flaws.map(\.rule.id).joined(separator: "; ") }

  public static let columns = CSVText.record(["file", "line", "rules", "reason", "row"])
  /// As a line of the table of rejected rows.
  public var record: String { CSVText.record([file, "\(line)", rules, reason, text]) }
}
