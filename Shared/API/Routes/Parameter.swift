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
  func read(_ texts: [String], isField: Bool = false) -> (value: JSONValue?, faults: [Fault]) {
    let (value, complaints) = complaints(about: texts)
    return (value, complaints.map { isField ? Fault(.form(name), $0) : fault($0) })
  }

  private func complaints(about texts: [String]) -> (value: JSONValue?, [String]) {
    guard !texts.isEmpty else {
      return (nil, isRequired ? ["it is missing; expected \(schema.expectation)"] : [])
    }
    let values = texts.map(value)
    if values.contains(where: { $0 == nil }) { return (nil, ["expected \(schema.element.expectation)"]) }
    let known = values.compactMap { $0 }
    if case .array = schema.kind {
      let value = JSONValue.array(known)
      return (value, schema.complaints(about: value))
    }
    guard known.count == 1 else { return (nil, ["it is said \(known.count) times"]) }
    return (known[0], schema.complaints(about: known[0]))
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
  /// Reads what the request says beside its body, and in a form around a file, with all that is wrong with it.
  func read(
    _ parameters: [Parameter], _ brought: BroughtFile = BroughtFile()
  ) -> (values: [String: JSONValue], faults: [Fault]) {
    var values: [String: JSONValue] = [:]
    var faults: [Fault] = []
    let asked = parameters.filter { $0.place == .query }
    for parameter in parameters {
      let fields = parameter.place == .query ? brought.texts(parameter.name) : []
      let texts: [String] =
        switch parameter.place {
        case .path: self.parameters[parameter.name].map { [$0] } ?? []
        case .query: target.query.filter { $0.name == parameter.name }.map(\.value)
        case .header: headers.values(parameter.name)
        }
      let (value, found) = parameter.read(texts + fields, isField: texts.isEmpty && !fields.isEmpty)
      values[parameter.name] = value
      faults += found
    }
    let names = asked.map(\.name)
    faults += Self.strangers(target.query.map(\.name), names, "parameter").map { Fault(.query($0), $1) }
    faults += Self.strangers(brought.fields.map(\.name), names, "field").map { Fault(.form($0), $1) }
    return (values, faults)
  }

  /// What was said that nobody has asked for, each once, with what may have been meant.
  private static func strangers(
    _ said: [String], _ names: [String], _ what: String
  ) -> [(name: String, complaint: String)] {
    var told = Set(names)
    return said.filter { told.insert($0).inserted }.prefix(Fault.limit).map { name in
      let meant = Spelling.nearest(to: name, among: names)
      return (name, "there is no such \(what)" + (meant.map { "; did you mean \($0)?" } ?? ""))
    }
  }
}
