public import Messaging
public import Storage
public import Telemetry

/// Begins work: writes runs and tells the broker.
///
/// What it returns is accepted: it is committed, and its message is confirmed or lies in the outbox for the relay.
public final class Producer: Sendable {
  private let store: JobStore
  private let publisher: any MessagePublisher
  private let sender: OutboxSender

  /// A message that the broker has not confirmed when the patience is over is left to the relay.
  public init(
    _ store: JobStore, broker: any Broker, patience: Duration = .seconds(10), metrics: Metrics = Metrics(),
    logger: Logger
  ) {
    self.store = store
    publisher = broker.makePublisher(PublisherSettings())
    sender = OutboxSender(
      publisher, store: store, patience: patience, metrics: metrics, logger: logger)
  }

  /// Begins work; answers in the order of the list. While a queue is full, or the broker away, what is committed
  /// waits in the outbox.
  public func enqueue(_ list: [Enqueuement]) async throws -> [Enqueued] {
    guard !list.isEmpty else { return [] }
    return try await tell(try await store.enqueue(list))
  }

  /// The same with what a transaction chooses: it is begun with whatever else that writes, or not at all.
  public func enqueue(
    choosing choose: @escaping @Sendable (Session) throws -> [Enqueuement]
  ) async throws -> [Enqueued] {
    try await tell(
      try await store.database.transaction { session in
        try JobStore.enqueue(try choose(session), session)
      })
  }

  /// The same with something else that is written with it, such as who has asked for it and what they were told: all of
  /// it is there or nothing.
  public func enqueue(
    _ list: [Enqueuement], also note: @escaping @Sendable (Session, [Enqueued]) throws -> Void
  ) async throws -> [Enqueued] {
    try await tell(
      try await store.database.transaction(TransactionSettings(commit: .verified)) { session in
        let begun = try JobStore.enqueue(list, session)
        try note(session, begun.0)
        return begun
      })
  }

  private func tell(_ begun: (answers: [Enqueued], owed: [Owed])) async throws -> [Enqueued] {
    let (answers, owed) = begun
    guard !owed.isEmpty else { return answers }
    // A broker that did not answer a moment ago is not asked for each list anew: what is owed is committed.
    guard !sender.isBrokerAway else {
      sender.leave(owed)
      return answers
    }
    await sender.publish(owed)
    await sender.flush()
    return answers
  }

  /// Begins shared work for which no run waits, once for each key, and again as told; returns how much was begun. What
  /// else is to be written with it `note` writes.
  public func share(
    _ kind: JobKind, _ payloads: [String: JSON], schema: Int = 1, lane: JobLane = .bulk,
    again: JobStore.Again? = nil, also note: @escaping @Sendable (Session) throws -> Void = { _ in }
  ) async throws -> Int {
    guard !payloads.isEmpty else { return 0 }
    let owed = try await store.share(kind, payloads, schema: schema, lane: lane, again: again, also: note)
    guard !sender.isBrokerAway else {
      sender.leave(owed)
      return owed.count
    }
    await sender.publish(owed)
    await sender.flush()
    return owed.count
  }

  /// Asks a run to stop; false when it is over.
  public func cancel(_ run: RunID) async throws -> Bool {
    let (isOpen, settled) = try await store.stop(run, as: .cancelled)
    await sender.publish(settled.owed)
    await sender.flush()
    return isOpen
  }

  /// Queues that were full a moment ago: who has much to enqueue should wait.
  public var fullQueues: [String] { sender.fullKeys }

  /// Messages that are committed and that the broker has not confirmed: they lie in the outbox for the relay.
  public var left: (count: Int, reason: String?) { sender.left }

  public func close() async { await publisher.close() }
}
