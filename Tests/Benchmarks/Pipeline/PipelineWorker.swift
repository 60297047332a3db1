import Glibc
import Jobs
import Lifecycle
import Messaging
import Storage
import Synchronization

/// The worker of the benchmarks, in a process of its own: its handler does nothing, and stores that it did.
enum PipelineWorker {
  static let kind = JobKind.contentAnalysis
  /// How many handlers run at once.
  static let slots = 8

  /// Told of on standard output: when the last of so many tasks was committed, or with 0 when each was begun.
  static func main(_ arguments: ArraySlice<String>) async -> Never {
    let clock = PipelineClock(taskCount: arguments.first.flatMap { Int($0) } ?? 0)
    var settings = WorkerSettings.brief(slots: slots)
    settings.milestone = { milestone in clock.note(milestone) }
    await WorkerProcess.main(PipelineHandler(clock: clock), settings: settings)
  }
}

/// Takes the item of a task and leaves a row of it.
struct PipelineHandler: Handler {
  struct Input: JobInput, Decodable {
    let item: Int
  }

  let clock: PipelineClock
  let kind = PipelineWorker.kind

  static let table: SQL = """
    create table pipeline_result (
      task_id uuid primary key, item int8 not null, created_at timestamptz not null default now())
    """

  func handle(_ job: Job<Input>) async throws -> Outcome<Int> {
    clock.began(job.input.item)
    return .done(job.input.item)
  }

  func store(_ results: [Finished<Int>], _ session: Session) throws {
    try session.execute(
      """
      insert into pipeline_result(task_id, item)
      select * from \(unnest: results.map(\.task), results.map(\.result))
      """)
    clock.stored(results.count)
  }
}

/// Takes the times that the benchmark wants, on the clock that all processes of a machine share.
final class PipelineClock: Sendable {
  private struct State {
    var firstDelivery: Double?
    var storedCount = 0
  }

  private let taskCount: Int
  private let state = Mutex(State())

  init(taskCount: Int) { self.taskCount = taskCount }

  /// In seconds.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  func note(_ milestone: Milestone) {
    guard taskCount > 0, milestone == .delivered || milestone == .committed else { return }
    let seconds = state.withLock { state -> Double? in
      let now = Self.now()
      let first = state.firstDelivery ?? now
      state.firstDelivery = first
      // Of the last transactions each says this once; the last one is right.
      return milestone == .committed && state.storedCount >= taskCount ? now - first : nil
    }
    if let seconds { write("seconds \(seconds)\n", to: 1) }
  }

  func stored(_ count: Int) { state.withLock { $0.storedCount += count } }

  func began(_ item: Int) {
    guard taskCount == 0 else { return }
    write("\(item) \(Self.now())\n", to: 1)
  }
}

/// A program in a process of its own that is ready to work.
struct Companion: Sendable {
  let child: ChildProcess

  /// Starts it, waits until its standard error contains `mark`, hands over to `body`, asks it to end and returns
  /// what it had said on its standard output.
  func run(until mark: String, _ body: (_ pid: Int32) async throws -> Void) async throws -> String {
    let (ready, report) = AsyncStream.makeStream(of: Int32.self, bufferingPolicy: .bufferingOldest(1))
    var child = child
    child.onErrorOutput = { pid, errors in
      if String(decoding: errors, as: UTF8.self).contains(mark) { report.yield(pid) }
    }
    async let ending = Self.result(of: child, then: report)
    guard let pid = await ready.first(where: { _ in true }) else {
      throw BenchError("\(child.program) ended before it was ready: \(try await ending.errorText)")
    }
    do { try await body(pid) } catch {
      // Its own last words say more than that nothing moved.
      kill(pid, SIGTERM)
      let words = try await ending.errorText.suffix(600)
      throw BenchError("\(error); \(child.program) said: \(words)")
    }
    kill(pid, SIGTERM)
    let result = try await ending
    guard result.isSuccess else { throw BenchError("\(child.program) did not end well: \(result.errorText)") }
    return result.text
  }

  private static func result(
    of child: ChildProcess, then report: AsyncStream<Int32>.Continuation
  ) async throws -> ChildResult {
    defer { report.finish() }
    return try await child.run()
  }
}

extension BenchmarkDatabase {
  /// A worker whose handler does nothing; see `PipelineWorker.main` for its word.
  func pipelineWorker(_ host: BenchmarkVirtualHost, _ word: Int) throws -> Companion {
    let environment = workerEnvironment.merging(["HOOKLINE_AMQP_URL": host.url]) { _, ours in ours }
    return Companion(
      child: ChildProcess(
        try Programs.ours(), ["pipeline-worker", "\(word)"], environment: environment, timeout: .seconds(900))
    )
  }
}
