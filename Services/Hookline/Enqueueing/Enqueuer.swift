import Jobs
import Lifecycle
import Models

/// Enqueues what a reader finds, in portions, some of them at once.
struct Enqueuer: Sendable {
  let taker: HandleTaker
  /// Whether the runs are asked for afterwards; they take memory.
  let keepsRuns: Bool
  let shutdown: Shutdown
  let bar: ProgressBar

  /// How many handles go into one transaction.
  static let portion = 1_000
  /// How many transactions are under way: while one waits for the broker's confirms, another writes.
  static let width = 4
  /// How long a database that went away in the middle is waited for.
  private static let patience = Duration.seconds(30)
  private static let backoff = Backoff(base: .milliseconds(250), cap: .seconds(3))

  private struct Answer: Sendable {
    let count: Int
    let result: Result<[EnqueueReport.Entry], any Error>
  }

  /// Reads to the end, unless something fails or a drain is asked for; what is under way then is finished.
  func run(_ reader: HandleReader) async -> EnqueueReport {
    var report = EnqueueReport(findings: await reader.findings)
    await withTaskGroup(of: Answer.self) { group in
      let isComplete = await feed(&group, reader, &report)
      for await answer in group { take(answer, into: &report) }
      report.isInterrupted = !isComplete && report.failure == nil
      report.isCutShort = !isComplete && report.failure != nil
    }
    bar.clear()
    report.findings = await reader.findings
    return report
  }

  /// Whether it came to the end of what there is to read.
  private func feed(
    _ group: inout TaskGroup<Answer>, _ reader: HandleReader, _ report: inout EnqueueReport
  ) async -> Bool {
    let start = ContinuousClock.now
    var underWay = 0
    var isLast = false
    while !isLast, report.failure == nil, await hasRoom() {
      let portion: HandleReader.Portion
      do { portion = try await reader.next(Self.portion) } catch {
        report.failure = "\(error)"
        return false
      }
      isLast = portion.isLast
      guard !portion.handles.isEmpty else { continue }
      if underWay == Self.width, let answer = await group.next() {
        underWay -= 1
        take(answer, into: &report)
      }
      let patience = report.acceptedCount > 0 ? Self.patience : .zero
      group.addTask { await enqueue(portion.handles, patience: patience) }
      underWay += 1
      show(report, portion.share, since: start)
    }
    return isLast
  }

  private func enqueue(_ handles: [Handle], patience: Duration) async -> Answer {
    do {
      let answers = try await persist(try taker.portion(of: handles), patience: patience)
      let entries = zip(handles, answers).map {
        EnqueueReport.Entry(handle: $0, run: $1.run, isMerged: $1.isMerged)
      }
      return Answer(count: handles.count, result: .success(entries))
    } catch { return Answer(count: handles.count, result: .failure(error)) }
  }

  /// Tries again for a while: what was committed unnoticed comes back as merged.
  private func persist(_ portion: HandleTaker.Portion, patience: Duration) async throws -> [Enqueued] {
    let deadline = ContinuousClock.now + patience
    var failures = 0
    while true {
      do { return try await portion.enqueue() } catch {
        guard HandleTaker.isWorthAnother(error), .now < deadline else { throw error }
        failures += 1
        if failures == 1 { bar.note("\(taker.place) does not answer (\(error)); trying again") }
        guard await shutdown.pause(for: Self.backoff.delay(afterFailure: failures)) else { throw error }
      }
    }
  }

  /// Waits while the queue is full; false when a drain is asked for.
  private func hasRoom() async -> Bool {
    var isTold = false
    while shutdown.phase == .running {
      guard let queue = taker.fullQueue else { return true }
      if !isTold { bar.note("queue \(queue) is full; waiting for room") }
      isTold = true
      _ = await shutdown.pause(for: .milliseconds(500))
    }
    return false
  }

  private func take(_ answer: Answer, into report: inout EnqueueReport) {
    switch answer.result {
    case .success(let entries):
      report.acceptedCount += entries.count
      report.mergedCount += entries.count { $0.isMerged }
      let room = EnqueueReport.mergedLimit - report.merged.count
      report.merged += entries.lazy.filter(\.isMerged).prefix(max(0, room))
      if keepsRuns { report.entries += entries }
    case .failure(let error):
      report.failedCount += answer.count
      report.failure = report.failure ?? "\(Context.explained(error))"
    }
  }

  private func show(_ report: EnqueueReport, _ share: Double?, since start: ContinuousClock.Instant) {
    let seconds = (ContinuousClock.now - start).milliseconds / 1_000
    let rate = seconds > 0 ? Int(Double(report.acceptedCount) / seconds) : 0
    bar.show(share, "\(counted(report.acceptedCount, "handle")) accepted, \(grouped(rate))/s")
  }
}
