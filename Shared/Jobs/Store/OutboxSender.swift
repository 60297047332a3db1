import Messaging
import Storage
import Synchronization
import Telemetry

/// Publishes what the outbox owes and forgets what the broker has confirmed.
///
/// Nothing is lost when it fails or dies on the way: the row stays, and the relay sends it when it is due.
final class OutboxSender: Sendable {
  private struct State {
    var published: [Int64] = []
    /// Queues that were full lately, and when to try them again.
    var full: [String: ContinuousClock.Instant] = [:]
    /// Until when a broker that did not answer is left alone by who has a choice.
    var awayUntil: ContinuousClock.Instant?
    var leftCount = 0
    var leftReason: String?
    var underWay = 0
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private static let limit = 4_000
  private static let fullFor = Duration.seconds(5)
  private static let awayFor = Duration.seconds(5)

  private let publisher: any MessagePublisher
  private let store: JobStore
  private let patience: Duration
  private let logger: Logger
  private let milestone: @Sendable (Milestone) -> Void
  private let sentCounter: Counter
  private let failedCounter: Counter
  private let state = Mutex(State())

  init(
    _ publisher: any MessagePublisher, store: JobStore, patience: Duration = .seconds(10), metrics: Metrics,
    logger: Logger,
    milestone: @escaping @Sendable (Milestone) -> Void = { _ in }
  ) {
    self.publisher = publisher
    self.store = store
    self.patience = patience
    self.logger = logger
    self.milestone = milestone
    sentCounter = metrics.counter(
      "hookline_outbox_published_total", help: "Messages of the outbox that the broker has confirmed")
    failedCounter = metrics.counter(
      "hookline_outbox_failed_total", help: "Messages of the outbox that the broker did not take")
  }

  /// Keys whose queues were full a moment ago.
  var fullKeys: [String] {
    state.withLock { state in
      state.full = state.full.filter { $0.value > .now }
      return Array(state.full.keys)
    }
  }

  /// Whether the broker did not answer a moment ago.
  var isBrokerAway: Bool { state.withLock { $0.awayUntil.map { $0 > .now } ?? false } }

  /// How many messages were left to the relay, and why the last of them.
  var left: (count: Int, reason: String?) { state.withLock { ($0.leftCount, $0.leftReason) } }

  /// Leaves messages to the relay without an attempt.
  func leave(_ owed: [Owed]) { state.withLock { $0.leftCount += owed.count } }

  /// Publishes in the background; waits while too much is under way.
  func send(_ owed: [Owed]) async {
    guard !owed.isEmpty else { return }
    await room(for: owed.count)
    Task {
      await publish(owed)
      leave(owed.count)
    }
  }

  /// Publishes and returns when each has its outcome.
  func publish(_ owed: [Owed]) async {
    let failed = await withTaskGroup(of: (Owed, (any Error)?).self) { group in
      for one in owed {
        group.addTask {
          do {
            try await self.publisher.publish(one.message(), timeout: self.patience)
            return (one, nil)
          } catch let error as MessagingError
            where error.code == .unroutable && one.exchange == BrokerName.events
          {
            // Nobody listens: that is no failure of who tells.
            return (one, nil)
          } catch { return (one, error) }
        }
      }
      var failed: [(Owed, any Error)] = []
      for await (one, error) in group {
        if let error { failed.append((one, error)) } else { confirm(one) }
      }
      return failed
    }
    guard !failed.isEmpty else { return }
    await settleFailures(failed)
  }

  private func confirm(_ one: Owed) {
    milestone(.published)
    sentCounter.increment()
    state.withLock { $0.published.append(one.id) }
  }

  private func settleFailures(_ failed: [(Owed, any Error)]) async {
    failedCounter.increment(by: Double(failed.count))
    for (one, error) in failed where Self.isHopeless(error) {
      logger.error("a message can never be sent", ["key": .string(one.key), "error": "\(error)"])
      try? await store.abandon(one, because: "its message cannot be sent: \(error)")
    }
    let failed = failed.filter { !Self.isHopeless($0.1) }
    guard !failed.isEmpty else { return }
    var full: Set<String> = []
    for (one, error) in failed where (error as? MessagingError)?.code == .rejected { full.insert(one.key) }
    let isAway = failed.contains { Self.isSilence($0.1) }
    let now = ContinuousClock.now
    state.withLock { state in
      for key in full { state.full[key] = now + Self.fullFor }
      if isAway { state.awayUntil = now + Self.awayFor }
      state.leftCount += failed.count
      state.leftReason = "\(failed[0].1)"
    }
    logger.warning(
      "messages stay in the outbox",
      ["count": .int(Int64(failed.count)), "error": "\(failed[0].1)"])
    // Left alone they would come a minute after their claim, or ten seconds after their commit.
    try? await store.postpone(failed.map(\.0.id), by: Self.fullFor)
  }

  /// Whether nobody has answered, as opposed to a broker that refuses.
  private static func isSilence(_ error: any Error) -> Bool {
    let code = (error as? MessagingError)?.code
    return code == .unreachable || code == .timeout
  }

  private static func isHopeless(_ error: any Error) -> Bool {
    switch error {
    case let error as MessagingError: error.code == .tooLarge || error.code == .invalid
    case let error as StorageError: error.code == .decoding
    default: false
    }
  }

  // MARK: What was published

  /// Ids to forget in the caller's transaction; given back when that fails.
  func takePublished(limit: Int = 1_000) -> [Int64] {
    state.withLock { state in
      let taken = Array(state.published.prefix(limit))
      state.published.removeFirst(taken.count)
      return taken
    }
  }

  func giveBackPublished(_ ids: [Int64]) { state.withLock { $0.published.append(contentsOf: ids) } }

  /// Forgets what was published and that no settlement has taken along.
  func flush() async {
    while true {
      let ids = takePublished()
      guard !ids.isEmpty else { return }
      do {
        try await store.database.perform { session in try JobStore.forgetPublished(ids, session) }
      } catch {
        giveBackPublished(ids)
        return
      }
    }
  }

  // MARK: Bounds

  private func room(for count: Int) async {
    while true {
      let isFree = state.withLock { state in
        guard state.underWay < Self.limit else { return false }
        state.underWay += count
        return true
      }
      if isFree { return }
      await withCheckedContinuation { continuation in
        let mustWait = state.withLock { state in
          guard state.underWay > 0 else { return false }
          state.waiters.append(continuation)
          return true
        }
        if !mustWait { continuation.resume() }
      }
    }
  }

  private func leave(_ count: Int) {
    let waiters = state.withLock { state in
      state.underWay -= count
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Returns when nothing is under way.
  func drain() async {
    while state.withLock({ $0.underWay > 0 }) {
      await withCheckedContinuation { continuation in
        let mustWait = state.withLock { state in
          guard state.underWay > 0 else { return false }
          state.waiters.append(continuation)
          return true
        }
        if !mustWait { continuation.resume() }
      }
    }
    await flush()
  }
}
