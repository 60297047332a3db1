public import FoundationEssentials
import Messaging
import Storage
import Telemetry

/// A process that works, as it says of itself.
public struct WorkerRecord: Sendable, Hashable {
  public enum State: String, Sendable, CaseIterable {
    case running, paused, draining
  }

  /// What changes from beat to beat.
  public struct Load: Sendable, Hashable {
    public var state: State
    public var busy: Int
    public var done: Int64
    public var failed: Int64

    public init(state: State = .running, busy: Int = 0, done: Int64 = 0, failed: Int64 = 0) {
      self.state = state
      self.busy = busy
      self.done = done
      self.failed = failed
    }
  }

  /// Unique for each start of a process.
  public var id: String
  public var kind: String
  public var host: String
  public var pid: Int32
  public var version: String
  /// How many tasks it runs at once.
  public var slots: Int
  public var load: Load

  public init(
    id: String, kind: String, host: String, pid: Int32, version: String, slots: Int, load: Load = Load()
  ) {
    self.id = id
    self.kind = kind
    self.host = host
    self.pid = pid
    self.version = version
    self.slots = slots
    self.load = load
  }
}

/// A worker, as the database has last heard of it.
public struct WorkerSighting: Sendable, Hashable {
  public var worker: WorkerRecord
  public var startedAt: Date
  /// How long ago its last beat was, by the server's clock.
  public var silence: Duration

  public init(worker: WorkerRecord, startedAt: Date, silence: Duration) {
    (self.worker, self.startedAt, self.silence) = (worker, startedAt, silence)
  }

  /// Workers tell every few seconds that they live; one that has missed several beats is worth a look.
  public var isSilent: Bool { silence > .seconds(30) }
}

extension JobStore {
  /// How long a worker that is not heard of stays in the list.
  static let workerMemory = Duration.seconds(86_400)

  /// Enters a worker in the list, and forgets those that are long gone. May be repeated.
  public func register(_ worker: WorkerRecord) async throws {
    try await database.transaction { session in
      try session.execute(
        """
        insert into worker(id, kind, host, pid, version, state, slots, busy, done, failed)
        values (\(worker.id), \(worker.kind), \(worker.host), \(worker.pid), \(worker.version),
                \(worker.load.state.rawValue), \(Int32(clamping: worker.slots)),
                \(Int32(clamping: worker.load.busy)), \(worker.load.done), \(worker.load.failed))
        on conflict (id) do update set kind = excluded.kind, host = excluded.host, pid = excluded.pid,
          version = excluded.version, state = excluded.state, slots = excluded.slots, busy = excluded.busy,
          done = excluded.done, failed = excluded.failed, seen_at = now()
        """)
      // Skips what is locked: two that start at once have nothing to wait for.
      try session.execute(
        """
        delete from worker where id in (
          select id from worker where seen_at < now() - make_interval(secs => \(Self.workerMemory.inSeconds))
          for update skip locked)
        """)
    }
  }

  /// Tells that a worker lives; every few seconds. False when it is not in the list and must register again.
  public func beat(_ id: String, _ load: WorkerRecord.Load) async throws -> Bool {
    try await database.execute(
      """
      update worker set state = \(load.state.rawValue), busy = \(Int32(clamping: load.busy)),
        done = \(load.done), failed = \(load.failed), seen_at = now()
      where id = \(id)
      """) == 1
  }

  /// Takes a worker that ends off the list.
  public func removeWorker(_ id: String) async throws {
    try await database.execute("delete from worker where id = \(id)")
  }

  /// All workers heard of within a day, by kind, the oldest first.
  public func workers() async throws -> [WorkerSighting] {
    try await database.map(
      """
      select id, kind, host, pid, version, slots, state, busy, done, failed, started_at,
        greatest(extract(epoch from now() - seen_at), 0)::float8
      from worker where seen_at >= now() - make_interval(secs => \(Self.workerMemory.inSeconds))
      order by kind, started_at, id
      """
    ) { row in
      let load = WorkerRecord.Load(
        state: WorkerRecord.State(rawValue: try row.decode(6)) ?? .running,
        busy: Int(try row.decode(7, as: Int32.self)), done: try row.decode(8), failed: try row.decode(9))
      let worker = WorkerRecord(
        id: try row.decode(0), kind: try row.decode(1), host: try row.decode(2), pid: try row.decode(3),
        version: try row.decode(4), slots: Int(try row.decode(5, as: Int32.self)), load: load)
      return WorkerSighting(
        worker: worker, startedAt: try row.decode(10), silence: .seconds(try row.decode(11, as: Double.self)))
    }
  }
}
