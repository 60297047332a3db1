import Documents
import Jobs
import Models
import Testing

@testable import Hookline

@Suite struct EnqueueReportTests {
  private static func report(valid: Int, duplicates: Int = 0, bad: Int = 0) -> EnqueueReport {
    let list = (0..<bad).map { BadHandle(line: $0 + 1, text: "b\u{1b}d", reason: "it is bad") }
    return EnqueueReport(
      findings: .init(
        validCount: valid, duplicateCount: duplicates, badCount: bad, bad: list,
        isEmpty: valid == 0 && bad == 0))
  }

  @Test func `the summary counts what was accepted, merged, met again and refused`() {
    var report = Self.report(valid: 99_990, duplicates: 7, bad: 3)
    (report.acceptedCount, report.mergedCount) = (99_990, 12)

    #expect(report.summary == "accepted 99,990 (12 merged), 7 duplicate, 3 bad")
    #expect(report.status == .failed)
  }

  @Test func `a list that was not read to its end is no finished one`() {
    var report = Self.report(valid: 6_000)
    (report.acceptedCount, report.failedCount) = (5_000, 1_000)
    (report.failure, report.isCutShort) = ("the database is away", true)

    #expect(report.summary == "accepted 5,000, 1,000 not enqueued, the rest of the list not read")
    #expect(report.status == .failed)
  }

  @Test func `the first twenty bad ones are told by file and line, and how many more there are`() {
    var report = Self.report(valid: 0, bad: 1_023)
    report.source = "list.txt"

    let lines = report.complaint?.split(separator: "\n") ?? []

    #expect(lines.count == 21)
    #expect(lines[0] == "list.txt:1: \"b\u{1b}d\" is no handle: it is bad")
    #expect(lines[20] == "and 1,003 more")
    guard case .object(let members) = report.document,
      case .array(let all) = members.first(where: { $0.0 == "bad" })?.1
    else { return #expect(Bool(false), "the document lists the bad ones") }
    #expect(all.count == 1_023)
  }

  @Test func `bad handles cannot steer the terminal`() {
    var report = Self.report(valid: 1, bad: 2)
    report.source = "li\u{1b}st"
    report.acceptedCount = 1
    let (output, errors) = (Capture(), Capture())

    report.show(on: Console(output: output, errors: errors))

    #expect(output.text == "accepted 1, 2 bad\n")
    #expect(!hasControls(errors.text))
  }

  @Test(
    arguments: [
      ([.complete, .partial], ExitCode.done), ([.complete, .failed], .failed), ([.cancelled], .failed),
      ([.expired], .failed), ([], .done),
    ] as [([RunState], ExitCode)])
  func `runs that came to nothing are a failure`(states: [RunState], status: ExitCode) {
    var report = Self.report(valid: 2)
    report.acceptedCount = 2
    report.states = Dictionary(uniqueKeysWithValues: states.map { (RunID.make(), $0) })

    #expect(report.status == status)
  }

  @Test func `an empty list is told as such and is no failure`() {
    let output = Capture()

    Self.report(valid: 0).show(on: Console(output: output, errors: Capture()))

    #expect(output.text == "nothing to enqueue: the list holds no handle\n")
    #expect(Self.report(valid: 0).status == .done)
  }
}
