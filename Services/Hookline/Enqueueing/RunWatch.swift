import Jobs
import Lifecycle
import Storage
import Synchronization

/// Follows runs to their end: asks for those that somebody has told of, and now and then for all that are open.
struct RunWatch: Sendable {
  let store: JobStore
  let listener: Listener
  let shutdown: Shutdown
  let bar: ProgressBar

  /// How often what was told is looked at.
  private static let step = Duration.milliseconds(100)
  private static let interval = Duration.seconds(5)

  /// Which runs are open, and what was told of them. Pure.
  struct Book: Sendable {
    private(set) var states: [RunID: RunState]
    private(set) var openCount: Int
    private var told: Set<RunID> = []

    init(_ runs: [RunID]) {
      states = Dictionary(runs.map { ($0, .open) }) { first, _ in first }
      openCount = states.count
    }

    var open: [RunID] { states.filter { $0.value == .open }.map(\.key).sorted() }

    /// Ids with blanks between them; of other people's runs, too.
    mutating func hear(_ payload: String) {
      for word in payload.split(separator: " ") {
        if let run = RunID(word), states[run] == .open { told.insert(run) }
      }
    }

    /// What was told since the last time.
    mutating func takeTold() -> [RunID] {
      defer { told = [] }
      return told.sorted()
    }

    mutating func note(_ run: RunID, _ state: RunState) {
      guard states[run] == .open, state != .open else { return }
      states[run] = state
      openCount -= 1
    }
  }

  /// How the runs stand in the end, which comes when all are over, at the deadline or with a drain.
  func follow(_ runs: [RunID], until deadline: ContinuousClock.Instant?) async throws -> [RunID: RunState] {
    let ledger = Ledger(runs)
    let ears = Task {
      for await event in listener.events(on: JobStore.progressChannel) {
        if case .notification(let notification) = event { ledger.with { $0.hear(notification.payload) } }
      }
    }
    let service = Task { try await listener.run() }
    defer {
      ears.cancel()
      service.cancel()
      bar.clear()
    }
    try await look(ledger, until: deadline)
    return ledger.with { $0.states }
  }

  private func look(_ ledger: Ledger, until deadline: ContinuousClock.Instant?) async throws {
    var nextSweep = ContinuousClock.now
    var isAway = false
    var tasks: (done: Int, of: Int)?
    while ledger.with({ $0.openCount }) > 0, deadline.map({ $0 > .now }) ?? true {
      let start = ContinuousClock.now
      let isSweep = start >= nextSweep
      let asked = ledger.with { book in isSweep ? book.open : book.takeTold() }
      do {
        let ended = asked.isEmpty ? [] : try await store.ended(of: asked)
        ledger.with { book in for (run, state) in ended { book.note(run, state) } }
        if isSweep { tasks = try await self.tasks(of: ledger.with { $0.states }) }
        isAway = false
        // Of many runs a look takes time, most of which belongs to the workers.
        if isSweep { nextSweep = .now + max(Self.interval, (.now - start) * 20) }
      } catch let error as StorageError where error.isRetriable {
        if !isAway { bar.note("the database does not answer (\(error)); trying again") }
        isAway = true
        nextSweep = .now + .seconds(1)
      }
      let (open, count) = ledger.with { ($0.openCount, $0.states.count) }
      if open > 0, let tasks {
        bar.show(
          Double(tasks.done) / Double(tasks.of), "\(grouped(tasks.done)) of \(counted(tasks.of, "task")) over"
        )
      } else {
        bar.show(
          count > 0 ? Double(count - open) / Double(count) : nil,
          "\(grouped(count - open)) of \(counted(count, "run")) over")
      }
      guard open > 0 else { return }
      guard await shutdown.pause(for: Self.step) else { return }
    }
  }

  /// Of a run that is the only one: nothing else says how far it is.
  private func tasks(of states: [RunID: RunState]) async throws -> (done: Int, of: Int)? {
    guard states.count == 1, let run = states.keys.first else { return nil }
    guard let tasks = try await store.progress(of: run), tasks.of > 1 else { return nil }
    return tasks
  }

  /// A book that the listener writes in as well.
  private final class Ledger: Sendable {
    private let book: Mutex<Book>

    init(_ runs: [RunID]) { book = Mutex(Book(runs)) }

    func with<Value: Sendable>(_ body: (inout sending Book) -> sending Value) -> Value { book.withLock(body) }
  }
}
