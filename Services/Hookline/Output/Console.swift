import Documents

/// How a command talks: results to standard output, everything else to standard error.
struct Console: Sendable {
  let output: any Sink
  let errors: any Sink
  var outputStyle = Style.plain
  var errorStyle = Style.plain
  /// Columns of the terminal that the results go to; nil when they go elsewhere.
  var width: Int?
  /// Whether that terminal can write over what it shows.
  var draws = false
  /// Columns of the terminal that the rest goes to; nil where nobody looks at it, or it cannot draw.
  var errorWidth: Int?
  var isJSON = false
  var isQuiet = false

  /// A part of the result, with its line break.
  func result(_ line: String) { output.write(line + "\n") }

  /// The whole result as one JSON document.
  func result(_ document: JSONValue) { output.write(document.text + "\n") }

  /// One document of many, on a line of its own.
  func line(_ document: JSONValue) { output.write(document.line + "\n") }

  func result(_ table: Table) { output.write(table.text(width: width, style: outputStyle)) }

  /// Something that is good to know.
  func note(_ message: String) {
    if !isQuiet { errors.write(printable(message) + "\n") }
  }

  func warn(_ message: String) {
    if !isQuiet { errors.write(errorStyle.paint("warning: ", .warning) + printable(message) + "\n") }
  }

  /// Why the command failed; the text may have several lines.
  func error(_ message: String) {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map { printable(String($0)) }
    errors.write(errorStyle.paint("hookline: ", .failure) + lines.joined(separator: "\n") + "\n")
  }
}

/// The text without what steers a terminal: much of what is shown comes from servers and files.
func printable(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { result.append(steersTerminal(scalar) ? "\u{FFFD}" : scalar) }
  return String(result)
}
