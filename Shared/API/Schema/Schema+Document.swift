import Documents

extension Schema {
  /// As JSON Schema 2020-12. Schemas with a name are referred to, and `components` gets them.
  func document(_ components: inout [String: Schema]) -> JSONValue {
    var members = keywords(&components)
    if let summary { members.append(("description", .string(summary))) }
    if !examples.isEmpty { members.append(("examples", .array(examples))) }
    return .object(members)
  }

  private func keywords(_ components: inout [String: Schema]) -> [(String, JSONValue)] {
    switch kind {
    case .anything: return []
    case .named(let name, let inner):
      components[name] = inner
      let reference: JSONValue = ["$ref": .string("#/components/schemas/\(name)")]
      return isNullable ? [("anyOf", [reference, ["type": "null"]])] : [("$ref", reference["$ref"] ?? .null)]
    case .either(let schemas):
      let all = schemas.map { $0.document(&components) } + (isNullable ? [["type": "null"]] : [])
      return [("anyOf", .array(all))]
    case .object(let properties, let rest): return object(properties, rest, &components)
    case .array(let element, let count):
      return [type("array"), ("items", element.document(&components))]
        + Self.bounds("minItems", "maxItems", count, least: 0)
    case .string(let text):
      return [type("string")] + Self.bounds("minLength", "maxLength", text.length, least: 0)
        + [text.format.map { ("format", JSONValue.string($0.rawValue)) }].compactMap { $0 }
        + [text.pattern.map { ("pattern", JSONValue.string($0.expression)) }].compactMap { $0 }
    case .integer(let range): return [type("integer")] + Self.bounds("minimum", "maximum", range, least: .min)
    case .number(let range):
      guard range.upperBound < .greatestFiniteMagnitude else { return [type("number")] }
      return [
        type("number"), ("minimum", .double(range.lowerBound)), ("maximum", .double(range.upperBound)),
      ]
    case .boolean: return [type("boolean")]
    case .choice(let words):
      return [type("string"), ("enum", .array(words.map { .string($0) } + (isNullable ? [.null] : [])))]
    }
  }

  private func object(
    _ properties: [Property], _ rest: Schema?, _ components: inout [String: Schema]
  ) -> [(String, JSONValue)] {
    var members = [type("object")]
    if !properties.isEmpty {
      members.append(
        ("properties", .object(properties.map { ($0.name, $0.schema.document(&components)) })))
    }
    let required = properties.filter(\.isRequired).map(\.name)
    if !required.isEmpty { members.append(("required", .strings(required))) }
    members.append(("additionalProperties", rest.map { $0.document(&components) } ?? false))
    return members
  }

  private func type(_ name: String) -> (String, JSONValue) {
    ("type", isNullable ? [.string(name), "null"] : .string(name))
  }

  private static func bounds(
    _ lower: String, _ upper: String, _ range: ClosedRange<Int>, least: Int
  ) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = []
    if range.lowerBound != least { members.append((lower, .int(range.lowerBound))) }
    if range.upperBound != .max { members.append((upper, .int(range.upperBound))) }
    return members
  }
}
