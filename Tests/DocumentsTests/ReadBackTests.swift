import Documents
import FoundationEssentials
import Jobs
import Management
import Messaging
import Storage
import Testing

/// What was made of a value is read as that value.
@Suite struct ReadBackTests {
  private static let moment = Date(timeIntervalSince1970: 1_767_225_600)
  private static let later = Date(timeIntervalSince1970: 1_767_229_199)

  static let runs: [RunRecord] = [
    RunRecord(
      id: RunID.make(), kind: "influencer", subject: "tiktok:\u{1b}ä", generation: 2, lane: .bulk,
      state: .open, stop: .cancelled, expected: 5, remaining: 3, failed: 1, finale: "recommend",
      deadline: later, createdAt: moment, finishedAt: later),
    RunRecord(
      id: RunID.make(), kind: "", subject: "", generation: 0, lane: .norm, state: .expired, expected: 0,
      remaining: 0, failed: 0, createdAt: Date(timeIntervalSince1970: -1)),
  ]
  static let tasks: [TaskRecord] = [
    TaskRecord(
      id: TaskID.make(), kind: "ingest", lane: .high, state: .dead, isShared: true, isVital: false,
      attempt: 3, starts: 4, owner: "w1", enqueuedAt: moment, startedAt: later, finishedAt: later,
      dueAt: moment, lastError: "no answer", deadMessage: Int64.max),
    TaskRecord(
      id: TaskID.make(), kind: "x", lane: .norm, state: .merged, isShared: false, isVital: true, attempt: 0,
      starts: 0, enqueuedAt: moment),
  ]

  @Test func `runs and tasks`() throws {
    for run in Self.runs {
      #expect(try RunRecord(JSONValue.run(run)) == run)
      let part = DocumentPart(.run(run, tasks: Self.tasks))
      let tasks: [TaskRecord] = try part.list("tasks")
      #expect(tasks == Self.tasks)
    }
  }

  @Test func `queues`() throws {
    var record = QueueRecord(queue: "job.ingest.norm")
    (record.queued, record.running, record.oldestAt) = (3, 2, Self.moment)
    (record.later, record.due, record.parked, record.dead) = (4, 5, 6, 7)
    let control = QueueControl(
      queue: record.queue, isPaused: true, reason: "new", changedBy: "me", changedAt: Self.moment)
    let full = QueueStanding.all(
      [record], [control],
      BrokerDepths(queues: [
        record.queue: .init(ready: 8, consumers: 9), "dlx": .init(unacked: 1),
      ]))

    let part = DocumentPart(JSONValue.queues(full))
    let read: [QueueStanding] = try part.list("queues")

    #expect(read.map(\.record) == full.map(\.record) && read.map(\.depth) == full.map(\.depth))
    #expect(read.map(\.pause) == full.map(\.pause))
    #expect(JSONValue.queues(read) == .queues(full))
  }

  @Test func `dead messages, their groups and what came of replaying them`() throws {
    let messages = [
      DeadMessage(
        id: 7, task: TaskID.make(), run: RunID.make(), kind: "ingest", reason: "attempts", detail: "no",
        exchange: "jobs", key: "k", diedAt: Self.moment, replayedAt: Self.later),
      DeadMessage(
        id: 8, reason: "malformed", detail: "", exchange: "", key: "", diedAt: Self.moment,
        replayedAt: Self.moment, discardedAt: Self.later),
      DeadMessage(id: 9, reason: "x", detail: "y", exchange: "", key: "", diedAt: Self.moment),
    ]
    for message in messages {
      for body in [Array("{\"ä\"}\u{0}".utf8), [0xff, 0x00], []] {
        let headers: JSONValue = ["id": 3, "a": [1, 2.5, .null]]
        let whole = DeadMessageWhole(message: message, headers: headers, body: body)
        let read = try DeadMessageWhole(whole.document)
        #expect(read.message == message && read.headers == headers && read.body == body)
      }
    }
    let group = DeadGroup(
      reason: "malformed", count: 2, oldestAt: Self.moment, newestAt: Self.later, detail: "no JSON")
    let groups: [DeadGroup] = try DocumentPart(.deadGroups([group])).list("groups")
    #expect(groups == [group])
    var replay = Replay(replayed: 3, superseded: 1)
    (replay.tasks, replay.newRuns, replay.joinedRuns) = (2, [RunID.make()], [RunID.make(), RunID.make()])
    (replay.revived, replay.republished) = (4, 5)
    replay.refusals = [.init(message: 9, reason: "its run was deleted")]
    #expect(try Replay(JSONValue.replay(replay, matched: 4)) == replay)
  }

  @Test(arguments: [0.0, 30, 30.5, 31, 86_400])
  func `workers`(silence: Double) throws {
    let load = WorkerRecord.Load(state: .draining, busy: 1, done: 20, failed: 3)
    let worker = WorkerRecord(
      id: "w1", kind: "ingest", host: "h", pid: 4, version: "1.2", slots: 8, load: load)
    let sighting = WorkerSighting(worker: worker, startedAt: Self.moment, silence: .seconds(silence))

    let read: [WorkerSighting] = try DocumentPart(.workers([sighting])).list("workers")

    #expect(read == [sighting])
  }

  @Test func `keys and what was done with them`() throws {
    let key = KeyRecord(
      id: 0, label: "k3b0a1x9yq2z", name: "shop", scopes: ["read", "ops"], createdBy: "me",
      createdAt: Self.moment, expiresAt: Self.later, revokedAt: Self.moment, lastUsedAt: Self.later)
    let made = MadeKey(record: key, text: "hookline_\(key.label)_" + String(repeating: "A", count: 43))
    let found = AuditStore.Found(
      id: 17, at: Self.moment, keyLabel: key.label,
      entry: AuditEntry(
        key: nil, who: "shop", action: "runs.create", subject: nil, requestID: "r", result: .begun,
        detail: JSON(text: #"{"count": 3, "names": ["a", "ä"], "share": 0.5}"#)))

    #expect(try KeyRecord(JSONValue.key(key)) == key)
    let read = try MadeKey(JSONValue.key(made))
    #expect(read.record == key && read.text == made.text)
    #expect(try AuditStore.Found(JSONValue.audit(found)) == found)
  }

  // MARK: What is none of ours

  private static func changed(_ document: JSONValue, _ name: String, _ value: JSONValue?) -> JSONValue {
    guard case .object(let members) = document else { return document }
    return .object(
      members.compactMap { member in
        guard member.0 == name else { return member }
        return value.map { (name, $0) }
      })
  }

  private static func names(_ document: JSONValue) -> [String] {
    if case .object(let members) = document { members.map(\.0) } else { [] }
  }

  /// Something that no member is.
  private static let nonsense: JSONValue = ["no": ["such", "thing"]]

  @Test func `a document that lacks a member, or has another thing in its place, is refused by name`() {
    func check<Value: DocumentReadable>(_ type: Value.Type, _ document: JSONValue, but free: Set<String>) {
      for name in Self.names(document) where !free.contains(name) {
        for value in [nil, Self.nonsense] {
          let error = #expect(throws: DocumentError.self) {
            try Value(Self.changed(document, name, value))
          }
          #expect(error?.member == name, "\(type) \(name)")
        }
      }
      #expect(throws: DocumentError("", "is no object")) { try Value(JSONValue.array([document])) }
    }
    let message = DeadMessage(id: 8, reason: "x", detail: "", exchange: "", key: "", diedAt: Self.moment)
    let whole = DeadMessageWhole(message: message, headers: .null, body: [])
    let key = KeyRecord(
      id: 0, label: "k3b0a1x9yq2z", name: "n", scopes: [], createdBy: "", createdAt: Self.moment)
    check(RunRecord.self, .run(Self.runs[0]), but: [])
    check(TaskRecord.self, Self.task, but: [])
    check(DeadMessageWhole.self, whole.document, but: ["headers"])
    check(Replay.self, .replay(Replay(), matched: 0), but: ["matched", "dryRun"])
    check(KeyRecord.self, .key(key), but: ["valid"])
  }

  private static var task: JSONValue {
    guard case .array(let tasks)? = try? DocumentPart(.run(runs[0], tasks: tasks)).member("tasks").value
    else { return .null }
    return tasks[0]
  }

  @Test(
    arguments: [
      ("id", "no id"), ("id", "0190a7c4-2f5e-7aaa-8bbb-0123456789"), ("generation", -1), ("generation", 1.5),
      ("lane", "fast"), ("state", "odd"), ("stop", "dead"), ("expected", 1), ("settled", 6),
      ("failed", 1e300), ("createdAt", "2026-01-01"), ("createdAt", "2026-01-01T00:00:00+01:00"),
      ("createdAt", "2026-13-01T00:00:00Z"), ("createdAt", .null), ("deadline", "never"), ("finale", 3),
    ] as [(String, JSONValue)])
  func `what no run can be is refused`(name: String, value: JSONValue) {
    #expect(throws: DocumentError.self) {
      try RunRecord(Self.changed(.run(Self.runs[0]), name, value))
    }
  }

  @Test func `ids are read as digits and as numbers, and nothing else is one`() throws {
    for value in [17, "17"] as [JSONValue] { #expect(try DocumentPart(value).id() == 17) }
    for value in [0, -1, "0", "-1", "017", "+17", "1e3", "", "99999999999999999999", 1.5] as [JSONValue] {
      #expect(throws: DocumentError.self) { try DocumentPart(value).id() }
    }
  }

  @Test func `a place is told from the outermost document inwards`() {
    let document: JSONValue = [
      "run": .run(Self.runs[0]), "tasks": [Self.task, Self.changed(Self.task, "lane", 7)],
    ]

    let error = #expect(throws: DocumentError.self) {
      let _: [TaskRecord] = try DocumentPart(document).list("tasks")
    }

    #expect(error?.description == "tasks[1].lane is no text")
  }
}
