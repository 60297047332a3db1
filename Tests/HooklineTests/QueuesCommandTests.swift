import FoundationEssentials
import Jobs
import Lifecycle
import Management
import Messaging
import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct QueuesCommandTests {
  private struct List: Decodable {
    struct Queue: Decodable {
      let queue: String
      let ready: Int?
      let unacked: Int?
      let consumers: Int?
      let queued: Int
      let retrying: Int
      let dead: Int
      let oldestAt: String?
      let paused: Bool
      let pausedBy: String?
      let reason: String?
    }

    let queues: [Queue]

    subscript(name: String) -> Queue? { queues.first { $0.queue == name } }
  }

  private struct Changed: Decodable {
    let paused: Bool
    let changed: [String]
    let unchanged: [String]
  }

  @Test func `a queue or a kind is paused and resumed`() async throws {
    try await withJobs { stage in
      var stage = stage
      stage.environment["USER"] = "eve"
      let pause = try await stage.run("queues", "pause", "job.train.norm", "--reason", "new\u{1b} model")
      let kind = try await stage.document(Changed.self, "queues", "pause", "train")
      let resume = try await stage.run("queues", "resume", "train", "job.ingest.norm")

      #expect(pause.text == "paused job.train.norm\n" && pause.isSuccess)
      #expect(kind.paused && kind.changed == ["job.train.bulk", "job.train.high"])
      #expect(kind.unchanged == ["job.train.norm"])
      #expect(resume.text.split(separator: "\n").count == 3)
      #expect(resume.errorText == "job.ingest.norm was not paused\n")
      #expect(try await stage.store.queueControls().allSatisfy { $0.changedBy.hasPrefix("eve@") })
    }
  }

  @Test func `an unknown queue is misuse`() async throws {
    let result = try await Binary.run(["queues", "pause", "job.train.nrom"])

    #expect(result.status == .exited(2))
    #expect(result.errorText.contains("did you mean job.train.norm?"))
  }

  @Test func `without the broker there is what the database knows, and a failure`() async throws {
    try await withJobs { stage in
      var stage = stage
      stage.environment["HOOKLINE_AMQP_URL"] = "amqp://me:topsecret@127.0.0.1:1/x"
      _ = try await stage.begin("a")
      _ = try await stage.store.pause(["job.ingest.norm"], because: "why\u{1b}", by: "me")

      let result = try await stage.run("queues", "list")

      #expect(result.status == .exited(1))
      #expect(result.text.contains(/paused \ds ago by me: why\u{FFFD}/) && !hasControls(result.text))
      #expect(result.errorText.split(separator: "\n").count == 1 && !result.errorText.contains("topsecret"))
    }
  }

  @Test(.enabled(if: TestServers.hasRabbitMQ, "\(TestServers.advice)"))
  func `queues are listed with what broker and database say of them`() async throws {
    try await withTopologyHost { environment, client in
      try await withJobs { stage in
        var stage = stage
        stage.environment.merge(environment) { $1 }
        let missing = try await stage.run("queues")
        try await client.apply(.hookline)
        _ = try await stage.begin("a")
        _ = try await stage.fail("b")
        _ = try await stage.store.pause(["job.train.norm"], because: "new model", by: "me")

        let text = try await stage.run("queues")
        let list = try await stage.document(List.self, "queues", "list")

        #expect(missing.status == .exited(1))
        #expect(
          missing.errorText == "hookline: the broker lacks 17 queues; run \"hookline topology apply\"\n")
        #expect(text.isSuccess && text.text.split(separator: "\n").count == 18)
        #expect(list.queues.count == 17)
        let ingest = try #require(list["job.ingest.norm"])
        #expect(ingest.ready == 0 && ingest.unacked == 0 && ingest.consumers == 0)
        #expect(ingest.queued == 1 && ingest.dead == 1 && ingest.oldestAt != nil && !ingest.paused)
        #expect(ingest.retrying >= 1)
        let train = try #require(list["job.train.norm"])
        #expect(train.paused && train.pausedBy == "me" && train.reason == "new model")
      }
    }
  }

  @Test func `workers are listed with the age of their last sign of life`() async throws {
    struct Workers: Decodable {
      struct Worker: Decodable {
        let id: String
        let state: String
        let slots: Int
        let busy: Int
        let silent: Bool
        let silentSeconds: Int
      }

      let workers: [Worker]
    }
    try await withJobs { stage in
      let empty = try await stage.run("workers")
      for id in ["w1", "w2\u{1b}[31m"] {
        try await stage.store.register(
          WorkerRecord(
            id: id, kind: "ingest", host: "h", pid: 7, version: "1.0", slots: 4,
            load: .init(busy: 3, done: 9, failed: 1)))
      }
      try await stage.database.pool.execute(
        "update worker set seen_at = now() - interval '90 s' where id = 'w1'")

      let text = try await stage.run("workers")
      let list = try await stage.document(Workers.self, "workers")

      #expect(empty.text == "no workers\n")
      #expect(text.text.contains("silent") && text.text.contains("3/4") && !hasControls(text.text))
      #expect(list.workers.map(\.silent) == [true, false])
      #expect(list.workers[0].silentSeconds >= 90 && list.workers[0].busy == 3)
    }
  }
}
