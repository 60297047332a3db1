import FoundationEssentials
import Jobs
import Lifecycle
import Models
import Storage
import TestKit
import Testing

@testable import Hookline

/// Learning that is ordered at a gateway, and waited for.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct RemoteTrainTests {
  private static func tasks(_ stage: RemoteStage) async throws -> [UUID] {
    try await stage.jobs.database.pool.rows(
      "select id from task where kind = 'train' order by id", as: UUID.self)
  }

  /// How many seconds ago it was made moves on between two questions.
  private static func words(_ result: ChildResult) -> String { result.text.replacing(/\b\d+s\b/, with: "#s") }

  /// Waits for an order, which the body carries out.
  private static func train(
    _ stage: RemoteStage, _ more: [String] = [], _ body: (UUID) async throws -> Void
  ) async throws -> ChildResult {
    let before = Set(try await tasks(stage))
    let waiting = Task {
      try await Binary.run(
        ["train", "--wait", "--timeout", "60s"] + more, environment: stage.gateway, timeout: .seconds(90))
    }
    let isBegun = try await eventually { try await tasks(stage).count > before.count }
    #expect(isBegun)
    if let task = try await tasks(stage).first(where: { !before.contains($0) }) { try await body(task) }
    return try await waiting.value
  }

  private static func end(
    _ task: UUID, as state: String, _ stage: RemoteStage, because error: String = ""
  ) async throws {
    let query: SQL = "update task set state = \(state), last_error = \(error) where id = \(task)"
    try await stage.jobs.database.pool.execute(query)
  }

  @Test func `what was learnt is shown as the list of models shows it`() async throws {
    try await withRemote { stage in
      for json in [[], ["--json"]] {
        let trained = try await Self.train(stage, json) { task in
          let record = ModelRecord(
            kind: ModelToTrain.company, state: .current, form: "ease",
            digest: String(repeating: "a", count: 64),
            byteCount: 9, seed: 1,
            snapshot: JSON(
              text:
                #"{"authors": 5, "tracks": 4, "uses": 20, "video": 72, "task": "\#(task.uuidString.lowercased())"}"#
            ),
            parameters: JSON(text: #"{"shrinkage": 2.5}"#),
            metrics: JSON(
              text:
                #"{"judged": 5, "scores": [{"name": "ease", "ndcg": 0.5, "low": 0.25, "high": 0.75, "recall": null}]}"#
            ))
          try await stage.jobs.database.pool.transaction { try ModelStore.store(record, $0) }
          try await Self.end(task, as: "succeeded", stage)
        }
        let listed = try await Binary.run(["models", "--limit", "1"] + json, environment: stage.servers)

        #expect(
          trained.isSuccess && Self.words(trained) == Self.words(listed),
          "\(trained.text) \(trained.errorText)")
        #expect(trained.text.contains("ease"))
      }
    }
  }

  @Test func `what fails, what is gone and what takes too long is told, and the order stands`() async throws {
    try await withRemote { stage in
      let failed = try await Self.train(stage) {
        try await Self.end($0, as: "dead", stage, because: "nothing to learn")
      }
      let gone = try await Self.train(stage) { task in
        try await stage.jobs.database.pool.execute("delete from task where id = \(task)")
      }
      let late = try await stage.run("train", "--wait", "--timeout", "500ms")
      let begun = try await stage.run("train", "--seed", "7")

      #expect(
        failed.status == .exited(1) && failed.errorText.contains("nothing was learnt: nothing to learn"))
      #expect(gone.status == .exited(1) && gone.errorText.contains("nothing was learnt: the order is gone"))
      #expect(late.status == .exited(1) && late.errorText.contains("and the time is over; the order stands"))
      #expect(begun.text == "learning begins; \"hookline models\" shows what comes of it\n")
      #expect(try await Self.tasks(stage).count == 3)
      let payloads = try await stage.jobs.database.pool.value(
        "select count(*) from task where kind = 'train' and payload->>'seed' = '7'", as: Int.self)
      #expect(payloads == 1)
    }
  }
}
