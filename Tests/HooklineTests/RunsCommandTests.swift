import FoundationEssentials
import Jobs
import Lifecycle
import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct RunsCommandTests {
  private struct Run: Decodable {
    let id: String
    let kind: String
    let subject: String
    let generation: Int
    let lane: String
    let state: String
    let stop: String?
    let expected: Int
    let settled: Int
    let failed: Int
    let createdAt: String
    let finishedAt: String?
  }

  private struct List: Decodable {
    let runs: [Run]
    let next: String?
  }

  private struct Shown: Decodable {
    struct Task: Decodable {
      let kind: String
      let state: String
      let attempt: Int
      let shared: Bool
      let error: String?
      let deadMessage: String?
    }

    let run: Run
    let tasks: [Task]
  }

  private struct Cancelled: Decodable {
    let cancelled: Bool
    let run: Run
  }

  private struct Woken: Decodable, Equatable {
    var tasks: Int
    var runs: Int
  }

  @Test func `a run that sleeps is woken by its id, and all of them at once`() async throws {
    try await withJobs { stage in
      let runs = [try await stage.begin("tiktok:a"), try await stage.begin("tiktok:b")]
      for run in runs { try await stage.putOff(run, because: "no quota left") }

      let one = try await stage.run("runs", "wake", "\(runs[0])")
      let again = try await stage.run("runs", "wake", "\(runs[0])")
      let all = try await stage.document(Woken.self, "runs", "wake", "--all")
      let strange = try await stage.run("runs", "wake", "\(RunID.make())")
      let misuse = [
        try await stage.run("runs", "wake"), try await stage.run("runs", "wake", "--all", "\(runs[0])"),
      ]

      #expect(one.isSuccess && one.text == "woke 1 task of 1 run\n")
      #expect(again.isSuccess && again.text == "nothing sleeps there\n")
      #expect(all == Woken(tasks: 1, runs: 1))
      #expect(strange.status == .exited(1) && strange.errorText.contains("there is no run"))
      #expect(misuse.allSatisfy { $0.status == .exited(2) })
    }
  }

  @Test func `runs are listed for people and for programs`() async throws {
    try await withJobs { stage in
      let empty = try await stage.run("runs")
      let emptyList = try await stage.document(List.self, "runs")
      let failed = try await stage.fail("tiktok:@anna")
      let open = try await stage.begin("tiktok:@\u{1b}[31mevil\n\u{202e}name")

      let text = try await stage.run("runs", "list")
      let list = try await stage.document(List.self, "runs", "list")
      let filtered = try await stage.document(List.self, "runs", "list", "--state", "failed")
      let page = try await stage.run("runs", "list", "--limit", "1")
      let rest = try await stage.document(List.self, "runs", "list", "--before", "\(max(open, failed))")

      #expect(empty.text == "no runs\n" && empty.isSuccess)
      #expect(emptyList.runs.isEmpty && emptyList.next == nil)
      #expect(text.text.contains("\(failed)  failed") && text.text.contains("influencer  tiktok:@anna"))
      #expect(text.text.split(separator: "\n").count == 3 && !hasControls(text.text))
      #expect(Set(list.runs.map(\.id)) == ["\(open)", "\(failed)"])
      #expect(filtered.runs.map(\.id) == ["\(failed)"])
      #expect(filtered.runs[0].failed == 1 && filtered.runs[0].settled == 1)
      #expect(page.errorText == "more: --before \(max(open, failed))\n")
      #expect(rest.runs.map(\.id) == ["\(min(open, failed))"])
    }
  }

  @Test func `a run is shown with its tasks and their errors`() async throws {
    try await withJobs { stage in
      let run = try await stage.fail("tiktok:@anna", because: "no\tanswer\nat all \u{1b}[2J")

      let text = try await stage.run("runs", "show", "\(run)")
      let shown = try await stage.document(Shown.self, "runs", "show", "\(run)")

      #expect(text.text.contains("1 of 1 task, 1 failed"))
      #expect(text.text.contains("no answer at all \u{FFFD}[2J") && !hasControls(text.text))
      #expect(shown.run.id == "\(run)" && shown.run.finishedAt != nil)
      #expect(shown.tasks.map(\.state) == ["dead"])
      #expect(shown.tasks[0].error == "no\tanswer\nat all \u{1b}[2J" && shown.tasks[0].deadMessage == "1")
    }
  }

  @Test func `a run is cancelled once`() async throws {
    try await withJobs { stage in
      let (first, second) = (try await stage.begin("a"), try await stage.begin("b"))

      let text = try await stage.run("runs", "cancel", "\(first)")
      let again = try await stage.run("runs", "cancel", "\(first)")
      let document = try await stage.document(Cancelled.self, "runs", "cancel", "\(second)")

      #expect(text.text == "cancelled\n" && text.isSuccess)
      #expect(again.status == .exited(1))
      #expect(again.errorText == "hookline: run \(first) had ended before: it is cancelled\n")
      #expect(document.cancelled && document.run.state == "cancelled")
    }
  }

  @Test func `what is not there or makes no sense is told in one line`() async throws {
    try await withJobs { stage in
      let id = RunID.make()
      let missing = try await stage.run("runs", "show", "\(id)")
      let gone = try await stage.run("runs", "cancel", "\(id)")
      let wrong = try await stage.run("runs", "show", "x")
      let state = try await stage.run("runs", "list", "--state", "opne")

      let line = "hookline: there is no run \(id); \"hookline runs list\" shows those there are\n"
      #expect([missing.errorText, gone.errorText] == [line, line])
      #expect([missing.status, wrong.status, state.status] == [.exited(1), .exited(2), .exited(2)])
      #expect(state.errorText.contains("--state takes one of open, complete"))
    }
  }

  @Test func `a database without tables says what to run`() async throws {
    try await withDatabase { database in
      let result = try await JobsStage(database).run("runs")

      #expect(result.status == .exited(1))
      #expect(
        result.errorText
          == "hookline: the database has no schema yet, this program needs version \(Migration.all.count); "
          + "run \"hookline migrate\"\n")
    }
  }
}
