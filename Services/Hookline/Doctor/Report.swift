import Documents
import Lifecycle

/// What the doctor has to say: each variable and each finding.
struct Report: Sendable {
  struct Row: Sendable, Equatable {
    enum State: String, Sendable { case set, preset = "default", unset, invalid }

    let name: String
    let state: State
    /// With its secrets masked; nil when there is none to show.
    let value: String?
    let source: String
    let help: String
    let isRequired: Bool
  }

  let rows: [Row]
  let findings: [Finding]
  let warnings: [String]

  var isHealthy: Bool { !findings.contains { $0.verdict == .failure } }

  init(_ survey: Settings.Survey, findings: [Finding]) {
    let broken = Set(survey.problems.compactMap(Checks.variable))
    rows = Variables.definitions.map { Row($0, survey.settings, isInvalid: broken.contains($0.name)) }
    self.findings = findings
    warnings = survey.warnings
  }

  func show(on console: Console) {
    if console.isJSON { return console.result(json) }
    console.result(variables)
    console.result("")
    console.result(checks)
    console.result("\n" + summary)
  }

  // MARK: For people

  private var variables: Table {
    var table = Table(["VARIABLE", "VALUE", "FROM"])
    for row in rows {
      switch row.state {
      case .set: table.add([.init(row.name), .init(row.value ?? ""), .init(row.source)])
      case .preset: table.add([.init(row.name), .init(row.value ?? ""), .init("default", .faint)])
      case .unset: table.add([.init(row.name), .init("not set", .faint), .init(row.help, .faint)])
      case .invalid: table.add([.init(row.name), .init("wrong", .failure), .init("see below")])
      }
    }
    return table
  }

  private var checks: Table {
    var table = Table(["", "CHECK", "TOOK", "FINDING"], numeric: [2])
    for finding in findings {
      let took = finding.duration.map { "\(tenths($0)) ms" } ?? ""
      table.add([
        .init(finding.verdict.rawValue, finding.verdict.tint), .init(finding.subject), .init(took),
        .init(finding.detail),
      ])
    }
    return table
  }

  private var summary: String {
    let failures = findings.count { $0.verdict == .failure }
    let remarks = findings.count { $0.verdict == .warning } + warnings.count
    let failed = failures == 0 ? "everything needed works" : "\(failures) failed"
    return failed + (remarks == 0 ? "" : ", \(remarks) warning\(remarks == 1 ? "" : "s")")
  }

  // MARK: For programs

  private var json: JSONValue {
    [
      "ok": .bool(isHealthy), "version": .string(Program.version), "variables": .array(rows.map(json)),
      "checks": .array(findings.map(json)), "warnings": .array(warnings.map(JSONValue.string)),
    ]
  }

  private func json(_ row: Row) -> JSONValue {
    [
      "name": .string(row.name), "state": .string(row.state.rawValue), "value": JSONValue(row.value),
      "source": row.state == .unset ? .null : .string(row.source), "required": .bool(row.isRequired),
      "help": .string(row.help),
    ]
  }

  private func json(_ finding: Finding) -> JSONValue {
    [
      "check": .string(finding.subject), "variable": JSONValue(finding.variable),
      "status": .string(finding.verdict.rawValue), "detail": .string(finding.detail),
      "milliseconds": finding.duration.map { .double(Double((($0.milliseconds * 10).rounded())) / 10) }
        ?? .null,
    ]
  }

  private func tenths(_ duration: Duration) -> String {
    let tenths = Int((duration.milliseconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension Report.Row {
  fileprivate init(_ definition: Definition, _ settings: Settings, isInvalid: Bool) {
    let source = settings.source(of: definition)
    state =
      switch source {
      case _ where isInvalid: .invalid
      case .nowhere: .unset
      case .preset: .preset
      default: .set
      }
    name = definition.name
    value = isInvalid ? nil : settings.display(definition)
    self.source = "\(source)"
    help = definition.help
    isRequired = definition.standing == .required
  }
}

extension Finding.Verdict {
  fileprivate var tint: Style.Tint {
    switch self {
    case .fine: .success
    case .warning: .warning
    case .failure: .failure
    }
  }
}
