/// Tells files with a document a line from single documents that are written over many lines.
enum LineLayout {
  /// A line by itself, by its brackets alone.
  private struct Line {
    var isObject = false
    /// Whether every bracket that it opens is closed in it, and nothing follows.
    var isWhole = false
  }

  /// Both may have lines that begin as documents do. Of a document with a line for each item the first line is not whole, or
  /// a comma or a closing bracket follows an item; and a file of lines may begin with a broken one.
  static func isInLines(_ cursor: Cursor) -> Bool {
    var rest = cursor
    rest.skipSpace()
    guard !rest.isAtEnd, rest.byte != UInt8(ascii: "[") else { return false }
    guard let first = next(&rest), let second = next(&rest), second.isObject else { return false }
    guard !first.isWhole else { return true }
    guard second.isWhole else { return false }
    return next(&rest)?.isObject ?? true
  }

  /// The next line that is not empty.
  private static func next(_ cursor: inout Cursor) -> Line? {
    cursor.skipSpace()
    guard !cursor.isAtEnd else { return nil }
    let end = ScrapeReader.endOfLine(cursor)
    let line = read(Cursor(base: cursor.base, end: end, position: cursor.position))
    cursor.position = end
    return line
  }

  private static func read(_ cursor: Cursor) -> Line {
    var line = Line(isObject: cursor.byte == UInt8(ascii: "{"))
    var depth = 0
    var isQuoted = false
    var position = cursor.position
    while position < cursor.end {
      let byte = cursor.base[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\\") where isQuoted: position += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case _ where isQuoted: continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case 0x20, 0x09, 0x0d: continue
      // A comma behind the last bracket: more of the same list follows.
      case _ where depth == 0: return line
      default: continue
      }
    }
    line.isWhole = depth == 0 && !isQuoted
    return line
  }
}
