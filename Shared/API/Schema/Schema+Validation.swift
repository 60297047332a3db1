public import Documents
import FoundationEssentials
import Lifecycle

extension Schema {
  /// All that is wrong with a value; empty for one that is right.
  public func faults(in value: JSONValue) -> [Fault] {
    var check = Check()
    check.check(value, self, at: "#")
    return check.found.map { Fault(.body($0.pointer), $0.detail) }
  }

  /// The same without places, for a value that stands alone.
  func complaints(about value: JSONValue) -> [String] {
    var check = Check()
    check.check(value, self, at: "#")
    return check.found.map(\.detail)
  }
}

/// One pass over a value.
private struct Check {
  var found: [(pointer: String, detail: String)] = []

  private mutating func add(_ pointer: String, _ detail: String) {
    if found.count < Fault.limit { found.append((pointer, detail)) }
  }

  mutating func check(_ value: JSONValue, _ schema: Schema, at pointer: String) {
    // A body of a million faults is as wrong as one of a hundred.
    guard found.count < Fault.limit else { return }
    if value.isNull {
      guard !schema.takesNull else { return }
      return add(pointer, "it is null; expected \(schema.expectation)")
    }
    switch (schema.kind, value) {
    case (.anything, _): return
    case (.named(_, let inner), _): check(value, inner, at: pointer)
    case (.either(let schemas), _): check(value, either: schemas, at: pointer)
    case (.object(let properties, let rest), .object(let members)):
      check(members, properties, rest, at: pointer)
    case (.array(let element, let count), .array(let values)):
      check(values, element, count, at: pointer)
    case (.string(let rules), .string(let text)):
      if let complaint = rules.complaint(about: text) { add(pointer, complaint) }
    case (.choice(let words), .string(let text)):
      guard !words.contains(text) else { return }
      let meant = Spelling.nearest(to: text, among: words)
      add(
        pointer,
        "it is none of \(words.joined(separator: ", "))" + (meant.map { "; did you mean \($0)?" } ?? ""))
    case (.integer(let range), .int(let number)):
      if !range.contains(number) { add(pointer, "it is out of range; expected \(schema.expectation)") }
    // JSON knows no whole numbers: 1.0 is one, and so is what has an exponent.
    case (.integer(let range), .double(let number)):
      guard let whole = Int(exactly: number), range.contains(whole) else {
        return add(pointer, "expected \(schema.expectation)")
      }
    case (.number(let range), .int(let number)):
      if !range.contains(Double(number)) {
        add(pointer, "it is out of range; expected \(schema.expectation)")
      }
    case (.number(let range), .double(let number)):
      if !range.contains(number) { add(pointer, "it is out of range; expected \(schema.expectation)") }
    case (.boolean, .bool): return
    default: add(pointer, "expected \(schema.expectation)")
    }
  }

  private mutating func check(
    _ members: [(String, JSONValue)], _ properties: [Schema.Property], _ rest: Schema?, at pointer: String
  ) {
    let known = Dictionary(properties.map { ($0.name, $0) }) { first, _ in first }
    let names = Set(members.map(\.0))
    let missing = properties.map(\.name).filter { !names.contains($0) }
    for (name, value) in members {
      guard found.count < Fault.limit else { return }
      let place = Fault.pointer(pointer, name)
      if let property = known[name] {
        check(value, property.schema, at: place)
      } else if let rest {
        check(value, rest, at: place)
      } else {
        let meant = Spelling.nearest(to: name, among: missing)
        add(place, "there is no such member" + (meant.map { "; did you mean \"\($0)\"?" } ?? ""))
      }
    }
    for property in properties where property.isRequired && !names.contains(property.name) {
      add(Fault.pointer(pointer, property.name), "it is missing; expected \(property.schema.expectation)")
    }
  }

  private mutating func check(
    _ values: [JSONValue], _ element: Schema, _ count: ClosedRange<Int>, at pointer: String
  ) {
    if !count.contains(values.count) {
      add(
        pointer,
        values.count < count.lowerBound
          ? "it has \(values.count) elements; at least \(count.lowerBound) are needed"
          : "it has \(values.count) elements; \(count.upperBound) is the most")
    }
    for (index, value) in values.enumerated() {
      guard found.count < Fault.limit else { return }
      check(value, element, at: "\(pointer)/\(index)")
    }
  }

  /// Of several that do not fit, the one with the fewest faults is what was meant.
  private mutating func check(_ value: JSONValue, either schemas: [Schema], at pointer: String) {
    var best: Check?
    for schema in schemas {
      var check = Check()
      check.check(value, schema, at: pointer)
      if check.found.isEmpty { return }
      if check.found.count < best?.found.count ?? .max { best = check }
    }
    for (pointer, detail) in best?.found ?? [] { add(pointer, detail) }
  }
}

extension Schema {
  var takesNull: Bool {
    if isNullable { return true }
    switch kind {
    case .anything: return true
    case .named(_, let inner): return inner.takesNull
    case .either(let schemas): return schemas.contains(where: \.takesNull)
    default: return false
    }
  }

  /// What should stand there, in words.
  var expectation: String {
    switch kind {
    case .anything: "any value"
    case .object: "an object"
    case .array: "a list"
    case .string(let text): text.expectation
    case .integer(let range): "a whole number" + Self.words(range.lowerBound, range.upperBound)
    case .number(let range):
      range.upperBound == .greatestFiniteMagnitude
        ? "a number" : "a number from \(range.lowerBound) to \(range.upperBound)"
    case .boolean: "true or false"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .either(let schemas): schemas.map(\.expectation).joined(separator: " or ")
    case .named(_, let inner): inner.expectation
    }
  }

  private static func words(_ least: Int, _ most: Int) -> String {
    if most == .max { return least == .min ? "" : " from \(least) on" }
    return " from \(least) to \(most)"
  }
}

extension Schema.Text {
  func complaint(about text: String) -> String? {
    let count = text.unicodeScalars.count
    guard length.contains(count) else {
      if count == 0 { return "it is empty" }
      return count < length.lowerBound
        ? "it has \(count) characters; at least \(length.lowerBound) are needed"
        : "it has \(count) characters; \(length.upperBound) is the most"
    }
    let fits = (pattern?.matches(text) ?? true) && (format?.isFormat(text) ?? true)
    return fits ? nil : "expected \(expectation)"
  }

  var expectation: String {
    switch format {
    case .dateTime: "a moment such as 2026-11-20T08:00:00Z"
    case .date: "a day such as 2026-11-20"
    case .uuid: "an id of 36 characters"
    case .uri: "a URI"
    case nil: pattern.map { "a text that matches \($0.expression)" } ?? "a text"
    }
  }
}

extension Schema.Text.Format {
  func isFormat(_ text: String) -> Bool {
    switch self {
    case .dateTime: (try? Date(text, strategy: .iso8601)) != nil
    case .date:
      (try? Date(text + "T00:00:00Z", strategy: .iso8601))?.formatted(.iso8601).hasPrefix(text) == true
    case .uuid: UUID(uuidString: text) != nil
    case .uri: URL(string: text)?.scheme != nil
    }
  }
}

extension JSONValue {
  var isNull: Bool { if case .null = self { true } else { false } }
}
