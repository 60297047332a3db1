/// A file of variables, `.env`: a `NAME=value` a line.
///
/// Comments begin with `#`, a line may begin with `export`, blanks around names and values are dropped. Single
/// quotes keep everything as it stands; double quotes know `\n \r \t \\ \" \$`. A dollar sign stands for itself.
struct EnvironmentFile: Equatable {
  struct Assignment: Equatable {
    let value: String
    let line: Int
  }

  /// Something about one line; never holds a part of it but the name, because the rest may be secret.
  struct Remark: Error, Equatable {
    let line: Int
    let message: String
  }

  private(set) var assignments: [String: Assignment] = [:]
  private(set) var problems: [Remark] = []
  /// What was read but hardly meant.
  private(set) var warnings: [Remark] = []

  init(_ bytes: some Sequence<UInt8>) {
    let lines = Array(bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      do throws(Complaint) { try read(bytes, line: index + 1) } catch {
        problems.append(Remark(line: index + 1, message: error.message))
      }
    }
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>, line: Int) throws(Complaint) {
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let bytes = line == 1 && bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw Complaint("is not UTF-8 text")
    }
    // A carriage return before the line's end and blanks around it are nobody's value.
    let trimmed = trim(text[...])
    guard let first = trimmed.first, first != "#" else { return }
    let (name, rest) = try Self.name(trimmed)
    let value = try Self.value(rest)
    if let earlier = assignments[name] {
      warnings.append(
        Remark(line: line, message: "sets \(name) again, so line \(earlier.line) has no effect"))
    }
    assignments[name] = Assignment(value: value, line: line)
  }

  private static func name(_ text: Substring) throws(Complaint) -> (String, Substring) {
    var text = text
    let keyword = "export"
    if text.hasPrefix(keyword), text.dropFirst(keyword.count).first?.isBlank == true {
      text = trim(text.dropFirst(keyword.count))
    }
    guard let sign = text.firstIndex(of: "=") else { throw Complaint("has no = in it; write NAME=value") }
    let name = trim(text[..<sign])
    let isName =
      name.first?.isNumber == false && name.allSatisfy { $0.isASCIILetterOrDigit || $0 == "_" }
    guard isName else { throw Complaint("has no name of letters, digits and _ before its =") }
    return (String(name), trim(text[text.index(after: sign)...]))
  }

  private static func value(_ text: Substring) throws(Complaint) -> String {
    switch text.first {
    case "'":
      let body = text.dropFirst()
      guard let end = body.firstIndex(of: "'") else { throw Complaint("has a ' that nothing closes") }
      try expectNothing(after: body[body.index(after: end)...])
      return String(body[..<end])
    case "\"": return try doubleQuoted(text.dropFirst())
    case "#": return ""
    default: return bare(text)
    }
  }

  /// A comment needs a blank before it: `#` is common in passwords.
  private static func bare(_ text: Substring) -> String {
    var end = text.startIndex
    while end < text.endIndex {
      let next = text.index(after: end)
      if text[end].isBlank, next < text.endIndex, text[next] == "#" { break }
      end = next
    }
    return String(trim(text[..<end]))
  }

  private static func doubleQuoted(_ text: Substring) throws(Complaint) -> String {
    var value = ""
    var rest = text
    while let character = rest.popFirst() {
      switch character {
      case "\"":
        try expectNothing(after: rest)
        return value
      case "\\": value.append(try escaped(rest.popFirst()))
      default: value.append(character)
      }
    }
    throw Complaint("has a \" that nothing closes")
  }

  private static func escaped(_ character: Character?) throws(Complaint) -> Character {
    switch character {
    case "n": "\n"
    case "r": "\r"
    case "t": "\t"
    case "\\", "\"", "$": character ?? "\\"
    default: throw Complaint("has a \\ in double quotes that stands for nothing; write \\\\ for one")
    }
  }

  private static func expectNothing(after rest: Substring) throws(Complaint) {
    let rest = trim(rest)
    guard rest.isEmpty || rest.first == "#" else { throw Complaint("goes on after the closing quote") }
  }
}

private func trim(_ text: Substring) -> Substring {
  var text = text.drop { $0.isBlank }
  while text.last?.isBlank == true { text.removeLast() }
  return text
}

extension Character {
  fileprivate var isBlank: Bool { self == " " || self == "\t" || self == "\r" }
}
