import Jobs
import Lifecycle
import Storage
import Synchronization
import Telemetry

/// Tells whoever follows runs how far they are. However many follow, the database is asked once for all of them, when it
/// says that something has moved and now and then without that.
final class RunFeed: Service {
  private struct Follower {
    let run: RunID
    let continuation: AsyncStream<[UInt8]>.Continuation
    /// The number of the last event that it has.
    var last: Int
  }

  private struct State {
    var followers: [Int: Follower] = [:]
    var moved: Set<RunID> = []
    var nextID = 0
    var isOver = false
  }

  /// More streams are refused.
  static let most = 11_000
  /// How often what has moved is looked at.
  private static let step = Duration.milliseconds(200)
  /// How often all are looked at, whatever was heard.
  private static let sweep = Duration.seconds(10)

  private let store: JobStore
  private let listener: Listener?
  private let shutdown: Shutdown
  private let logger: Logger
  private let state = Mutex(State())

  init(store: JobStore, listener: Listener?, shutdown: Shutdown, logger: Logger) {
    self.store = store
    self.listener = listener
    self.shutdown = shutdown
    self.logger = logger
  }

  /// How many follow.
  var count: Int { state.withLock { $0.followers.count } }

  /// How a run is now; nil for one that is not known.
  func standing(of run: RunID) async throws -> RunStanding? {
    try await standings(of: [run]).first
  }

  /// What is told of a run that stands so from an event on, behind a greeting. Ends with the run, and when this process is
  /// to end; nil when too many follow.
  func follow(_ standing: RunStanding, after last: Int, greeting: [UInt8]) -> AsyncStream<[UInt8]>? {
    // Of a client that is slow, what is older is dropped: each event holds all that is known.
    let (stream, continuation) = AsyncStream.makeStream(
      of: [UInt8].self, bufferingPolicy: .bufferingNewest(8))
    continuation.yield(greeting)
    guard !standing.isOver else {
      continuation.finish()
      return stream
    }
    let run = standing.run.id
    let id: Int? = state.withLock { state in
      guard state.followers.count < Self.most else { return nil }
      state.nextID += 1
      if state.isOver {
        continuation.finish()
      } else {
        state.followers[state.nextID] = Follower(
          run: run, continuation: continuation, last: max(last, standing.number))
        // It may have moved since it was looked at.
        state.moved.insert(run)
      }
      return state.nextID
    }
    guard let id else { return nil }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.followers.removeValue(forKey: id) }
    }
    return stream
  }

  func run() async throws {
    let ears = Task { await listen() }
    defer { ears.cancel() }
    var nextSweep = ContinuousClock.now + Self.sweep
    while shutdown.phase == .running, !Task.isCancelled {
      let now = ContinuousClock.now
      if now >= nextSweep {
        moveAll()
        nextSweep = now + Self.sweep
      }
      await look()
      do { try await Task.sleep(for: Self.step) } catch { break }
    }
    let followers = state.withLock { state in
      state.isOver = true
      return Array(state.followers.values)
    }
    for follower in followers { follower.continuation.finish() }
  }

  private func listen() async {
    guard let listener else { return }
    for await event in listener.events(on: JobStore.progressChannel) {
      switch event {
      case .resumed: moveAll()
      case .notification(let notification): hear(notification.payload)
      }
    }
  }

  /// Ids with blanks between them; of runs that nobody follows, too.
  private func hear(_ payload: String) {
    let runs = payload.split(separator: " ").compactMap { RunID($0) }
    state.withLock { state in
      guard !state.followers.isEmpty else { return }
      state.moved.formUnion(runs)
    }
  }

  private func moveAll() {
    state.withLock { state in state.moved.formUnion(state.followers.values.map(\.run)) }
  }

  /// Tells what has moved to those who follow it.
  private func look() async {
    let runs: [RunID] = state.withLock { state in
      let followed = Set(state.followers.values.map(\.run))
      defer { state.moved = [] }
      return state.moved.intersection(followed).sorted()
    }
    guard !runs.isEmpty else { return }
    do {
      for standing in try await standings(of: runs) { tell(standing) }
    } catch {
      // What was not looked at is looked at again.
      state.withLock { $0.moved.formUnion(runs) }
      logger.warning("runs could not be looked at", ["error": "\(error)"])
      try? await Task.sleep(for: .seconds(1))
    }
  }

  private func standings(of runs: [RunID]) async throws -> [RunStanding] {
    let records = try await store.runs(RunFilter(ids: runs), limit: runs.count)
    let stages = try await store.stages(of: records.map(\.id))
    return records.map { RunStanding(run: $0, stages: stages[$0.id] ?? []) }
  }

  private func tell(_ standing: RunStanding) {
    let due: [Follower] = state.withLock { state in
      var due: [Follower] = []
      for (id, follower) in state.followers where follower.run == standing.run.id {
        guard follower.last < standing.number else { continue }
        state.followers[id]?.last = standing.number
        due.append(follower)
      }
      return due
    }
    let event = standing.event
    for follower in due {
      follower.continuation.yield(event)
      if standing.isOver { follower.continuation.finish() }
    }
  }
}
