import API
import FoundationEssentials
import Jobs
import Lifecycle
import Messaging
import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(3)))
struct RemoteCommandsTests {
  @Test func `runs are told the same, page for page`() async throws {
    try await withRemote { stage in
      try await stage.expectSame("runs")
      try await stage.expectSame("runs", ["--json"])
      var runs: [RunID] = []
      for index in 0..<5 { runs.append(try await stage.jobs.begin("tiktok:a\(index)")) }
      let dead = try await stage.jobs.fail("tiktok:\u{1b}[31mred", because: "no\u{7} answer")
      try await stage.jobs.putOff(runs[0], because: "no quota left")

      for json in [[], ["--json"]] {
        try await stage.expectSame("runs", json)
        try await stage.expectSame("runs", ["list", "--limit", "2"] + json)
        try await stage.expectSame("runs", ["list", "--limit", "2", "--before", "\(runs[3])"] + json)
        try await stage.expectSame("runs", ["list", "--limit", "4", "--before", "\(runs[3])"] + json)
        try await stage.expectSame("runs", ["list", "--state", "failed", "--kind", "influencer"] + json)
        try await stage.expectSame("runs", ["list", "--subject", "tiktok:a1"] + json)
        try await stage.expectSame("runs", ["show", "\(runs[0])"] + json)
        try await stage.expectSame("runs", ["show", "\(dead)"] + json)
        try await stage.expectSame("runs", ["show", "\(RunID.make())"] + json)
      }
      let next = try await stage.run("runs", "list", "--limit", "2")
      let local = try await stage.runLocally("runs", "list", "--limit", "2")

      #expect(next.errorText == local.errorText && next.errorText.hasPrefix("more: --before "))
    }
  }

  @Test func `more runs than a page has come in several`() async throws {
    try await withRemote { stage in
      try await stage.jobs.database.pool.execute(
        """
        insert into run(id, kind, subject, generation, state, expected, remaining, created_at)
        select gen_random_uuid(), 'influencer', 'tiktok:n' || i, 1, 'open', 1, 1, now() - interval '3 h' from generate_series(1, 450) i
        """)

      let all = try await stage.expectSame("runs", ["list", "--limit", "10000"])
      let some = try await stage.expectSame("runs", ["list", "--limit", "401", "--json"])

      #expect(all.split(separator: "\n").count == 451)
      #expect(some.contains("\"next\": \""))
    }
  }

  @Test func `runs that sleep are woken`() async throws {
    try await withRemote { stage in
      let runs = [try await stage.jobs.begin("tiktok:a"), try await stage.jobs.begin("tiktok:b")]
      for run in runs { try await stage.jobs.putOff(run, because: "no quota left") }
      let strange = try await stage.run("runs", "wake", "\(RunID.make())")
      let several = try await stage.run("runs", "wake", "\(runs[0])", "\(RunID.make())")
      let one = try await stage.run("runs", "wake", "\(runs[0])")
      let all = try await stage.run("runs", "wake", "--all", "--json")
      let again = try await stage.run("runs", "wake", "--all")

      #expect(strange.status == .exited(1) && strange.errorText.contains("hookline runs list"))
      #expect(several.status == .exited(1) && several.errorText.contains("there is no such run"))
      #expect(one.text == "woke 1 task of 1 run\n", "\(one.errorText)")
      #expect(all.text.contains("\"tasks\": 1") && again.text == "nothing sleeps there\n")
    }
  }

  @Test func `a run is cancelled, once`() async throws {
    try await withRemote { stage in
      let runs = [try await stage.jobs.begin("tiktok:a"), try await stage.jobs.begin("tiktok:b")]

      let remote = try await stage.run("runs", "cancel", "\(runs[0])")
      let local = try await stage.runLocally("runs", "cancel", "\(runs[1])")

      #expect(remote.text == local.text && remote.isSuccess)
      try await stage.expectSame("runs", ["cancel", "\(runs[0])"])
      try await stage.expectSame("runs", ["cancel", "\(runs[0])", "--json"])
      try await stage.expectSame("runs", ["cancel", "\(RunID.make())"])
      #expect(try await stage.jobs.store.run(runs[0])?.state == .cancelled)
    }
  }

  @Test func `queues are told, paused and resumed the same`() async throws {
    try await withRemote { stage in
      _ = try await stage.jobs.begin("tiktok:a")
      try await stage.jobs.bury("x")
      _ = try await stage.jobs.store.pause(["job.train.bulk"], because: "why\u{1b}", by: "me")
      let away = ["HOOKLINE_AMQP_URL": "amqp://me@127.0.0.1:1/x"]

      try await stage.expectSame("queues", ["list"], away)
      try await stage.expectSame("queues", ["list", "--json"], away)
      let paused = try await stage.run("queues", "pause", "train", "job.ingest.norm", "--reason", "new")
      let again = try await stage.expectSame("queues", ["pause", "train", "--json"])
      let resumed = try await stage.run("queues", "resume", "train", "job.ingest.norm")
      let pausedLocally = try await stage.runLocally("queues", "pause", "train", "job.ingest.norm")
      _ = try await stage.runLocally("queues", "resume", "job.train.high")
      let misuse = try await stage.run("queues", "pause", "job.train.nrom")

      let three = "paused job.ingest.norm\npaused job.train.high\npaused job.train.norm\n"
      #expect(paused.text == three && paused.errorText == "job.train.bulk was paused before\n")
      #expect(again.contains("\"changed\": []"))
      #expect(
        resumed.text
          == three.replacing("paused", with: "resumed").replacing(
            "resumed job.train.high", with: "resumed job.train.bulk\nresumed job.train.high"))
      #expect(pausedLocally.isSuccess && misuse.status == .exited(2))
    }
  }

  @Test func `dead messages are told the same, and dealt with`() async throws {
    try await withRemote { stage in
      try await stage.expectSame("dead", ["list"])
      _ = try await stage.jobs.fail("tiktok:a", because: "no\u{1b} answer")
      try await stage.jobs.bury("{\"a\": 1}", headers: #"{"id": "7", "x": {"b": 1.0, "a": [1, 2.5, null]}}"#)
      try await stage.jobs.bury("\u{1b}[31mred\nblue", detail: "odd")
      for json in [[], ["--json"]] {
        for arguments in [
          ["list"], ["list", "--groups"], ["list", "--limit", "1"], ["list", "--before", "3"],
          ["list", "--reason", "malformed", "--text", "BLUE"], ["list", "--kind", "train"],
          ["list", "--since", "1h"], ["list", "--since", "1ms"], ["show", "1"], ["show", "2"], ["show", "3"],
          ["show", "99"], ["discard", "2", "--dry-run"], ["replay", "2", "1", "--dry-run"],
          ["replay", "--since", "1ms", "--dry-run"], ["discard", "99", "--yes"],
        ] {
          try await stage.expectSame("dead", arguments + json)
        }
      }

      let discarded = try await stage.run("dead", "discard", "2", "--yes")
      let replayed = try await stage.run("dead", "replay", "1", "--yes")
      let again = try await stage.run("dead", "replay", "1", "--yes", "--json")
      let rest = try await stage.run("dead", "discard", "--reason", "malformed", "--yes", "--json")

      #expect(discarded.text == "discarded 1 dead message\n")
      #expect(replayed.text == "replayed 1 dead message: 1 new task in 1 new run\n")
      #expect(again.text.contains("\"matched\": 0") && again.isSuccess)
      #expect(rest.text.contains("\"discarded\": 1"))
      try await stage.expectSame("dead", ["list", "--all"])
      try await stage.expectSame("dead", ["list", "--all", "--json"])
    }
  }

  @Test func `workers are told the same`() async throws {
    try await withRemote { stage in
      try await stage.expectSame("workers", [])
      let load = WorkerRecord.Load(state: .draining, busy: 1, done: 20, failed: 3)
      for name in ["ingest/1", "ingest/2"] {
        try await stage.jobs.store.register(
          WorkerRecord(id: name, kind: "ingest", host: "here", pid: 7, version: "1", slots: 4, load: load))
      }
      try await stage.jobs.database.pool.execute(
        "update worker set seen_at = now() - interval '1 h' where id = 'ingest/2'")

      try await stage.expectSame("workers", [])
      try await stage.expectSame("workers", ["--json"], dropping: "silentSeconds")
    }
  }

  @Test func `keys are made and revoked, and the audit tells of it`() async throws {
    try await withRemote { stage in
      let made = try await stage.run("keys", "create", "shop", "--scope", "read,submit", "--expires", "90d")
      let hours = try await stage.run("keys", "create", "shop", "--scope", "read", "--expires", "5h")
      let label = String(made.text.split(separator: "_")[1])
      try await stage.expectSame("keys", ["list"])
      try await stage.expectSame("keys", ["list", "--json"])
      let revoked = try await stage.run("keys", "revoke", label)
      try await stage.expectSame("keys", ["revoke", label])
      try await stage.expectSame("keys", ["revoke", "nobodyknows1"])
      try await stage.expectSame("keys", ["list"])
      try await stage.expectSame("audit", [])
      try await stage.expectSame("audit", ["--json"])
      let table = try await stage.expectSame("audit", ["--limit", "2"])

      #expect(made.text.hasPrefix("hookline_") && made.errorText.contains("the only time"))
      #expect(hours.status == .exited(1) && hours.errorText.contains("whole days"))
      #expect(revoked.text == "revoked \(label) (shop)\n")
      #expect(table.split(separator: "\n").count == 3)
    }
  }

  @Test func `a key without the scope is told which it lacks, and a wrong one where it stands`() async throws
  {
    try await withRemote { stage in
      var environment = stage.gateway
      environment["HOOKLINE_API_KEY"] = try await stage.makeKey([.read])
      let lacking = try await Binary.run(["queues", "pause", "train"], environment: environment)
      environment["HOOKLINE_API_KEY"] = "hookline_aaaaaaaaaaaa_" + String(repeating: "A", count: 43)
      let wrong = try await Binary.run(["runs"], environment: environment)
      environment["HOOKLINE_API_KEY"] = nil
      let none = try await Binary.run(["runs"], environment: environment)
      environment["HOOKLINE_API_KEY"] = "a key"
      let broken = try await Binary.run(["runs"], environment: environment)

      #expect([lacking, wrong, none, broken].allSatisfy { $0.status == .exited(1) && $0.text.isEmpty })
      #expect(lacking.errorText.contains("HOOKLINE_API_KEY lacks the scope \"ops\""))
      #expect(wrong.errorText.contains("does not take the key of HOOKLINE_API_KEY"))
      #expect(none.errorText.contains("HOOKLINE_API_KEY or HOOKLINE_API_KEY_FILE"))
      #expect(broken.errorText.contains("HOOKLINE_API_KEY is no key"))
    }
  }
}
