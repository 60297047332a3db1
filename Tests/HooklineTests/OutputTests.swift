import Testing

@testable import Hookline

@Suite struct OutputTests {
  private static func table(_ rows: [[Table.Cell]]) -> Table {
    var table = Table(["NAME", "COUNT", "WHAT"], numeric: [1])
    for row in rows { table.add(row) }
    return table
  }

  @Test func `columns are as wide as their widest value, wide characters counted twice`() {
    let table = Self.table([["音楽", "5", "one"], ["e\u{301}te\u{301}", "1234567", "two"], ["👍🏽", "10", ""]])

    #expect(
      table.text(width: nil, style: .plain) == """
        NAME    COUNT  WHAT
        音楽        5  one
        e\u{301}te\u{301}   1234567  two
        👍🏽         10\n
        """)
  }

  @Test func `numbers in the last column stand to the right, too`() {
    var table = Table(["KIND", "COUNT"], numeric: [1])
    table.add(["a", "5"])

    #expect(table.text(width: nil, style: .plain) == "KIND  COUNT\na         5\n")
  }

  @Test func `on a narrow terminal the last column wraps under itself`() {
    let table = Self.table([["a", "1", "one two three four five six seven"]])

    #expect(
      table.text(width: 36, style: .plain) == """
        NAME  COUNT  WHAT
        a         1  one two three four five
                     six seven\n
        """)
  }

  @Test func `a word longer than its column is not cut`() {
    #expect(wrapped("abc abcdefgh ab", to: 4) == ["abc", "abcdefgh", "ab"])
  }

  @Test func `colours change no width`() {
    let table = Self.table([[.init("a", .success), "1", "x"]])

    let text = table.text(width: nil, style: Style(isColoured: true))

    #expect(text.contains("\u{1b}[32ma\u{1b}[0m         1  x"))
  }

  @Test(arguments: [
    ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("🎵", 2), ("❤\u{FE0F}", 2), ("ü", 1), ("", 0), ("한글", 4),
  ])
  func `a text is as wide as a terminal shows it`(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test func `what would steer the terminal is not passed on`() {
    #expect(
      printable("a\u{1b}[31m\u{9b}b\n\u{202e}c\u{7f}é") == "a\u{FFFD}[31m\u{FFFD}b\u{FFFD}\u{FFFD}c\u{FFFD}é")
    #expect(Table.Cell("\u{1b}]0;x\u{7}").text == "\u{FFFD}]0;x\u{FFFD}")
  }

  @Test(arguments: [
    (true, false, ["TERM": "xterm"], true), (true, false, ["TERM": "xterm", "NO_COLOR": ""], true),
    (true, false, ["TERM": "xterm", "NO_COLOR": "1"], false), (true, false, ["TERM": "dumb"], false),
    (true, false, [:], false), (true, true, ["TERM": "xterm"], false),
    (false, false, ["TERM": "xterm"], false),
  ])
  func `colours need a terminal that can and a person who wants them`(
    isTerminal: Bool, refused: Bool, environment: [String: String], isColoured: Bool
  ) {
    let style = Style.choose(isTerminal: isTerminal, refused: refused, environment: environment)

    #expect(style.isColoured == isColoured)
  }

  @Test func `quiet silences notes and warnings but not errors, and none of them is a result`() {
    let (output, errors) = (Capture(), Capture())
    var console = Console(output: output, errors: errors)
    console.note("noted")
    console.isQuiet = true
    console.note("unheard")
    console.warn("unheard")
    console.error("first\u{1b}\nsecond")

    #expect(errors.text == "noted\nhookline: first\u{FFFD}\nsecond\n")
    #expect(output.text == "")
  }
}
