import API
import Documents

/// Holds values to schemas as the document prints them: another reading of JSON Schema than the one that prints.
struct DocumentedSchema {
  let document: JSONValue

  /// What does not fit, with its place.
  func flaws(of value: JSONValue, _ schema: JSONValue, at place: String = "") -> [String] {
    if let reference = schema["$ref"]?.stringValue {
      let name = String(reference.split(separator: "/").last ?? "")
      guard let target = document["components"]?["schemas"]?[name] else {
        return ["\(place): no schema \(name)"]
      }
      return flaws(of: value, target, at: place)
    }
    if let choices = schema["anyOf"]?.arrayValue {
      let all = choices.map { flaws(of: value, $0, at: place) }
      return all.contains(where: \.isEmpty) ? [] : all.min { $0.count < $1.count } ?? []
    }
    if let words = schema["enum"]?.arrayValue, !words.contains(value) { return ["\(place): \(value.line)"] }
    guard let types = schema["type"].map({ $0.arrayValue ?? [$0] }) else { return [] }
    let known = Self.types(of: value)
    guard types.contains(where: { known.contains($0.stringValue ?? "") }) else {
      return ["\(place): \(value.line.prefix(80)) is no \(schema["type"]?.line ?? "")"]
    }
    switch value {
    case .object(let members): return flaws(of: members, schema, at: place)
    case .array(let values): return flaws(of: values, schema, at: place)
    case .string(let text): return flaws(of: text, schema, at: place)
    case .int(let number): return flaws(of: Double(number), schema, at: place)
    case .double(let number): return flaws(of: number, schema, at: place)
    default: return []
    }
  }

  private static func types(of value: JSONValue) -> [String] {
    switch value {
    case .null: ["null"]
    case .bool: ["boolean"]
    case .int: ["integer", "number"]
    case .double: ["number"]
    case .string: ["string"]
    case .array: ["array"]
    case .object: ["object"]
    }
  }

  private func flaws(of members: [(String, JSONValue)], _ schema: JSONValue, at place: String) -> [String] {
    var found: [String] = []
    for name in schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
    where !members.contains(where: { $0.0 == name }) {
      found.append("\(place)/\(name): missing")
    }
    for (name, value) in members {
      if let known = schema["properties"]?[name] {
        found += flaws(of: value, known, at: "\(place)/\(name)")
      } else if schema["additionalProperties"] == false {
        found.append("\(place)/\(name): not in the document")
      } else if let rest = schema["additionalProperties"], rest != true {
        found += flaws(of: value, rest, at: "\(place)/\(name)")
      }
    }
    return found
  }

  private func flaws(of values: [JSONValue], _ schema: JSONValue, at place: String) -> [String] {
    var found: [String] = []
    if values.count < schema["minItems"]?.intValue ?? 0 || values.count > schema["maxItems"]?.intValue ?? .max
    {
      found.append("\(place): \(values.count) elements")
    }
    guard let element = schema["items"] else { return found }
    return found + values.enumerated().flatMap { flaws(of: $1, element, at: "\(place)/\($0)") }
  }

  private func flaws(of text: String, _ schema: JSONValue, at place: String) -> [String] {
    let count = text.unicodeScalars.count
    var isFine = count >= schema["minLength"]?.intValue ?? 0 && count <= schema["maxLength"]?.intValue ?? .max
    if let pattern = schema["pattern"]?.stringValue {
      isFine = isFine && (try? Regex(pattern)).map { text.wholeMatch(of: $0) != nil } ?? false
    }
    return isFine ? [] : ["\(place): \(text.prefix(80))"]
  }

  private func flaws(of number: Double, _ schema: JSONValue, at place: String) -> [String] {
    func bound(_ name: String) -> Double? {
      switch schema[name] {
      case .int(let number): Double(number)
      case .double(let number): number
      default: nil
      }
    }
    let isFine = number >= bound("minimum") ?? -.infinity && number <= bound("maximum") ?? .infinity
    return isFine ? [] : ["\(place): \(number)"]
  }
}
