/// Rows in columns, as wide as their widest value; on a narrow terminal the last column wraps.
struct Table: Sendable {
  struct Cell: Sendable, ExpressibleByStringInterpolation {
    let text: String
    let tint: Style.Tint?

    init(_ text: String, _ tint: Style.Tint? = nil) {
      self.text = printable(text)
      self.tint = tint
    }

    init(stringLiteral value: String) { self.init(value) }
  }

  /// Empty for a table without a heading.
  let titles: [String]
  /// Columns whose values are numbers, aligned to the right.
  var numeric: Set<Int> = []
  private(set) var rows: [[Cell]] = []

  private static let gap = "  "
  /// Narrower than this, a wrapped column cannot be read: better let the terminal wrap.
  private static let narrowest = 20

  init(_ titles: [String], numeric: Set<Int> = []) {
    self.titles = titles
    self.numeric = numeric
  }

  mutating func add(_ cells: [Cell]) { rows.append(cells) }

  func text(width: Int?, style: Style) -> String {
    let heading = titles.contains { !$0.isEmpty } ? [titles.map { Cell($0, .heading) }] : []
    let all = heading + rows
    var widths = titles.indices.map { column in all.map { displayWidth($0[column].text) }.max() ?? 0 }
    if let width, let last = widths.indices.last {
      let others = widths.dropLast().reduce(0) { $0 + $1 + Self.gap.count }
      widths[last] = min(widths[last], max(width - others, Self.narrowest))
    }
    return all.map { text($0, widths, style) }.joined()
  }

  private func text(_ cells: [Cell], _ widths: [Int], _ style: Style) -> String {
    guard let last = cells.last, let lastWidth = widths.last else { return "\n" }
    let lead = cells.indices.dropLast().map { column in
      padded(cells[column], widths[column], isNumber: numeric.contains(column), style) + Self.gap
    }.joined()
    let indent = String(repeating: " ", count: widths.dropLast().reduce(0) { $0 + $1 + Self.gap.count })
    var text = ""
    for (index, line) in wrapped(last.text, to: lastWidth).enumerated() {
      let line = numeric.contains(cells.count - 1) ? filled(line, lastWidth) : line
      text += trimmedEnd((index == 0 ? lead : indent) + style.paint(line, last.tint)) + "\n"
    }
    return text
  }

  private func padded(_ cell: Cell, _ width: Int, isNumber: Bool, _ style: Style) -> String {
    let padding = String(repeating: " ", count: max(0, width - displayWidth(cell.text)))
    let text = style.paint(cell.text, cell.tint)
    return isNumber ? padding + text : text + padding
  }

  private func filled(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - displayWidth(text))) + text
  }

  private func trimmedEnd(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }
}

/// The text in lines of at most `width` columns, broken at spaces; a longer word stands alone and sticks out.
func wrapped(_ text: String, to width: Int) -> [String] {
  guard displayWidth(text) > width else { return [text] }
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty, displayWidth(line) + 1 + displayWidth(word) > width {
      lines.append(line)
      line = ""
    }
    line += (line.isEmpty ? "" : " ") + word
  }
  return lines + [line]
}

/// How many columns a terminal gives the text: two for East Asian wide characters and emoji, none for marks.
func displayWidth(_ text: some StringProtocol) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.reduce(0) { $0 + width(of: $1) }
}

private func width(of character: Character) -> Int {
  guard let first = character.unicodeScalars.first else { return 0 }
  switch first.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .control, .format: return 0
  default: break
  }
  // A variation selector turns a sign into its picture.
  let isPicture = first.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}")
  return isPicture || isWide(first.value) ? 2 : 1
}

private func isWide(_ value: UInt32) -> Bool {
  switch value {
  case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
    0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x20000...0x3fffd:
    true
  default: false
  }
}
