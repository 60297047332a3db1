import Documents
import HTTP
import Lifecycle

/// Something that a request says in its path, its query or its header.
public struct Parameter: Sendable {
  public enum Place: String, Sendable {
    case path, query, header
  }

  public let name: String
  public let place: Place
  public let schema: Schema
  public let summary: String
  public let isRequired: Bool

  public static func path(_ name: String, _ schema: Schema, _ summary: String) -> Parameter {
    Parameter(name: name, place: .path, schema: schema, summary: summary, isRequired: true)
  }

  public static func query(
    _ name: String, _ schema: Schema, _ summary: String, isRequired: Bool = false
  ) -> Parameter {
    Parameter(name: name, place: .query, schema: schema, summary: summary, isRequired: isRequired)
  }

  public static func header(_ name: String, _ schema: Schema, _ summary: String) -> Parameter {
    Parameter(name: name, place: .header, schema: schema, summary: summary, isRequired: false)
  }

  /// The value that a text stands for, by what is expected; nil where it is no such value.
  private func value(_ text: String) -> JSONValue? {
    switch schema.element.kind {
    // One spelling of each number: what is not written so was meant as something else.
    case .integer: Int(text).flatMap { "\($0)" == text ? .int($0) : nil }
    case .number: Double(text).flatMap { $0.isFinite ? .double($0) : nil }
    case .boolean: text == "true" ? true : text == "false" ? false : nil
    default: .string(text)
    }
  }

  /// Reads what was said, which may have been said several times.
  func read(_ texts: [String]) -> (value: JSONValue?, faults: [Fault]) {
    guard !texts.isEmpty else {
      return (nil, isRequired ? [fault("it is missing; expected \(schema.expectation)")] : [])
    }
    let values = texts.map(value)
    if let index = values.firstIndex(where: { $0 == nil }) {
      _ = index
      return (nil, [fault("expected \(schema.element.expectation)")])
    }
    let known = values.compactMap { $0 }
    if case .array = schema.kind {
      let value = JSONValue.array(known)
      return (value, schema.complaints(about: value).map(fault))
    }
    guard known.count == 1 else { return (nil, [fault("it is said \(known.count) times")]) }
    return (known[0], schema.complaints(about: known[0]).map(fault))
  }

  private func fault(_ detail: String) -> Fault {
    switch place {
    case .path: Fault(.path(name), detail)
    case .query: Fault(.query(name), detail)
    case .header: Fault(.header(name), detail)
    }
  }
}

extension Schema {
  /// What one of the values is of which a parameter may have several.
  var element: Schema { if case .array(let element, _) = kind { element } else { self } }
}

extension Request {
  /// Reads what the request says beside its body, with all that is wrong with it.
  func read(_ parameters: [Parameter]) -> (values: [String: JSONValue], faults: [Fault]) {
    var values: [String: JSONValue] = [:]
    var faults: [Fault] = []
    let asked = parameters.filter { $0.place == .query }
    for parameter in parameters {
      let texts: [String] =
        switch parameter.place {
        case .path: self.parameters[parameter.name].map { [$0] } ?? []
        case .query: target.query.filter { $0.name == parameter.name }.map(\.value)
        case .header: headers.values(parameter.name)
        }
      let (value, found) = parameter.read(texts)
      values[parameter.name] = value
      faults += found
    }
    var told: Set<String> = []
    for item in target.query where !asked.contains(where: { $0.name == item.name }) {
      guard told.insert(item.name).inserted else { continue }
      let meant = Spelling.nearest(to: item.name, among: asked.map(\.name))
      faults.append(
        Fault(.query(item.name), "there is no such parameter" + (meant.map { "; did you mean \($0)?" } ?? ""))
      )
    }
    return (values, faults)
  }
}
