public import FoundationEssentials
public import Messaging
public import Storage

/// Work to begin: a run with its first task.
public struct Enqueuement: Sendable {
  public var kind: JobKind
  public var runKind: String
  /// What the run is about. What is in flight is in flight once: a second run for it is merged into the first.
  public var subject: String
  public var lane: JobLane
  public var payload: JSON
  public var deadline: Date?
  public var trace: TraceContext?
  /// The run's id, where its first task has to know it; nil for any.
  public var run: RunID?

  public init(
    _ kind: JobKind, runKind: String, subject: String, lane: JobLane = .norm, payload: JSON,
    deadline: Date? = nil, trace: TraceContext? = nil, run: RunID? = nil
  ) {
    self.kind = kind
    self.runKind = runKind
    self.subject = subject
    self.lane = lane
    self.payload = payload
    self.deadline = deadline
    self.trace = trace
    self.run = run
  }
}

/// The answer to an enqueuement.
public struct Enqueued: Sendable, Hashable {
  public var subject: String
  public var run: RunID
  /// Whether the run was there before and stands for this one, too.
  public var isMerged: Bool

  public init(subject: String, run: RunID, isMerged: Bool) {
    (self.subject, self.run, self.isMerged) = (subject, run, isMerged)
  }
}

extension JobStore {
  /// Makes runs and owes their first messages, in one transaction; the caller publishes what is owed. Answers in the
  /// order of the list; a subject that stands in it again is merged into its first.
  func enqueue(_ list: [Enqueuement]) async throws -> (answers: [Enqueued], owed: [Owed]) {
    try await database.transaction { session in try Self.enqueue(list, session) }
  }

  static func enqueue(_ list: [Enqueuement], _ session: Session) throws -> ([Enqueued], [Owed]) {
    // Sorted, because an insert that meets another one's waits for it.
    let sorted = list.sorted { ($0.runKind, $0.subject) < ($1.runKind, $1.subject) }
    let runs = sorted.map { $0.run ?? RunID.make() }
    let made = Set(try insertRuns(sorted, runs, session))
    let fresh = zip(sorted, runs).filter { made.contains($0.1) }
    let owed = try insertFirstTasks(fresh.map { ($0.0, $0.1, TaskID.make()) }, session)
    var answers: [String: Enqueued] = [:]
    func key(_ kind: String, _ subject: String) -> String { "\(kind)\u{0}\(subject)" }
    for (one, run) in fresh {
      answers[key(one.runKind, one.subject)] = Enqueued(subject: one.subject, run: run, isMerged: false)
    }
    let rest = sorted.filter { answers[key($0.runKind, $0.subject)] == nil }
    let open = try session.rows(
      """
      select r.kind, r.subject, r.id from run r
      join (select distinct * from \(unnest: rest.map(\.runKind), rest.map(\.subject)) as i(kind, subject)) i
        on i.kind = r.kind and i.subject = r.subject where r.state = 'open' and r.stop is null
      """, as: String.self, String.self, RunID.self)
    for (kind, subject, run) in open {
      answers[key(kind, subject)] = Enqueued(subject: subject, run: run, isMerged: true)
    }
    return (
      try list.map { one in
        guard let answer = answers[key(one.runKind, one.subject)] else {
          // Its run ended between the two statements: the transaction is tried again.
          throw StorageError(.conflict, "the run of a subject ended meanwhile")
        }
        answers[key(one.runKind, one.subject)]?.isMerged = true
        return answer
      }, owed
    )
  }

  private static func insertRuns(
    _ list: [Enqueuement], _ ids: [RunID], _ session: Session
  ) throws -> [RunID] {
    try session.rows(
      """
      insert into run(id, kind, subject, generation, lane, expected, remaining, deadline, traceparent)
      select i.id, i.kind, i.subject,
        coalesce((select max(generation) + 1 from run where run.kind = i.kind and run.subject = i.subject), 1),
        i.lane, 1, 1, i.deadline, i.traceparent
      from \(unnest: ids, list.map(\.runKind), list.map(\.subject), list.map(\.lane.number),
             list.map(\.deadline), list.map { "\($0.trace ?? TraceContext())" })
        as i(id, kind, subject, lane, deadline, traceparent)
      order by i.kind, i.subject on conflict do nothing returning id
      """, as: RunID.self)
  }

  /// The first task of a run is vital: without it there is nothing.
  static func insertFirstTasks(_ list: [(Enqueuement, RunID, TaskID)], _ session: Session) throws -> [Owed] {
    guard !list.isEmpty else { return [] }
    return try session.map(
      """
      with c as (insert into task(id, run_id, kind, lane, is_vital, payload, deadline, traceparent)
        select i.id, i.run_id, i.kind, i.lane, true, i.payload, r.deadline, r.traceparent
        from \(unnest: list.map(\.2), list.map(\.1), list.map(\.0.kind.rawValue), list.map(\.0.lane.number),
               list.map(\.0.payload)) as i(id, run_id, kind, lane, payload)
        join run r on r.id = i.run_id order by i.id returning *)
      insert into outbox(due_at, exchange, key, task_id, headers, body)
      select now() + make_interval(secs => 10), 'jobs', task_key(kind, lane), id,
        task_headers(id, run_id, parent_id, kind, fence, attempt, schema, false, enqueued_at, deadline,
                     traceparent), payload
      from c returning id, exchange, key, headers, body
      """
    ) { row in try Owed(row) }
  }
}
