import FoundationEssentials
import Jobs
import Lifecycle
import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct DeadCommandTests {
  private struct Message: Decodable {
    let id: String
    let state: String
    let kind: String?
    let reason: String
    let detail: String
    let task: String?
    let run: String?
    let key: String
    let diedAt: String
  }

  private struct List: Decodable {
    let messages: [Message]
    let next: String?
  }

  private struct Groups: Decodable {
    struct Group: Decodable {
      let kind: String?
      let reason: String
      let count: Int
    }

    let groups: [Group]
  }

  private struct Shown: Decodable {
    let id: String
    let headers: [String: String]
    let bodyEncoding: String
    let body: String
  }

  private struct Replayed: Decodable {
    struct Refusal: Decodable {
      let message: String
      let reason: String
    }

    let matched: Int
    let replayed: Int
    let tasks: Int
    let newRuns: [String]
    let republished: Int
    let refusals: [Refusal]
    let dryRun: Bool
  }

  @Test func `dead messages are listed, counted and shown without what steers a terminal`() async throws {
    try await withJobs { stage in
      let empty = try await stage.run("dead")
      let run = try await stage.fail("a")
      try await stage.bury(
        "{\u{1b}[31m\nline", detail: "bad \u{1b}]0;x\u{7}", headers: #"{"id":"\u001b[1m"}"#)

      let text = try await stage.run("dead", "list")
      let shown = try await stage.run("dead", "show", "2")
      let list = try await stage.document(List.self, "dead", "list", "--limit", "1")
      let mine = try await stage.document(List.self, "dead", "list", "--run", "\(run)")
      let groups = try await stage.document(Groups.self, "dead", "list", "--groups")
      let whole = try await stage.document(Shown.self, "dead", "show", "2")

      #expect(empty.text == "no dead messages\n")
      #expect(text.text.contains("bad \u{FFFD}]0;x\u{FFFD}") && text.text.contains("no answer"))
      #expect(shown.text.hasSuffix("body (11 bytes)\n  {\u{FFFD}[31m\n  line\n"))
      #expect(!hasControls(text.text) && !hasControls(shown.text))
      #expect(list.messages.map(\.id) == ["2"] && list.next == "2")
      #expect(mine.messages.map(\.id) == ["1"] && mine.messages[0].reason == "attempts")
      #expect(groups.groups.map(\.count) == [1, 1])
      #expect(whole.body == "{\u{1b}[31m\nline" && whole.bodyEncoding == "utf8")
      #expect(whole.headers == ["id": "\u{1b}[1m"])
    }
  }

  @Test func `nothing is replayed or discarded unasked`() async throws {
    try await withJobs { stage in
      try await stage.bury("{}")
      for verb in ["replay", "discard"] {
        let refused = try await stage.run("dead", verb)
        let dry = try await stage.run("dead", verb, "--dry-run")

        #expect(refused.status == .exited(2) && refused.text == "")
        #expect(
          refused.errorText == """
            hookline: would \(verb) 1 dead message, and there is nobody to ask; --yes confirms it
            try "hookline dead \(verb) --help"\n
            """)
        #expect(dry.isSuccess && dry.text.hasSuffix("would \(verb) 1 dead message\n"))
      }
      #expect(try await stage.store.openDeadCount() == 1)
    }
  }

  @Test func `replaying tells what became of each, once`() async throws {
    try await withJobs { stage in
      _ = try await stage.fail("a")
      try await stage.bury(#"{"handle":5}"#)
      try await stage.bury("no JSON")

      let first = try await stage.run("dead", "replay", "1", "--yes")
      let second = try await stage.document(Replayed.self, "dead", "replay", "--yes", "--rate", "5")
      let third = try await stage.run("dead", "replay", "--yes")
      let none = try await stage.run("dead", "replay", "1", "2", "--yes")

      #expect(first.text == "replayed 1 dead message: 1 new task in 1 new run\n" && first.isSuccess)
      #expect(second.matched == 2 && second.replayed == 1 && second.republished == 1 && !second.dryRun)
      #expect(second.refusals.map(\.message) == ["3"])
      #expect(third.status == .exited(1))
      #expect(third.errorText.hasPrefix("hookline: dead message 3 is left as it is: its body is not JSON"))
      #expect(none.text == "no dead messages that match\n" && none.isSuccess)
    }
  }

  @Test func `discarding lays aside what matches`() async throws {
    try await withJobs { stage in
      _ = try await stage.fail("a")
      try await stage.bury("{}")
      try await stage.bury("{}")

      let some = try await stage.run("dead", "discard", "--reason", "malformed", "--limit", "1", "-y")
      let rest = try await stage.run("dead", "discard", "--yes", "--json")
      let all = try await stage.run("dead", "list", "--all")

      #expect(some.text == "discarded 1 dead message\n")
      #expect(rest.text == "{\n  \"matched\": 2,\n  \"discarded\": 2,\n  \"dryRun\": false\n}\n")
      #expect(all.text.split(separator: "\n").count { $0.contains("discarded") } == 3)
    }
  }

  @Test(arguments: [
    ["dead", "show", "x"], ["dead", "replay", "0"], ["dead", "list", "--kind", "nonsense"],
    ["dead", "list", "--since", "yesterday"], ["dead", "replay", "--rate", "0"],
    ["dead", "replay", "--limit", "0"],
    ["dead", "list", "--run", "5"],
  ])
  func `what makes no sense is misuse, told in one line before anything is asked of a server`(
    arguments: [String]
  ) async throws {
    let result = try await Binary.run(arguments)

    #expect(result.status == .exited(2))
    #expect(result.errorText.split(separator: "\n").count == 2)
  }
}
