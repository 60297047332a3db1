public import FoundationEssentials
public import Messaging
public import Storage
import Synchronization
public import Telemetry

/// Runs handlers in this process, one task after the other, by a clock of its own and without servers: for tests.
///
/// Follow-ups, shared work, finales, retries with their delays, snoozes and dead messages are as in a real run; a task
/// that is due in an hour is done at once, and `now` is an hour later.
public final class InlineJobs: Sendable {
  /// What became of a task.
  public struct Record: Sendable {
    public let task: TaskID
    public let run: RunID?
    public let kind: JobKind
    public let payload: JSON
    public internal(set) var state: TaskState
    public internal(set) var attempt: Int
    public internal(set) var error: String?
    /// What the handler gave for `store`.
    public internal(set) var result: (any Sendable)?
    var sharedKey: String?
  }

  private struct Entry {
    let id: TaskID
    var dueAt: Date
  }

  private struct RunEntry {
    var remaining: Int
    var failed = 0
    var isBroken = false
    var finale: JobKind?
    var state = RunState.open
    let subject: String
  }

  private struct State {
    var now: Date
    var works: [JobKind: (Work, WorkerSettings)] = [:]
    var records: [TaskID: Record] = [:]
    var order: [TaskID] = []
    var queue: [Entry] = []
    var runs: [RunID: RunEntry] = [:]
    var waiting: [TaskID: Set<RunID>] = [:]
    var vital: Set<TaskID> = []
  }

  private let state: Mutex<State>
  fileprivate let logger: Logger

  /// A clock that says `now` at first.
  public init(
    now: Date = Date(timeIntervalSince1970: 1_700_000_000),
    logger: Logger = Logger(service: "inline", sink: LogCapture())
  ) {
    state = Mutex(State(now: now))
    self.logger = logger
  }

  public func register(_ handler: some Handler, settings: WorkerSettings = .brief()) {
    state.withLock { $0.works[handler.kind] = (Work(handler), settings) }
  }

  public func register(_ handler: some BatchHandler, settings: WorkerSettings = .brief()) {
    state.withLock { $0.works[handler.kind] = (Work(handler), settings) }
  }

  /// Begins a run with one task.
  @discardableResult
  public func enqueue(_ kind: JobKind, subject: String = "test", payload: JSON) -> RunID {
    state.withLock { state in
      let run = RunID.make(at: state.now)
      state.runs[run] = RunEntry(remaining: 1, subject: subject)
      state.vital.insert(add(&state, kind, run, payload))
      return run
    }
  }

  /// Works until nothing is left to do; throws when a task has no handler.
  public func finish() async throws {
    while let id = takeNext() { try await handle(id) }
  }

  public var now: Date { state.withLock { $0.now } }
  /// All tasks, in the order in which they were made.
  public var tasks: [Record] { state.withLock { state in state.order.compactMap { state.records[$0] } } }
  public func runState(_ run: RunID) -> RunState? { state.withLock { $0.runs[run]?.state } }
  public var dead: [Record] { tasks.filter { $0.state == .dead } }

  // MARK: One task

  private func takeNext() -> TaskID? {
    state.withLock { state in
      guard let next = state.queue.enumerated().min(by: { $0.element.dueAt < $1.element.dueAt }) else {
        return nil
      }
      state.queue.remove(at: next.offset)
      state.now = max(state.now, next.element.dueAt)
      return next.element.id
    }
  }

  private func handle(_ id: TaskID) async throws {
    let (record, entry) = state.withLock { state in
      (state.records[id], state.records[id].flatMap { state.works[$0.kind] })
    }
    guard let record else { return }
    guard let (work, settings) = entry else { throw InlineError(kind: record.kind) }
    let envelope = Envelope(
      id: id, kind: record.kind, attempt: record.attempt, run: record.run, enqueuedAt: now)
    let claim = Claim(id: id, fence: 0)
    let piece = Piece(
      message: claim, envelope: envelope, lane: .norm, body: Array(record.payload.text.utf8), claim: claim)
    var ending = await work.run([piece], InlineContext(jobs: self)).first
    if case .long = ending { ending = await work.runLong(piece, InlineContext(jobs: self)) }
    guard let closing = Verdicts(settings).closing(of: piece, ending, nil) else { return }
    state.withLock { settle(&$0, closing) }
  }

  fileprivate func advance(by duration: Duration) {
    let (seconds, attoseconds) = duration.components
    state.withLock { $0.now += Double(seconds) + Double(attoseconds) / 1e18 }
  }

  // MARK: What the tables do in a real run

  @discardableResult
  private func add(
    _ state: inout State, _ kind: JobKind, _ run: RunID?, _ payload: JSON, sharedKey: String? = nil
  ) -> TaskID {
    let id = TaskID.make(at: state.now)
    var record = Record(task: id, run: run, kind: kind, payload: payload, state: .queued, attempt: 1)
    record.sharedKey = sharedKey
    state.records[id] = record
    state.order.append(id)
    state.queue.append(Entry(id: id, dueAt: state.now))
    return id
  }

  private func settle(_ state: inout State, _ closing: Closing) {
    let id = closing.settlement.task
    let settlement = closing.settlement
    if let error = settlement.error { state.records[id]?.error = error }
    switch settlement.verdict {
    case .retry, .release:
      if settlement.verdict == .retry { state.records[id]?.attempt += 1 }
      let (seconds, attoseconds) = settlement.delay.components
      let delay = Double(seconds) + Double(attoseconds) / 1e18
      state.queue.append(Entry(id: id, dueAt: state.now + delay))
      return
    case .succeeded: state.records[id]?.state = .succeeded
    case .dead: state.records[id]?.state = .dead
    case .cancelled: state.records[id]?.state = .cancelled
    case .expired: state.records[id]?.state = .expired
    }
    state.records[id]?.result = closing.result
    let run = state.records[id]?.run
    if let run, let followUp = closing.followUp { grow(&state, run, followUp) }
    let isDead = settlement.verdict == .dead || settlement.verdict == .expired
    for waiting in state.waiting.removeValue(forKey: id) ?? [] {
      countDown(&state, waiting, isDead, isVital: false)
    }
    if let run { countDown(&state, run, isDead, isVital: state.vital.contains(id)) }
  }

  private func grow(_ state: inout State, _ run: RunID, _ followUp: FollowUp) {
    for child in followUp.children {
      add(&state, child.kind, run, child.payload)
      state.runs[run]?.remaining += 1
    }
    for shared in followUp.shared {
      let known = state.records.values.first { $0.kind == shared.kind && $0.sharedKey == shared.key }
      let id = known?.task ?? add(&state, shared.kind, nil, shared.payload, sharedKey: shared.key)
      guard state.records[id]?.state.isTerminal == false else { continue }
      if state.waiting[id, default: []].insert(run).inserted { state.runs[run]?.remaining += 1 }
    }
    if let finale = followUp.finale { state.runs[run]?.finale = finale }
  }

  private func countDown(_ state: inout State, _ run: RunID, _ isDead: Bool, isVital: Bool) {
    guard var entry = state.runs[run] else { return }
    entry.remaining -= 1
    if isDead { entry.failed += 1 }
    if isDead, isVital { entry.isBroken = true }
    if entry.remaining == 0 {
      if let finale = entry.finale, !entry.isBroken {
        entry.finale = nil
        entry.remaining = 1
        let payload = #"{"run":"\#(run)","subject":\#(quoted(entry.subject))}"#
        state.vital.insert(add(&state, finale, run, JSON(text: payload)))
      } else {
        entry.state = entry.isBroken ? .failed : entry.failed > 0 ? .partial : .complete
      }
    }
    state.runs[run] = entry
  }

  private func quoted(_ text: String) -> String { (try? JSON(encoding: text))?.text ?? "\"\"" }
}

/// A task whose kind has no handler here.
struct InlineError: Error, CustomStringConvertible {
  let kind: JobKind
  var description: String { "no handler is registered for \(kind.rawValue)" }
}

/// Time that passes only when somebody waits.
private struct InlineContext: JobContext {
  let jobs: InlineJobs
  var now: Date { jobs.now }
  var logger: Logger { jobs.logger }

  func sleep(for duration: Duration) async throws {
    try Task.checkCancellation()
    jobs.advance(by: duration)
  }
}
