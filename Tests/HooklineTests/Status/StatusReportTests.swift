import Documents
import FoundationEssentials
import Management
import Testing

@testable import Hookline
@testable import Jobs

@Suite struct StatusReportTests {
  private static let queue = "job.ingest.norm"

  private static func sample(ready: Int, hasRates: Bool, at seconds: Double = 0) -> StatusSample {
    var record = QueueRecord(queue: queue)
    (record.later, record.dead) = (3, 2)
    var made = QueueRecord(queue: "made\u{1b}up")
    made.dead = 1
    let statistics = QueueStatistics(
      queue: queue, readyCount: ready, unackedCount: hasRates ? 50 : nil, consumerCount: 2,
      publishRate: hasRates ? 5 : nil, ackRate: hasRates ? 15 : nil)
    let control = QueueControl(
      queue: queue, isPaused: true, reason: "new\u{1b} model", changedBy: "me", changedAt: Date())
    let load = WorkerRecord.Load(state: .running)
    let worker = WorkerRecord(
      id: "w", kind: "ingest", host: "h", pid: 1, version: "1", slots: 1, load: load)
    return StatusSample(
      date: Date(timeIntervalSince1970: seconds),
      broker: .init(queues: [queue: statistics], hasRates: hasRates),
      store: .init(
        records: [record, made], controls: [control],
        workers: [
          WorkerSighting(worker: worker, startedAt: Date(), silence: .seconds(1)),
          WorkerSighting(worker: worker, startedAt: Date(), silence: .seconds(31)),
        ], openRunCount: 1_234))
  }

  private static func words(_ text: String, of name: String) -> [String] {
    text.split(separator: "\n").first { $0.hasPrefix(name) }?.split(separator: " ").map(String.init) ?? []
  }

  @Test func `a queue's line says what waits, how it goes and when it is empty`() {
    let report = StatusReport(Self.sample(ready: 9_950, hasRates: true))

    let text = report.text(width: nil, style: .plain)

    #expect(
      Self.words(text, of: Self.queue) == [
        Self.queue, "9,950", "50", "3", "2", "5", "15", "16m", "2", "paused:", "new\u{FFFD}", "model",
      ])
    #expect(Self.words(text, of: "total").prefix(4) == ["total", "9,950", "50", "3"])
    #expect(report.facts == "1,234 runs open, 1 worker alive, 1 silent, 1 queue paused")
    #expect(!hasControls(text) && text.contains("made\u{FFFD}up"))
  }

  @Test func `what is not known is a dash, and not a zero`() {
    let report = StatusReport(StatusSample(broker: nil, store: nil, problems: ["away"]))

    let text = report.text(width: nil, style: .plain)

    #expect(Self.words(text, of: Self.queue) == [Self.queue] + Array(repeating: "-", count: 8))
    #expect(report.facts == "runs and workers are not known")
    let json = report.document.line
    #expect(json.contains("\"openRuns\": null") && json.contains("\"problems\": [\"away\"]"))
    #expect(!json.contains("\n"))
  }

  @Test func `without the broker's rates they follow from two samples`() {
    let first = Self.sample(ready: 100, hasRates: false)
    let second = Self.sample(ready: 60, hasRates: false, at: 10)

    let row = StatusReport(second, since: first).rows.first { $0.name == Self.queue }

    #expect(row?.flow == QueueFlow(depth: 60, incoming: 0, outgoing: 4))
    #expect(StatusReport(second).rows.first { $0.name == Self.queue }?.flow == QueueFlow(depth: 60))
  }

  @Test func `a frame is drawn over the last one and leaves out what would make the terminal scroll`() {
    let text = "one\n\u{1b}[1mtwo\u{1b}[0m\nthree is wide\nfour\n"

    #expect(
      StatusWatch.frame(text, width: 10, height: 5, isFirst: true)
        == "\u{1b}[2J\u{1b}[Hone\u{1b}[K\n\u{1b}[1mtwo\u{1b}[0m\u{1b}[K\nthree is wide\u{1b}[K\n\u{1b}[J")
    #expect(
      StatusWatch.frame(text, width: 80, height: nil, isFirst: false).split(separator: "\n").count == 5)
  }
}
