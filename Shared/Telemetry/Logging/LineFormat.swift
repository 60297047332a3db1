/// Turns an entry into one line; pure, so that what a line looks like needs no terminal to test.
struct LineFormat: Sendable {
  enum Style: Sendable { case json, plain, coloured }

  let style: Style

  static let valueLimit = 8 * 1024
  static let lineLimit = 64 * 1024

  func line(for entry: LogEntry) -> String {
    style == .json ? json(entry) : text(entry)
  }

  // MARK: JSON

  private static let reservedNames: Set<String> = ["ts", "level", "msg", "service"]

  private func json(_ entry: LogEntry) -> String {
    var line = "{\"ts\":\"\(Timestamp.text(entry.time))\",\"level\":\"\(entry.level.name)\",\"msg\":"
    appendQuoted(entry.message, to: &line)
    line += ",\"service\":"
    appendQuoted(entry.service, to: &line)
    for field in entry.fields {
      guard line.utf8.count < Self.lineLimit else {
        line += ",\"truncated\":true"
        break
      }
      line += ","
      // A field must not pass for the entry's own time, level or message.
      let isReserved = Self.reservedNames.contains(field.name)
      appendQuoted(isReserved ? "field_" + field.name : field.name, to: &line)
      line += ":"
      append(field.value, to: &line)
    }
    return line + "}"
  }

  private func append(_ value: LogValue, to line: inout String) {
    switch value {
    case .string(let text): appendQuoted(text, to: &line)
    case .int(let number): line += String(number)
    // JSON has no word for these.
    case .double(let number) where !number.isFinite: line += "\"\(number)\""
    case .double(let number): line += String(number)
    case .bool(let flag): line += flag ? "true" : "false"
    }
  }

  private func appendQuoted(_ text: String, to line: inout String) {
    line += "\""
    Escaping.append(Self.bounded(text), to: &line, quoted: true)
    line += "\""
  }

  // MARK: Text

  private func text(_ entry: LogEntry) -> String {
    var line = Timestamp.text(entry.time) + " "
    line += painted(Self.label(entry.level), Self.colour(entry.level)) + " "
    Escaping.append(Self.bounded(entry.message), to: &line, quoted: false)
    for field in entry.fields {
      guard line.utf8.count < Self.lineLimit else {
        line += " truncated=true"
        break
      }
      var name = ""
      Escaping.append(Self.bounded(field.name), to: &name, quoted: false)
      line += " " + painted(name + "=", "2")
      appendBare(field.value, to: &line)
    }
    return line
  }

  /// Without quotes where it reads the same without.
  private func appendBare(_ value: LogValue, to line: inout String) {
    guard case .string(let text) = value else { return append(value, to: &line) }
    let isPlain = !text.isEmpty && !text.utf8.contains { " \"\\=".utf8.contains($0) || $0 < 0x20 }
    guard isPlain else { return appendQuoted(text, to: &line) }
    Escaping.append(Self.bounded(text), to: &line, quoted: false)
  }

  private func painted(_ text: String, _ code: String) -> String {
    style == .coloured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private static func label(_ level: Logger.Level) -> String {
    switch level {
    case .debug: "DEBUG  "
    case .info: "INFO   "
    case .notice: "NOTICE "
    case .warning: "WARNING"
    case .error: "ERROR  "
    }
  }

  private static func colour(_ level: Logger.Level) -> String {
    switch level {
    case .debug: "2"
    case .info: "32"
    case .notice: "36"
    case .warning: "33"
    case .error: "1;31"
    }
  }

  // MARK: Bounds

  /// Redacts before it cuts: half a URL would no longer show where its password ends.
  private static func bounded(_ text: String) -> String {
    let text = Redaction.apply(text)
    let byteCount = text.utf8.count
    guard byteCount > valueLimit else { return text }
    var end = text.utf8.index(text.utf8.startIndex, offsetBy: valueLimit)
    while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    return text[..<end] + "… (\(byteCount) bytes)"
  }
}
