import FoundationEssentials
import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct OperatorTests {
  // MARK: Runs

  @Test func `runs come newest first, page by page, filtered`() async throws {
    try await withOperatorStage { stage in
      var ids: [RunID] = []
      for subject in ["a", "b", "c"] {
        ids.append(try await stage.begin(subject).run)
        // Ids of the same millisecond have no order.
        _ = await eventually { RunID.make().uuid.uuidString.prefix(13) > ids[0].uuid.uuidString.prefix(13) }
      }
      let newest = ids.sorted().reversed().map(\.self)

      let first = try await stage.store.runs(limit: 2)
      let second = try await stage.store.runs(before: first.last?.id, limit: 2)
      _ = try await stage.store.cancel(ids[1])

      #expect((first + second).map(\.id) == newest)
      #expect(try await stage.store.runs(after: newest[2], limit: 1).map(\.id) == [newest[1]])
      #expect(try await stage.store.runs(after: newest[2], limit: 5).map(\.id) == [newest[1], newest[0]])
      #expect(try await stage.store.runs(RunFilter(states: [.cancelled])).map(\.subject) == ["b"])
      #expect(try await stage.store.runs(RunFilter(states: [.open], subject: "c")).map(\.id) == [ids[2]])
      #expect(try await stage.store.runs(RunFilter(kind: "replay")).isEmpty)
    }
  }

  @Test func `a run is shown with its tasks, the shared ones too`() async throws {
    try await withOperatorStage { stage in
      let run = try await stage.grow("a", children: [.contentAnalysis], shared: ["t1"])
      try await stage.settle(
        try await stage.tasks(of: run, kind: "content-analysis"), .dead, because: "attempts")

      let record = try #require(try await stage.store.run(run))
      let tasks = try await stage.store.tasks(of: run)

      #expect(record.settled == 2 && record.expected == 3 && record.failed == 1)
      #expect(tasks.map(\.kind).sorted() == ["content-analysis", "ingest", "music-analysis"])
      let dead = try #require(tasks.first { $0.kind == "content-analysis" })
      #expect(dead.state == .dead && dead.lastError == "it was attempts" && dead.deadMessage != nil)
      let shared = try #require(tasks.first { $0.isShared })
      #expect(shared.state == .queued && shared.dueAt != nil)
      #expect(try await stage.store.run(.make()) == nil)
      #expect(try await stage.store.cancel(.make()) == nil)
    }
  }

  @Test func `a run is cancelled once`() async throws {
    try await withOperatorStage { stage in
      let run = try await stage.begin("a").run

      let first = try #require(try await stage.store.cancel(run))
      let second = try #require(try await stage.store.cancel(run))

      #expect(first.wasOpen && first.run.state == .cancelled)
      #expect(!second.wasOpen && second.run == first.run)
    }
  }

  // MARK: Dead messages

  @Test func `dead messages are found by what they are`() async throws {
    try await withOperatorStage { stage in
      try await stage.bury(body: #"{"handle":"größer"}"#)
      try await stage.bury(body: "{}", kind: "train", reason: "attempts", headers: #"{"id":"Xyz"}"#)
      let (run, root) = try await stage.begin("a")
      try await stage.settle([root], .dead, because: "timeout")
      func kinds(_ filter: DeadFilter) async throws -> [String?] {
        try await stage.store.deadMessages(filter).map(\.kind)
      }

      #expect(try await kinds(DeadFilter()) == ["ingest", "train", "ingest"])
      #expect(try await kinds(DeadFilter(kind: "train")) == ["train"])
      #expect(try await stage.store.deadMessages(DeadFilter(run: run)).map(\.reason) == ["timeout"])
      #expect(try await stage.store.deadMessages(DeadFilter(text: "größer")).map(\.reason) == ["malformed"])
      #expect(try await kinds(DeadFilter(text: "xYZ")) == ["train"])
      #expect(try await kinds(DeadFilter(text: "IT WAS")) == ["ingest"])
      #expect(try await kinds(DeadFilter(reason: "attempts", text: "nowhere")) == [])
      #expect(try await kinds(DeadFilter(newerThan: .seconds(3600))).count == 3)
      try await stage.pool.execute(
        "update dead_message set died_at = now() - interval '2 h' where kind = 'train'")
      #expect(try await kinds(DeadFilter(newerThan: .seconds(3600))) == ["ingest", "ingest"])
      let all = try await stage.store.deadMessages()
      #expect(try await stage.store.deadMessages(before: all[1].id).map(\.id) == [all[2].id])
      #expect(try await stage.store.deadMessages(after: all[2].id, limit: 1).map(\.id) == [all[1].id])
    }
  }

  @Test func `dead messages are counted by kind and reason`() async throws {
    try await withOperatorStage { stage in
      for body in ["1", "2", "3"] { try await stage.bury(body: body) }
      try await stage.bury(body: "{}", kind: "train", reason: "attempts")

      let groups = try await stage.store.deadGroups()

      #expect(groups.map(\.count) == [3, 1])
      #expect(groups.map(\.reason) == ["malformed", "attempts"])
      #expect(groups[0].kind == "ingest" && groups[0].detail == "cannot be read")
    }
  }

  @Test func `one is shown whole`() async throws {
    try await withOperatorStage { stage in
      try await stage.bury(body: "\u{1b}[31m", headers: #"{"id":"x"}"#)
      let id = try await stage.store.deadMessages()[0].id

      let shown = try #require(try await stage.store.deadMessage(id))

      #expect(shown.body == Array("\u{1b}[31m".utf8))
      #expect(shown.headers.text == #"{"id": "x"}"#)
      #expect(try await stage.store.deadMessage(id + 1) == nil)
    }
  }

  @Test func `what is discarded is neither listed nor replayed`() async throws {
    try await withOperatorStage { stage in
      for body in ["1", "2", "3"] { try await stage.bury(body: body) }

      let count = try await stage.store.discard(DeadFilter(), limit: 2)

      #expect(count == 2)
      #expect(try await stage.store.openDeadCount() == 1)
      #expect(try await stage.store.deadMessages(DeadFilter(includesSettled: true)).count == 3)
      #expect(try await stage.store.replay(DeadFilter()).replayed == 1)
      #expect(try await stage.store.discard(DeadFilter()) == 0)
    }
  }

  // MARK: Queues

  @Test func `pausing tells who listens, once for each queue that changes`() async throws {
    try await withDatabase(migrated: true) { database in
      let store = JobStore(database.pool)
      let listener = Listener(database.settings, logger: database.logger)
      let events = listener.events(on: JobStore.controlChannel)
      let listening = Task { try await listener.run() }
      defer { listening.cancel() }
      var iterator = events.makeAsyncIterator()
      let begun = await iterator.next()
      #expect(begun == .resumed)

      let both = ["job.train.norm", "job.train.bulk"]
      #expect(
        try await store.pause(both, because: "new model", by: "me") == ["job.train.bulk", "job.train.norm"])
      #expect(try await store.pause(["job.train.norm"], by: "you") == [])
      #expect(try await store.resume(both + ["job.ingest.norm"], by: "you").count == 2)
      #expect(try await store.resume(both, by: "you") == [])

      var heard: [String] = []
      while heard.count < 4, case .notification(let notification) = await iterator.next() {
        heard.append(notification.payload)
      }
      #expect(heard == [both[1], both[0], both[1], both[0]])
      let controls = try await store.queueControls()
      #expect(controls.map(\.queue) == both.sorted())
      #expect(controls.allSatisfy { !$0.isPaused && $0.changedBy == "you" && $0.reason == nil })
      #expect(JobStore.queues(of: .train) == ["job.train.high", "job.train.norm", "job.train.bulk"])
    }
  }

  @Test func `queues are counted from what the database knows`() async throws {
    try await withOperatorStage { stage in
      let (_, root) = try await stage.begin("a")
      _ = try await stage.begin("b")
      try await stage.bury(body: "1")
      _ = try await stage.store.start([Claim(id: root, fence: 0)], owner: "x", lease: .seconds(9))
      try await stage.pool.execute("update outbox set due_at = now() where task_id = \(root)")

      let records = try await stage.store.queueRecords()

      #expect(records.map(\.queue) == ["job.ingest.norm"])
      #expect(records[0].queued == 1 && records[0].running == 1 && records[0].dead == 1)
      #expect(records[0].later == 1 && records[0].due == 1 && records[0].oldestAt != nil)
    }
  }

  // MARK: Workers

  @Test func `workers come, beat and go`() async throws {
    try await withOperatorStage { stage in
      let worker = WorkerRecord(
        id: "w1", kind: "ingest", host: "h", pid: 7, version: "1.2.3", slots: 4, load: .init())
      #expect(try await stage.store.beat("w1", .init()) == false)

      try await stage.store.register(worker)
      let load = WorkerRecord.Load(state: .draining, busy: 2, done: 10, failed: 1)
      #expect(try await stage.store.beat("w1", load))
      try await stage.pool.execute("update worker set seen_at = now() - interval '90 s'")
      let seen = try await stage.store.workers()
      try await stage.store.removeWorker("w1")

      #expect(seen.map(\.worker.load) == [load])
      #expect(seen[0].silence >= .seconds(90) && seen[0].silence < .seconds(150))
      #expect(try await stage.store.workers().isEmpty)
    }
  }

  @Test func `workers unseen for a day are forgotten when another comes`() async throws {
    try await withOperatorStage { stage in
      func worker(_ id: String) -> WorkerRecord {
        WorkerRecord(id: id, kind: "ingest", host: "h", pid: 7, version: "1", slots: 1)
      }
      try await stage.store.register(worker("old"))
      try await stage.pool.execute("update worker set seen_at = now() - interval '25 h'")

      #expect(try await stage.store.workers().isEmpty)
      try await stage.store.register(worker("new"))
      #expect(try await stage.pool.rows("select id from worker", as: String.self) == ["new"])
    }
  }
}
