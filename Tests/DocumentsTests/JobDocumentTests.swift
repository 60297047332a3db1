import Documents
import FoundationEssentials
import Management
import Messaging
import Testing

@testable import Jobs

@Suite struct JobDocumentTests {
  private static let moment = Date(timeIntervalSince1970: 1_767_225_600)
  private static let uuid = "01920000-0000-7000-8000-000000000001"

  private static func run() throws -> RunRecord {
    RunRecord(
      id: try #require(RunID(uuid)), kind: "influencer", subject: "@anna", generation: 2, lane: .norm,
      state: .open, stop: .cancelled, expected: 5, remaining: 3, failed: 1, finale: "recommend",
      createdAt: moment)
  }

  private static func message(_ id: Int64) -> DeadMessage {
    DeadMessage(
      id: id, kind: "ingest", reason: "timeout", detail: "too slow", exchange: "jobs", key: "job.ingest.norm",
      diedAt: moment)
  }

  @Test func `a run tells how far it is, and a list of runs how it goes on`() throws {
    let run = try Self.run()

    let document = JSONValue.runs([run], next: "page 2")

    #expect(
      document.line == """
        {"runs": [{"id": "\(Self.uuid)", "kind": "influencer", "subject": "@anna", "generation": 2, \
        "lane": "norm", "state": "open", "stop": "cancelled", "expected": 5, "settled": 2, "failed": 1, \
        "finale": "recommend", "createdAt": "2026-01-01T00:00:00Z", "deadline": null, "finishedAt": null}], \
        "next": "page 2"}
        """)
    #expect(JSONValue.runs([]).line == #"{"runs": [], "next": null}"#)
    #expect(JSONValue.cancelling(run, wasOpen: true) == ["cancelled": true, "run": .run(run)])
    #expect(JSONValue.waking(tasks: 3, runs: 2).line == #"{"tasks": 3, "runs": 2}"#)
  }

  @Test func `a run comes with its tasks`() throws {
    let task = TaskRecord(
      id: try #require(TaskID(Self.uuid)), kind: "ingest", lane: .high, state: .dead, isShared: true,
      isVital: false, attempt: 3, starts: 4, owner: "w1", enqueuedAt: Self.moment,
      startedAt: Self.moment.addingTimeInterval(1), lastError: "no answer", deadMessage: 7)

    let document = JSONValue.run(try Self.run(), tasks: [task])

    let tasks = """
      [{"id": "\(Self.uuid)", "kind": "ingest", "lane": "high", "state": "dead", "shared": true, \
      "vital": false, "attempt": 3, "starts": 4, "owner": "w1", "enqueuedAt": "2026-01-01T00:00:00Z", \
      "startedAt": "2026-01-01T00:00:01Z", "finishedAt": null, "dueAt": null, "error": "no answer", \
      "deadMessage": "7"}]
      """
    #expect(document.line == "{\"run\": \(JSONValue.run(try Self.run()).line), \"tasks\": \(tasks)}")
  }

  @Test func `a queue is what the broker, the database and operators say of it`() {
    var record = QueueRecord(queue: "job.ingest.norm")
    (record.queued, record.running, record.oldestAt) = (3, 2, Self.moment)
    (record.later, record.due, record.parked, record.dead) = (4, 5, 6, 7)
    var madeUp = QueueRecord(queue: "made up")
    madeUp.dead = 1
    let controls = [
      QueueControl(
        queue: record.queue, isPaused: true, reason: "new model", changedBy: "me", changedAt: Self.moment),
      QueueControl(
        queue: "job.ingest.bulk", isPaused: false, reason: "over", changedBy: "me", changedAt: Self.moment),
    ]
    let depths = BrokerDepths(queues: [record.queue: .init(ready: 8, consumers: 9)])

    let all = QueueStanding.all([record, madeUp], controls, depths)

    let names = JobKind.allCases.flatMap(JobStore.queues) + [BrokerName.deadLetters, BrokerName.unroutable]
    #expect(all.map(\.record.queue) == names + ["made up"])
    #expect(
      JSONValue.queues(all.filter { $0.record.queue == record.queue }).line == """
        {"queues": [{"queue": "job.ingest.norm", "ready": 8, "unacked": null, "consumers": 9, "queued": 3, \
        "running": 2, "retrying": 4, "due": 5, "parked": 6, "dead": 7, "oldestAt": "2026-01-01T00:00:00Z", \
        "paused": true, "pausedBy": "me", "pausedAt": "2026-01-01T00:00:00Z", "reason": "new model"}]}
        """)
    let resumed = JSONValue.queues(all.filter { $0.record.queue == "job.ingest.bulk" }).line
    #expect(resumed.hasSuffix(#""paused": false, "pausedBy": null, "pausedAt": null, "reason": null}]}"#))
  }

  @Test func `queues that were paused before are told apart`() {
    #expect(
      JSONValue.pausing(["b", "c", "a"], changed: ["b"], paused: true).line
        == #"{"paused": true, "changed": ["b"], "unchanged": ["a", "c"]}"#)
  }

  @Test func `a dead message is open until somebody deals with it`() {
    var (replayed, discarded) = (Self.message(2), Self.message(1))
    replayed.replayedAt = Self.moment
    (discarded.replayedAt, discarded.discardedAt) = (Self.moment, Self.moment)

    #expect([Self.message(3), replayed, discarded].map(\.state) == [.open, .replayed, .discarded])
    #expect(
      JSONValue.deadMessages([Self.message(3)], next: 3).line == """
        {"messages": [{"id": "3", "state": "open", "kind": "ingest", "reason": "timeout", "detail": "too slow", \
        "task": null, "run": null, "exchange": "jobs", "key": "job.ingest.norm", \
        "diedAt": "2026-01-01T00:00:00Z", "replayedAt": null, "discardedAt": null}], "next": 3}
        """)
  }

  @Test(arguments: [(Array("{\"ä\"}".utf8), "utf8", "{\"ä\"}"), ([0xff, 0x00], "base64", "/wA=")])
  func `a dead message is shown whole, whatever its bytes are`(body: [UInt8], encoding: String, text: String)
  {
    let document = JSONValue.deadMessage(Self.message(3), headers: ["a": 1], body: body)

    let end: JSONValue = ["headers": ["a": 1], "bodyEncoding": .string(encoding), "body": .string(text)]
    #expect(document.line.hasSuffix(", " + end.line.dropFirst()))
  }

  @Test func `dead messages are counted by what they died of`() {
    let group = DeadGroup(
      reason: "malformed", count: 2, oldestAt: Self.moment, newestAt: Self.moment.addingTimeInterval(60),
      detail: "no JSON")

    #expect(
      JSONValue.deadGroups([group]).line == """
        {"groups": [{"kind": null, "reason": "malformed", "count": 2, "oldestAt": "2026-01-01T00:00:00Z", \
        "newestAt": "2026-01-01T00:01:00Z", "detail": "no JSON"}]}
        """)
  }

  @Test func `a replay says what it has made and what it has refused`() throws {
    let run = try #require(RunID(Self.uuid))
    var replay = Replay(replayed: 3, superseded: 1)
    (replay.tasks, replay.newRuns, replay.revived, replay.republished) = (2, [run], 1, 1)
    replay.refusals = [.init(message: 9, reason: "its run was deleted")]

    #expect(
      JSONValue.replay(replay, matched: 4).line == """
        {"matched": 4, "replayed": 3, "tasks": 2, "newRuns": ["\(Self.uuid)"], "joinedRuns": [], \
        "revived": 1, "republished": 1, "superseded": 1, \
        "refusals": [{"message": "9", "reason": "its run was deleted"}], "dryRun": false}
        """)
    #expect(JSONValue.triedReplay(matched: 4).line == #"{"matched": 4, "replayed": 0, "dryRun": true}"#)
    #expect(JSONValue.triedDiscarding(matched: 4).line == #"{"matched": 4, "discarded": 0, "dryRun": true}"#)
    #expect(
      JSONValue.discarding(3, matched: 4).line == #"{"matched": 4, "discarded": 3, "dryRun": false}"#)
  }

  @Test func `a worker that is not heard of is silent`() {
    let load = WorkerRecord.Load(state: .draining, busy: 1, done: 20, failed: 3)
    let worker = WorkerRecord(
      id: "w1", kind: "ingest", host: "h", pid: 4, version: "1.2", slots: 8, load: load)
    let sightings = [30.0, 30.5].map {
      WorkerSighting(worker: worker, startedAt: Self.moment, silence: .seconds($0))
    }

    let lines = sightings.map { JSONValue.workers([$0]).line }

    #expect(
      lines[0] == """
        {"workers": [{"id": "w1", "kind": "ingest", "host": "h", "pid": 4, "version": "1.2", \
        "state": "draining", "slots": 8, "busy": 1, "done": 20, "failed": 3, \
        "startedAt": "2026-01-01T00:00:00Z", "silentSeconds": 30, "silent": false}]}
        """)
    #expect(lines[1].hasSuffix(#""silentSeconds": 30, "silent": true}]}"#))
  }
}
