import API
import Documents
import HTTP
import Models

/// The handles that a body names, each once.
struct HandleList: Sendable {
  struct Bad: Sendable, Equatable {
    let line: Int
    let text: String
    let reason: String
  }

  /// So many bad ones are told one by one.
  private static let toldLimit = 100

  private(set) var handles: [Handle] = []
  private(set) var duplicateCount = 0
  private(set) var badCount = 0
  private(set) var bad: [Bad] = []
  private var seen: Set<Handle> = []

  init(_ call: Call) throws(Refusal) {
    switch call.body {
    case .none: break
    case .json:
      let named = call.member("handle").map { [$0] } ?? call.member("handles")?.arrayValue ?? []
      for (index, value) in named.enumerated() { take(value.stringValue ?? "", line: index + 1) }
    case .bytes(let type, let bytes): try take(bytes, isCSV: type == MediaType.csv)
    }
  }

  private mutating func take(_ bytes: [UInt8], isCSV: Bool) throws(Refusal) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Refusal(
        .badRequest, "text", "The body is not UTF-8.", faults: [Fault(.body("#"), "it is not UTF-8")])
    }
    let lines = text.drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated() {
      var cell = Self.trimmed(line)
      guard !cell.isEmpty, cell.first != "#" else { continue }
      if isCSV { cell = Self.firstCell(cell) }
      // What a spreadsheet calls the column.
      if isCSV, index == 0, ["handle", "handles", "creator", "username", "name"].contains(cell.lowercased()) {
        continue
      }
      take(String(cell), line: index + 1)
      guard handles.count <= Gateway.handleLimit else {
        throw .invalid([
          Fault(.body("#"), "it names more than \(Gateway.handleLimit) creators; send them in parts")
        ])
      }
    }
  }

  private mutating func take(_ text: String, line: Int) {
    do throws(HandleError) {
      let handle = try Handle(text)
      guard seen.insert(handle).inserted else { return duplicateCount += 1 }
      handles.append(handle)
    } catch {
      badCount += 1
      guard bad.count < Self.toldLimit else { return }
      bad.append(Bad(line: line, text: String(text.prefix(100)), reason: "\(error)"))
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0.isWhitespace }
    return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? ""
  }

  /// Up to the first comma, semicolon or tab; a handle in quotes without them.
  private static func firstCell(_ line: Substring) -> Substring {
    if line.first == "\"" { return trimmed(line.dropFirst().prefix { $0 != "\"" }) }
    return trimmed(line.prefix { $0 != "," && $0 != ";" && $0 != "\t" })
  }
}
