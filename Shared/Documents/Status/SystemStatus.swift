import FoundationEssentials
public import Jobs
public import Management

/// The state of everything at one moment, by queue and in total.
public struct SystemStatus: Sendable {
  public struct Row: Sendable {
    public let name: String
    public let statistics: QueueStatistics?
    public let flow: QueueFlow
    public let record: QueueRecord?
    public let control: QueueControl?

    public var isPaused: Bool { control?.isPaused == true }
    /// Later attempts and what waits to be sent.
    public var retrying: Int? { record.map { $0.later + $0.due } }
  }

  public let sample: StatusSample
  public let rows: [Row]

  /// Where the broker tells no rates, they follow from the sample before.
  public init(_ sample: StatusSample, since earlier: StatusSample? = nil) {
    self.sample = sample
    let records = Dictionary(sample.store?.records.map { ($0.queue, $0) } ?? []) { first, _ in first }
    let controls = Dictionary(sample.store?.controls.map { ($0.queue, $0) } ?? []) { first, _ in first }
    rows = JobStore.queueNames(with: records.keys).map { name in
      Row(
        name: name, statistics: sample.broker?.queues[name], flow: Self.flow(name, sample, earlier),
        record: sample.store.map { _ in records[name] ?? QueueRecord(queue: name) }, control: controls[name])
    }
  }

  private static func flow(_ name: String, _ sample: StatusSample, _ earlier: StatusSample?) -> QueueFlow {
    func depth(_ sample: StatusSample?) -> Int? {
      guard let queue = sample?.broker?.queues[name], let ready = queue.readyCount else { return nil }
      return ready + (queue.unackedCount ?? 0)
    }
    let queue = sample.broker?.queues[name]
    let flow = QueueFlow(depth: depth(sample), incoming: queue?.publishRate, outgoing: queue?.ackRate)
    guard sample.broker?.hasRates != true, let earlier else { return flow }
    return flow.since(depth(earlier), seconds: sample.date.timeIntervalSince(earlier.date))
  }

  public var aliveCount: Int? { sample.store?.aliveCount }
  public var silentCount: Int { sample.store?.silentCount ?? 0 }
  public var pausedCount: Int { rows.count { $0.isPaused } }
}

extension JSONValue {
  /// What waits, how fast it goes and who works.
  public static func status(_ status: SystemStatus) -> JSONValue {
    let (sample, flows) = (status.sample, status.rows.map(\.flow))
    let flow = QueueFlow.total(flows)
    let dead = status.rows.compactMap { $0.record?.dead }
    return [
      "at": JSONValue(sample.date), "queues": .array(status.rows.map(statusRow)),
      "totals": [
        "depth": JSONValue(flow.depth), "inPerSecond": rate(flow.incoming),
        "outPerSecond": rate(flow.outgoing),
        "drainSeconds": rate(QueueFlow.drainSeconds(flows)),
        "dead": JSONValue(dead.isEmpty ? nil : dead.reduce(0, +)), "paused": .int(status.pausedCount),
      ],
      "openRuns": JSONValue(sample.store?.openRunCount ?? nil), "aliveWorkers": JSONValue(status.aliveCount),
      "silentWorkers": JSONValue(sample.store.map { _ in status.silentCount }),
      "problems": .strings(sample.problems), "notes": .strings(sample.notes),
    ]
  }

  private static func statusRow(_ row: SystemStatus.Row) -> JSONValue {
    .object(
      [
        ("queue", .string(row.name)), ("ready", JSONValue(row.statistics?.readyCount)),
        ("unacked", JSONValue(row.statistics?.unackedCount)), ("retrying", JSONValue(row.record?.later)),
        ("due", JSONValue(row.record?.due)), ("consumers", JSONValue(row.statistics?.consumerCount)),
        ("oldestAt", JSONValue(row.record?.oldestAt)), ("inPerSecond", rate(row.flow.incoming)),
        ("outPerSecond", rate(row.flow.outgoing)), ("drainSeconds", rate(row.flow.drainSeconds)),
        ("dead", JSONValue(row.record?.dead)), ("paused", .bool(row.isPaused)),
      ] + exceptions(row))
  }

  /// What most queues have nothing of.
  private static func exceptions(_ row: SystemStatus.Row) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = []
    if let parked = row.record?.parked, parked > 0 { members.append(("parked", .int(parked))) }
    guard let control = row.control, control.isPaused else { return members }
    members += [
      ("pausedBy", .string(control.changedBy)), ("pausedAt", JSONValue(control.changedAt)),
      ("reason", JSONValue(control.reason)),
    ]
    return members
  }

  private static func rate(_ number: Double?) -> JSONValue { number.map(JSONValue.double) ?? .null }
}
