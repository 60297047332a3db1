extension Finding {
  /// One object. Reasons come from other programs, and are escaped.
  var json: String {
    var members = [("name", Self.quoted(name)), ("unit", Self.quoted(unit)), ("ours", Self.number(ours))]
    let answers = peers.map { "\(Self.quoted($0.name)):\(Self.json($0.answer))" }.joined(separator: ",")
    members.append(("peers", "{\(answers)}"))
    members.append(("ratio", ratio.map(Self.number) ?? "null"))
    members.append(("target", targetText.map(Self.quoted) ?? "null"))
    members.append(("met", isMet.map { $0 ? "true" : "false" } ?? "null"))
    members += [("n", "\(count)"), ("seed", "\(seed)")]
    members += details.map { ($0.name, Self.number($0.value)) }
    return "{" + members.map { "\(Self.quoted($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }

  var cells: [String] {
    let answers = peers.map { "\($0.name) \(Self.words($0.answer))" }.joined(separator: "; ")
    let verdict = isMet.map { $0 ? "" : "missed" } ?? "peer skipped"
    return [
      name, unit, ours.short, answers, "n \(count)", ratio?.short ?? "", targetText ?? "", verdict,
    ]
  }

  private var targetText: String? {
    let against: String? =
      switch rival {
      case .above(let name): "above \(name)"
      case .notBelow(let name): "not below \(name)"
      case nil: nil
      }
    let own: String? =
      switch target {
      case .atLeast(let least): "at least \(least.short)"
      case .atMost(let most): "at most \(most.short)"
      case .timesLess(let times): "\(times.short) times less"
      case .none: nil
      }
    let parts = [own, against].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static func json(_ answer: Answer) -> String {
    switch answer {
    case .figure(let value): number(value)
    case .skipped(let reason): quoted("skipped: " + reason)
    }
  }

  private static func words(_ answer: Answer) -> String {
    switch answer {
    case .figure(let value): value.short
    case .skipped(let reason): "skipped: " + reason
    }
  }

  /// JSON has no infinity, which a figure of nothing would give.
  private static func number(_ value: Double) -> String { value.isFinite ? value.short : "null" }

  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case _ where scalar.value < 0x20: " "
      default: String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
