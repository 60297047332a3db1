public import Sources

extension JSONValue {
  /// The rules that records have to keep.
  public static func rules(_ rules: [Rule]) -> JSONValue { ["rules": .array(rules.map(rule))] }

  private static func rule(_ rule: Rule) -> JSONValue {
    [
      "id": .string(rule.id), "record": .string(rule.record), "field": .string(rule.field),
      "must": .string(rule.demand.words), "else": .string(rule.consequence.rawValue),
      "why": JSONValue(rule.why),
    ]
  }
}
