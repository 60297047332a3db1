import FoundationEssentials
import Messaging
public import Storage

/// How a worker reads what producers publish to its queue directly.
public struct Admission: Sendable {
  /// The type of such a message; one without a type is taken for it.
  public let type: String
  public let schemas: ClosedRange<Int>
  /// Throws for what cannot be read; the message says why.
  public let read: @Sendable (_ body: [UInt8]) throws -> Request

  /// What a producer asks for.
  public struct Request: Sendable {
    public var runKind: String
    public var subject: String
    public var payload: JSON

    public init(runKind: String, subject: String, payload: JSON) {
      self.runKind = runKind
      self.subject = subject
      self.payload = payload
    }
  }

  public init(
    type: String, schemas: ClosedRange<Int> = 1...1,
    read: @escaping @Sendable (_ body: [UInt8]) throws -> Request
  ) {
    self.type = type
    self.schemas = schemas
    self.read = read
  }
}

/// What admitting a producer's message came to.
enum Admitted: Sendable {
  /// It has a row now, or had one: handled as any other.
  case task(Envelope)
  /// Its message had no id: the task has one now, and a message of its own is owed.
  case owed([Owed], run: RunID)
  /// Its subject is in flight already.
  case merged
  /// It was settled before.
  case over
}

extension JobStore {
  /// Gives a producer's message its run and its task, in one transaction.
  func admit(
    _ message: DirectMessage, _ request: Admission.Request, kind: JobKind, lane: JobLane
  ) async throws -> Admitted {
    let enqueuement = Enqueuement(
      kind, runKind: request.runKind, subject: request.subject, lane: lane, payload: request.payload,
      deadline: message.deadline, trace: message.trace)
    // A run that ends between two statements makes this a conflict, which is tried again.
    return try await database.transaction { session in
      guard let id = message.id else {
        let (answers, owed) = try Self.enqueue([enqueuement], session)
        return answers[0].isMerged ? .merged : .owed(owed, run: answers[0].run)
      }
      return try Self.admit(id, enqueuement, session)
    }
  }

  private static func admit(
    _ id: TaskID, _ request: Enqueuement, _ session: Session
  ) throws -> Admitted {
    if let known = try known(id, request.kind, session) { return known }
    let run = RunID.make()
    let deadline = request.deadline
    let made = try session.first(
      """
      insert into run(id, kind, subject, generation, lane, expected, remaining, deadline, traceparent)
      select \(run), \(request.runKind), \(request.subject),
        coalesce((select max(generation) + 1 from run
                  where kind = \(request.runKind) and subject = \(request.subject)), 1),
        \(request.lane.number), 1, 1, \(deadline as Date?), \("\(request.trace ?? TraceContext())")
      on conflict do nothing returning id
      """, as: RunID.self)
    let isNew: Bool
    if made == nil {
      isNew = try insertMerged(id, request, session)
    } else {
      isNew =
        try session.execute(
          """
          insert into task(id, run_id, kind, lane, is_vital, payload, deadline, traceparent)
          select \(id), r.id, \(request.kind.rawValue), r.lane, true, \(request.payload), r.deadline, r.traceparent
          from run r where r.id = \(run) on conflict do nothing
          """) == 1
    }
    // Another copy was quicker: what it did is done, and this transaction is undone and looks again.
    guard isNew else { throw StorageError(.conflict, "the message was admitted or its run ended meanwhile") }
    guard made != nil else { return .merged }
    return .task(
      Envelope(id: id, kind: request.kind, run: run, deadline: request.deadline, trace: request.trace))
  }

  /// The accepted id gets its one terminal state.
  private static func insertMerged(
    _ id: TaskID, _ request: Enqueuement, _ session: Session
  ) throws -> Bool {
    try session.execute(
      """
      insert into task(id, kind, lane, state, finished_at, payload)
      select \(id), \(request.kind.rawValue), \(request.lane.number), 'merged', now(),
        jsonb_build_object('into', r.id, 'request', \(request.payload))
      from run r where r.kind = \(request.runKind) and r.subject = \(request.subject) and r.state = 'open'
        and r.stop is null
      on conflict do nothing
      """) == 1
  }

  private static func known(_ id: TaskID, _ kind: JobKind, _ session: Session) throws -> Admitted? {
    let rows = try session.rows(
      "select state, fence, attempt, run_id, kind from task where id = \(id)",
      as: String.self, Int64.self, Int32.self, RunID?.self, String.self)
    guard let (state, fence, attempt, run, found) = rows.first else { return nil }
    // A producer may only wake what its own message began: a task that was never started or tried again.
    guard state == TaskState.queued.rawValue, fence == 0, found == kind.rawValue else { return .over }
    return .task(Envelope(id: id, fence: fence, kind: kind, attempt: Int(attempt), run: run))
  }
}
