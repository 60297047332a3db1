import Testing

@testable import Hookline

@Suite struct ProgressBarTests {
  @Test(arguments: [
    (0.0, "[------------------------] x"), (0.5, "[############------------] x"),
    (1.0, "[########################] x"), (7, "[########################] x"),
    (-1, "[------------------------] x"),
  ])
  func `the bar is as full as the share`(share: Double, line: String) {
    #expect(ProgressBar.line(share, "x", width: 80) == line)
  }

  @Test func `without a share there is only the text, and never more than fits`() {
    #expect(ProgressBar.line(nil, "12 handles", width: 80) == "12 handles")
    #expect(ProgressBar.line(0.5, "12 handles", width: 10) == "[########")
    #expect(ProgressBar.line(nil, "a\u{1b}b", width: 80) == "a\u{FFFD}b")
  }

  @Test func `nothing is drawn where nobody looks`() {
    for (width, isJSON, isQuiet) in [(nil, false, false), (80, true, false), (80, false, true)]
      as [(Int?, Bool, Bool)]
    {
      let errors = Capture()
      let console = Console(
        output: Capture(), errors: errors, errorWidth: width, isJSON: isJSON, isQuiet: isQuiet)
      let bar = ProgressBar(console)

      bar.show(0.5, "text")
      bar.clear()

      #expect(errors.text == "")
    }
  }

  @Test func `a note takes the bar away before it is said`() {
    let errors = Capture()
    let bar = ProgressBar(Console(output: Capture(), errors: errors, errorWidth: 40))

    bar.show(1, "text")
    bar.note("look")
    bar.clear()

    #expect(errors.text == "\r[########################] text\u{1b}[K\r\u{1b}[Klook\n")
  }
}
