import FoundationEssentials
import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct ReplayTests {
  /// The number of open messages and of outbox rows that are due, by key.
  private func due(_ stage: OperatorStage) async throws -> [String] {
    try await stage.pool.rows("select key from outbox where due_at <= now() order by key", as: String.self)
  }

  @Test func `what died of an ended run becomes a new run that ends as the old one`() async throws {
    try await withOperatorStage { stage in
      let old = try await stage.grow("a", children: [.contentAnalysis, .contentAnalysis])
      let children = try await stage.tasks(of: old, kind: "content-analysis")
      try await stage.settle([children[0]], .succeeded)
      try await stage.settle([children[1]], .dead, because: "attempts")
      try await stage.settle(try await stage.tasks(of: old, kind: "recommend"), .succeeded)
      #expect(try await stage.state(old) == .partial)

      let replay = try await stage.store.replay(DeadFilter())

      let id = try #require(replay.newRuns.first)
      let run = try #require(try await stage.store.run(id))
      #expect(replay.replayed == 1 && replay.tasks == 1 && replay.joinedRuns.isEmpty)
      #expect(run.generation == 2 && run.subject == "a" && run.kind == "influencer")
      #expect(run.remaining == 1 && run.finale == "recommend")
      let tasks = try await stage.store.tasks(of: id)
      #expect(tasks.map(\.kind) == ["content-analysis"] && tasks[0].id != children[1] && !tasks[0].isVital)
      #expect(try await due(stage).contains("job.content-analysis.norm"))
      #expect(try await stage.store.tasks(of: old).count { $0.state == .dead } == 1)
      #expect(try await stage.store.deadMessages().isEmpty)

      try await stage.settle(tasks.map(\.id), .succeeded)
      try await stage.settle(try await stage.tasks(of: id, kind: "recommend"), .succeeded)
      #expect(try await stage.state(id) == .complete)
      #expect(try await stage.store.drift().isEmpty)
    }
  }

  @Test func `two replays at once replay once`() async throws {
    try await withOperatorStage { stage in
      for subject in ["a", "b", "c"] {
        try await stage.settle([try await stage.begin(subject).root], .dead, because: "failed")
      }
      for number in 0..<20 { try await stage.bury(body: "{\"n\":\(number)}") }

      let replays = try await withThrowingTaskGroup(of: Replay.self) { group in
        for _ in 0..<4 { group.addTask { try await stage.store.replay(DeadFilter()) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }

      #expect(replays.reduce(0) { $0 + $1.replayed } == 23)
      #expect(replays.reduce(0) { $0 + $1.tasks } == 3)
      #expect(replays.reduce(0) { $0 + $1.republished } == 20)
      #expect(try await due(stage).count == 23)
      #expect(try await stage.store.runs(RunFilter(states: [.open])).count == 3)
      #expect(try await stage.store.drift().isEmpty)
    }
  }

  @Test func `replays at once of one subject meet in one run`() async throws {
    try await withOperatorStage { stage in
      let count = 900
      let old = try await stage.grow(
        "a", children: Array(repeating: .contentAnalysis, count: count), finale: nil)
      try await stage.settle(try await stage.tasks(of: old, kind: "content-analysis"), .dead, because: "x")

      let replays = try await withThrowingTaskGroup(of: Replay.self) { group in
        for _ in 0..<4 { group.addTask { try await stage.store.replay(DeadFilter()) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }

      #expect(replays.reduce(0) { $0 + $1.tasks } == count)
      #expect(replays.flatMap(\.newRuns).count == 1)
      let open = try await stage.store.runs(RunFilter(states: [.open]))
      #expect(open.map(\.remaining) == [count] && open.map(\.expected) == [count])
      #expect(try await stage.store.drift().isEmpty)
    }
  }

  @Test func `what is left of a deleted run is refused`() async throws {
    try await withOperatorStage { stage in
      let (run, root) = try await stage.begin("a")
      try await stage.settle([root], .dead, because: "failed")
      try await stage.pool.execute("delete from task where run_id = \(run)")
      try await stage.pool.execute("delete from run where id = \(run)")

      let replay = try await stage.store.replay(DeadFilter())

      #expect(replay.replayed == 0)
      #expect(replay.refusals.map(\.reason) == ["its run was deleted meanwhile; enqueue its subject anew"])
    }
  }

  @Test func `an open run of the subject takes the tasks in and waits for them`() async throws {
    try await withOperatorStage { stage in
      let run = try await stage.grow("a", children: [.contentAnalysis, .contentAnalysis])
      let children = try await stage.tasks(of: run, kind: "content-analysis")
      try await stage.settle([children[0]], .dead, because: "attempts")

      let replay = try await stage.store.replay(DeadFilter(run: run))

      #expect(replay.joinedRuns == [run] && replay.newRuns.isEmpty && replay.tasks == 1)
      let record = try #require(try await stage.store.run(run))
      #expect(record.remaining == 2 && record.expected == 4)
      try await stage.settle([children[1]], .succeeded)
      #expect(try await stage.tasks(of: run, kind: "recommend").isEmpty)
      try await stage.settle(try await stage.tasks(of: run, kind: "content-analysis"), .succeeded)
      #expect(try await stage.tasks(of: run, kind: "recommend").count == 1)
      #expect(try await stage.store.drift().isEmpty)
    }
  }

  @Test func `what joins a run at its end makes it end anew`() async throws {
    try await withOperatorStage { stage in
      let run = try await stage.grow("a", children: [.contentAnalysis])
      try await stage.settle(try await stage.tasks(of: run, kind: "content-analysis"), .dead, because: "x")
      let finale = try await stage.tasks(of: run, kind: "recommend")
      #expect(finale.count == 1)

      _ = try await stage.store.replay(DeadFilter())
      try await stage.settle(finale, .succeeded)
      try await stage.settle(try await stage.tasks(of: run, kind: "content-analysis"), .succeeded)

      let again = try await stage.tasks(of: run, kind: "recommend")
      #expect(again.count == 1 && again != finale)
      try await stage.settle(again, .succeeded)
      #expect(try await stage.state(run) == .partial)
      #expect(try await stage.store.drift().isEmpty)
    }
  }

  @Test func `a finale alone is replayed alone`() async throws {
    try await withOperatorStage { stage in
      let old = try await stage.grow("a", children: [.contentAnalysis])
      try await stage.settle(try await stage.tasks(of: old, kind: "content-analysis"), .succeeded)
      try await stage.settle(try await stage.tasks(of: old, kind: "recommend"), .dead, because: "attempts")
      #expect(try await stage.state(old) == .failed)

      let replay = try await stage.store.replay(DeadFilter())

      let id = try #require(replay.newRuns.first)
      let run = try #require(try await stage.store.run(id))
      #expect(run.finale == nil && run.remaining == 1)
      let tasks = try await stage.store.tasks(of: run.id)
      #expect(tasks.map(\.kind) == ["recommend"] && tasks[0].isVital)
      try await stage.settle(tasks.map(\.id), .succeeded)
      #expect(try await stage.state(run.id) == .complete)
      #expect(try await stage.store.tasks(of: run.id).count == 1)
    }
  }

  @Test func `a finale with what came before it is released by that`() async throws {
    try await withOperatorStage { stage in
      let old = try await stage.grow("a", children: [.contentAnalysis])
      try await stage.settle(try await stage.tasks(of: old, kind: "content-analysis"), .dead, because: "x")
      try await stage.settle(try await stage.tasks(of: old, kind: "recommend"), .dead, because: "x")

      let replay = try await stage.store.replay(DeadFilter())

      #expect(replay.replayed == 2 && replay.tasks == 1 && replay.superseded == 1)
      let run = try #require(replay.newRuns.first)
      try await stage.settle(try await stage.tasks(of: run, kind: "content-analysis"), .succeeded)
      #expect(try await stage.tasks(of: run, kind: "recommend").count == 1)
    }
  }

  @Test func `shared work is queued again in its place`() async throws {
    try await withOperatorStage { stage in
      let run = try await stage.grow("a", shared: ["t1"])
      let task = try await stage.tasks(of: run, kind: "music-analysis")[0]
      try await stage.settle([task], .dead, because: "attempts")

      let replay = try await stage.store.replay(DeadFilter(kind: "music-analysis"))

      #expect(replay.revived == 1 && replay.tasks == 0 && replay.newRuns.isEmpty)
      let rows = try await stage.pool.rows(
        "select state, attempt, starts, fence from task where id = \(task)",
        as: String.self, Int.self, Int.self, Int.self)
      #expect(rows.first.map { "\($0)" } == "(\"queued\", 1, 0, 1)")
      #expect(try await due(stage) == ["job.music-analysis.norm"])
      #expect(
        try await stage.store.start([Claim(id: task, fence: 1)], owner: "x", lease: .seconds(9)).count == 1)
    }
  }

  @Test func `shared work that was tried again before is left as it is`() async throws {
    try await withOperatorStage { stage in
      let run = try await stage.grow("a", shared: ["t1"])
      let task = try await stage.tasks(of: run, kind: "music-analysis")[0]
      try await stage.settle([task], .dead, because: "attempts")
      try await stage.pool.execute("update task set state = 'succeeded' where id = \(task)")

      let replay = try await stage.store.replay(DeadFilter())

      #expect(replay == Replay(replayed: 1, superseded: 1))
    }
  }

  @Test func `what no worker could read is sent again as it was, without a fence`() async throws {
    try await withOperatorStage { stage in
      try await stage.bury(
        body: #"{"handle": 5}"#, headers: #"{"id":"mine","type":"influencer.requested","fence":3,"schema":1}"#
      )
      try await stage.bury(body: "no JSON \u{1}")

      let replay = try await stage.store.replay(DeadFilter())

      #expect(replay.republished == 1 && replay.replayed == 1)
      #expect(replay.refusals.map(\.reason) == ["its body is not JSON; correct it and publish it anew"])
      let owed = try #require(try await stage.store.claimDue(limit: 9).first)
      let message = try owed.message()
      #expect(message.exchange == "jobs" && message.routingKey == "job.ingest.norm")
      #expect(message.properties.messageID == "mine" && message.properties.type == "influencer.requested")
      #expect(message.properties[header: Envelope.Header.fence] == nil)
      #expect(message.body == Array(#"{"handle": 5}"#.utf8))
      #expect(try await stage.store.deadMessages().count == 1)
    }
  }

  @Test func `with a rate the messages fall due one after the other`() async throws {
    try await withOperatorStage { stage in
      for number in 0..<250 { try await stage.bury(body: "{\"n\":\(number)}") }
      for subject in ["a", "b"] {
        try await stage.settle([try await stage.begin(subject).root], .dead, because: "failed")
      }

      let replay = try await stage.store.replay(DeadFilter(), rate: 0.1)

      #expect(replay.replayed == 252)
      let gaps = try await stage.pool.rows(
        """
        select extract(epoch from due_at - lag(due_at) over (order by due_at))::float8 from outbox
        where id in (select id from outbox order by id desc limit 252) order by due_at offset 2
        """, as: Double.self)
      #expect(gaps.count == 250 && gaps.allSatisfy { abs($0 - 10) < 0.01 })
    }
  }

  @Test func `what is replayed while its run stops gets a run of its own`() async throws {
    try await withOperatorStage { stage in
      let run = try await stage.grow("a", children: [.contentAnalysis, .contentAnalysis])
      let children = try await stage.tasks(of: run, kind: "content-analysis")
      try await stage.settle([children[0]], .dead, because: "attempts")
      _ = try await stage.store.start([Claim(id: children[1], fence: 0)], owner: "x", lease: .seconds(60))
      _ = try await stage.store.cancel(run)

      let replay = try await stage.store.replay(DeadFilter())

      #expect(replay.replayed == 1 && replay.refusals.isEmpty)
      let open = try await stage.pool.rows(
        "select generation, remaining from run where state = 'open' and stop is null", as: Int32.self,
        Int32.self)
      #expect(open.map(\.0) == [2] && open.map(\.1) == [1])
    }
  }

  @Test func `no more than the limit is replayed, the oldest first`() async throws {
    try await withOperatorStage { stage in
      for number in 0..<5 { try await stage.bury(body: "{\"n\":\(number)}") }
      let all = try await stage.store.deadMessages().map(\.id)

      let replay = try await stage.store.replay(DeadFilter(), limit: 3)

      #expect(replay.replayed == 3)
      #expect(try await stage.store.deadMessages().map(\.id) == Array(all.prefix(2)))
    }
  }
}
