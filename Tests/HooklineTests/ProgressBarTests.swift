import Synchronization
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
  /// A clock that goes on when it is told to.
  private final class Hand: Sendable {
    private let instant = Mutex(ContinuousClock.now)

    var now: ContinuousClock.Instant { instant.withLock { $0 } }
    func move(_ seconds: Int) { instant.withLock { $0 += .seconds(seconds) } }
  }

  @Test func `where there is no terminal a line is written every ten seconds`() {
    let (errors, hand) = (Capture(), Hand())
    let bar = ProgressBar(Console(output: Capture(), errors: errors)) { hand.now }

    for page in 0..<25 {
      bar.show(Double(page) / 25, "\(page) pages")
      hand.move(1)
    }
    bar.clear()

    #expect(errors.text == "40 %, 10 pages\n80 %, 20 pages\n")
  }

  @Test func `what stands still is told, and what goes on or is not to be heard is not`() {
    for (isJSON, isQuiet) in [(false, false), (true, false), (false, true)] {
      let (errors, hand) = (Capture(), Hand())
      let bar = ProgressBar(
        Console(output: Capture(), errors: errors, isJSON: isJSON, isQuiet: isQuiet)
      ) { hand.now }

      for _ in 0..<12 {
        bar.stall("waiting for it")
        hand.move(1)
      }
      bar.show(nil, "3 pages")
      for _ in 0..<12 {
        bar.stall("waiting for it")
        hand.move(1)
      }

      let told = "waiting for it, nothing new for 10 s\nwaiting for it, nothing new for 10 s\n"
      #expect(errors.text == (isJSON || isQuiet ? "" : told))
    }
  }

  @Test func `at a terminal what stands still is told in the bar`() {
    let (errors, hand) = (Capture(), Hand())
    let bar = ProgressBar(Console(output: Capture(), errors: errors, errorWidth: 80)) { hand.now }

    bar.show(nil, "3 pages")
    hand.move(11)
    bar.stall("waiting")

    #expect(errors.text == "\r3 pages\u{1b}[K\r3 pages, nothing new for 11 s\u{1b}[K")
  }
}
