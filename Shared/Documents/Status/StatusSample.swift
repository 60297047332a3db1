public import FoundationEssentials
public import Jobs
public import Management

/// What broker and database say at one moment; what one of them does not say is nil.
public struct StatusSample: Sendable {
  public struct Broker: Sendable {
    public var queues: [String: QueueStatistics]
    /// Whether rates come with it.
    public var hasRates: Bool

    public init(queues: [String: QueueStatistics], hasRates: Bool) {
      (self.queues, self.hasRates) = (queues, hasRates)
    }
  }

  public struct Store: Sendable {
    public var records: [QueueRecord]
    public var controls: [QueueControl]
    /// Workers that were heard of lately, and others.
    public var aliveCount: Int
    public var silentCount: Int
    /// nil where they are too many to be counted.
    public var openRunCount: Int?

    public init(
      records: [QueueRecord], controls: [QueueControl], workers: [WorkerSighting], openRunCount: Int?
    ) {
      let silentCount = workers.count { $0.isSilent }
      self.init(
        records: records, controls: controls, aliveCount: workers.count - silentCount,
        silentCount: silentCount, openRunCount: openRunCount)
    }

    public init(
      records: [QueueRecord], controls: [QueueControl], aliveCount: Int, silentCount: Int, openRunCount: Int?
    ) {
      (self.records, self.controls) = (records, controls)
      (self.aliveCount, self.silentCount, self.openRunCount) = (aliveCount, silentCount, openRunCount)
    }
  }

  public var date: Date
  public var broker: Broker?
  public var store: Store?
  /// What could not be learnt, and what to do.
  public var problems: [String]
  /// What is missing by arrangement.
  public var notes: [String]

  public init(
    date: Date = Date(), broker: Broker? = nil, store: Store? = nil, problems: [String] = [],
    notes: [String] = []
  ) {
    (self.date, self.broker, self.store) = (date, broker, store)
    (self.problems, self.notes) = (problems, notes)
  }

  /// What is missing where the broker is only asked as its clients can ask it.
  public static let unmanaged =
    "without HOOKLINE_AMQP_MANAGEMENT_URL there are no unacked messages and no rates of the broker"
}
