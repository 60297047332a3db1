import Documents
import FoundationEssentials
import Lifecycle

/// Shows one sample after another until somebody asks for an end, or nobody reads any more.
struct StatusWatch: Sendable {
  let sampler: any Sampler
  let interval: Duration
  let console: Console
  let shutdown: Shutdown

  func run() async {
    var earlier: StatusSample?
    var isFirst = true
    while shutdown.phase == .running, console.output.isOpen {
      let start = ContinuousClock.now
      guard let sample = await shutdown.unlessDrained({ await sampler.sample() }) else { return }
      let report = StatusReport(sample, since: earlier)
      show(report, isFirst: isFirst)
      isFirst = false
      // The sample before an outage is as good to compare with as any.
      if sample.broker != nil { earlier = sample }
      // Looking must not become what the servers do: it gets a fifth of the time at most.
      let spent = ContinuousClock.now - start
      guard await shutdown.pause(for: max(interval - spent, spent * 4)) else { return }
    }
  }

  private func show(_ report: StatusReport, isFirst: Bool) {
    if console.isJSON { return console.line(report.document) }
    let text = Self.text(report, interval, console)
    guard let width = console.width, console.draws else {
      return console.output.write((isFirst ? "" : "\n") + text)
    }
    console.output.write(Self.frame(text, width: width, height: Terminal.height(1), isFirst: isFirst))
  }

  /// What matters most comes first: a small terminal shows the beginning.
  static func text(_ report: StatusReport, _ interval: Duration, _ console: Console) -> String {
    let heading = "\(report.sample.date.formatted(.iso8601)), every \(spelled(interval)): \(report.facts)\n"
    let problems = report.sample.problems.map {
      console.outputStyle.paint("problem: ", .failure) + printable($0) + "\n"
    }
    let notes = report.sample.notes.map { printable($0) + "\n" }
    return ([heading] + problems + notes).joined() + "\n"
      + report.text(width: console.width, style: console.outputStyle)
  }

  private static func spelled(_ interval: Duration) -> String {
    let milliseconds = interval.wholeMilliseconds
    return milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000)s" : "\(milliseconds)ms"
  }

  /// The text over what the terminal shows: from its first line on, each line and what is below cleared. Lines that the
  /// terminal has no room for are left out, because they would make it scroll.
  static func frame(_ text: String, width: Int, height: Int?, isFirst: Bool) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    let room = height.map { max(1, $0 - 1) } ?? Int.max
    // One that is too wide takes several lines of the terminal.
    var used = 0
    let shown = lines.prefix { line in
      used += max(1, (shownWidth(line) + width - 1) / max(1, width))
      return used <= room
    }
    return (isFirst ? "\u{1b}[2J" : "") + "\u{1b}[H" + shown.map { $0 + "\u{1b}[K\n" }.joined() + "\u{1b}[J"
  }

  /// Columns without what only colours.
  private static func shownWidth(_ line: String) -> Int {
    line.split(separator: "\u{1b}", omittingEmptySubsequences: false).enumerated().reduce(0) { width, part in
      let text = part.offset == 0 ? part.element : part.element.drop { $0 != "m" }.dropFirst()
      return width + displayWidth(text)
    }
  }
}
