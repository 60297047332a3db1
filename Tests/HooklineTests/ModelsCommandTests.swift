import Lifecycle
import Storage
import Testing
import TestKit

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct ModelsCommandTests {
  private struct Document: Decodable {
    struct Model: Decodable {
      struct Learnt: Decodable {
        let creators: Int
        let newestVideo: String
      }

      struct Score: Decodable {
        let name: String
        let ndcg: Double
      }

      let id: String
      let state: String
      let form: String
      let judged: Int?
      let learntFrom: Learnt?
      let scores: [Score]
      let parameters: [String: Double]
    }

    let models: [Model]
  }

  private func add(_ state: ModelRecord.State, to stage: JobsStage) async throws {
    let snapshot = JSON(text: #"{"authors": 30, "tracks": 20, "uses": 240, "video": 3007}"#)
    let metrics = JSON(
      text: """
        {"judged": 30, "scores": [{"name": "ease", "ndcg": 0.3456, "low": 0.3, "high": 0.4, "recall": 0.5},
         {"name": "popularity", "ndcg": 0.1, "low": 0.05, "high": 0.15, "recall": 0.2}]}
        """)
    let record = ModelRecord(
      kind: "company", state: state, form: "ease", digest: String(repeating: "ab", count: 32), byteCount: 10,
      seed: 1, snapshot: snapshot, parameters: JSON(text: #"{"penalty": 150}"#), metrics: metrics)
    try await stage.database.pool.transaction { try ModelStore.store(record, $0) }
  }

  @Test func `what was learnt is listed with how it was judged`() async throws {
    try await withJobs { stage in
      let empty = try await stage.run("models")
      try await add(.current, to: stage)
      try await add(.refused, to: stage)

      let table = try await stage.run("models")
      let document = try await stage.document(Document.self, "models")

      #expect(empty.isSuccess && empty.text.contains("nothing was learnt yet"))
      #expect(
        table.text.contains("0.346") && table.text.contains("0.300 to 0.400")
          && table.text.contains("refused"))
      #expect(document.models.map(\.state) == ["refused", "current"])
      let model = document.models[1]
      #expect(
        model.judged == 30 && model.learntFrom?.creators == 30 && model.learntFrom?.newestVideo == "3007")
      #expect(model.scores.map(\.name) == ["ease", "popularity"] && model.parameters == ["penalty": 150])
    }
  }

  @Test func `who waits for a model is told that nobody learns, and waits no longer than they want`()
    async throws
  {
    try await withJobs { stage in
      var stage = stage
      stage.environment["HOOKLINE_AMQP_URL"] = "amqp://nobody:nothing@127.0.0.1:1/"

      let result = try await stage.run("train", "--wait", "--timeout", "1ms")
      let misused = try await stage.run("train", "--timeout", "1s")

      #expect(result.status == .exited(1) && result.errorText.contains("the time is over; the order stands"))
      #expect(misused.status == .exited(2) && misused.errorText.contains("--timeout goes with --wait"))
      let ordered = try await stage.database.pool.value(
        "select count(*) from task where kind = 'train'", as: Int.self)
      #expect(ordered == 1)
    }
  }

  @Test func `a former model is used again, and only one that may be`() async throws {
    try await withJobs { stage in
      for state in [ModelRecord.State.current, .current, .refused] { try await add(state, to: stage) }

      let used = try await stage.run("models", "use", "1")
      let refused = try await stage.run("models", "use", "3")
      let unknown = try await stage.run("models", "use", "12")
      let misused = try await stage.run("models", "use", "one")

      #expect(used.isSuccess && used.text.contains("model 1 is in use"))
      #expect(refused.status == .exited(1) && refused.errorText.contains("no model 3 that may be used"))
      #expect(unknown.status == .exited(1) && misused.status == .exited(2))
      let states = try await stage.document(Document.self, "models").models.map(\.state)
      #expect(states == ["refused", "former", "current"])
    }
  }
}
