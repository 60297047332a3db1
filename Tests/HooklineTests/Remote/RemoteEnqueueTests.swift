import FoundationEssentials
import Lifecycle
import Models
import Storage
import TestKit
import Testing

@testable import Hookline
@testable import Jobs

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(3)))
struct RemoteEnqueueTests {
  private static func count(_ stage: RemoteStage) async throws -> Int {
    try await stage.jobs.database.pool.value("select count(*) from run", as: Int.self)
  }

  /// Ids are made anew by whoever enqueues.
  private static func withoutIDs(_ text: String) -> String {
    text.replacing(/[0-9a-f]{8}-[0-9a-f-]{27}/, with: "ID")
  }

  @Test func `arguments, files and what is piped in are enqueued, and told as the servers tell it`()
    async throws
  {
    try await withRemote { stage in
      let list = "# list\n@one\ntwo words\nONE\nhttps://www.tiktok.com/@two\n"
      let text = try await stage.run("enqueue", "one", "@three", "three", "--lane", "bulk")
      let piped = try await Binary.shell(
        "printf '\(list.replacing("\n", with: "\\n"))' | $H enqueue --file - --json",
        environment: stage.gateway)
      let nothing = try await stage.run("enqueue", "no handle")

      #expect(text.text == "accepted 2, 1 duplicate\n" && text.isSuccess)
      #expect(piped.status == .exited(1) && piped.text.contains("\"merged\": 1"))
      #expect(nothing.status == .exited(1))
      let lanes = try await stage.jobs.store.runs(RunFilter(), limit: 10).map { "\($0.subject) \($0.lane)" }
      // Those of one portion have no order among themselves.
      #expect(lanes.sorted() == ["tiktok:one bulk", "tiktok:three bulk", "tiktok:two norm"])
      #expect(try await Self.count(stage) == 3)
    }
  }

  @Test func `a long list goes in portions, and a second time it is merged`() async throws {
    try await withRemote { stage in
      let names = (0..<2_500).map { "n\($0)" }.joined(separator: "\n")
      try await withFile(names) { path in
        let first = try await stage.run("enqueue", "--file", path)
        let again = try await stage.run("enqueue", "--file", path)

        #expect(first.text == "accepted 2,500\n" && again.text == "accepted 2,500 (2,500 merged)\n")
      }
      #expect(try await Self.count(stage) == 2_500)
      let audited = try await stage.jobs.database.pool.value(
        "select count(*) from audit where action = 'runs.create'", as: Int.self)
      #expect(audited == 6)
    }
  }

  @Test(arguments: [FaultProxy.Behaviour.cut(after: 0), .cutMidway(afterBytes: 60)])
  func `an answer that is lost enqueues nothing twice`(behaviour: FaultProxy.Behaviour) async throws {
    try await withRemote { stage in
      let port = try #require(stage.url.split(separator: ":").last.flatMap { UInt16($0) })
      let proxy = try FaultProxy(to: port)
      defer { proxy.stop() }
      proxy.set(behaviour, .toClient)
      var environment = stage.gateway
      environment["HOOKLINE_API_URL"] = "http://127.0.0.1:\(proxy.port)"

      let result = try await Binary.run(
        ["enqueue", "anna", "ben", "--json"], environment: environment, timeout: .seconds(60))

      #expect(result.isSuccess && result.text.contains("\"accepted\": 2"))
      // As it was answered first: asked anew, both would be merged.
      #expect(result.text.contains("\"merged\": 0"), "\(result.text)")
      #expect(proxy.acceptances.count == 2)
      let audited = try await stage.jobs.database.pool.value("select count(*) from audit", as: Int.self)
      #expect(try await Self.count(stage) == 2 && audited == 1)
    }
  }

  @Test func `runs are waited for by their events, and what they have made is shown`() async throws {
    try await withRemote { stage in
      try await stage.jobs.addAnna()
      let waiting = Task {
        try await Binary.run(
          ["enqueue", "anna", "ben", "--wait", "--show", "1", "--timeout", "60s"],
          environment: stage.gateway, timeout: .seconds(90))
      }
      let isBegun = try await eventually { try await Self.count(stage) == 2 }
      let runs = try await stage.jobs.store.runs(RunFilter(), limit: 2)
      let anna = try #require(runs.first { $0.subject == "tiktok:anna" })
      let ben = try #require(runs.first { $0.subject == "tiktok:ben" })
      try await stage.jobs.list(1, run: anna.id.uuid)
      try await stage.jobs.end(anna.id, .succeeded)
      try await stage.jobs.end(ben.id, .dead, "no\u{1b} answer")
      let result = try await waiting.value

      #expect(isBegun && result.status == .exited(1))
      let text = result.text
      #expect(
        text.hasPrefix("accepted 2\nruns: 1 complete, 1 failed\n\n@anna: the best of 2 tracks"), "\(text)")
      #expect(result.errorText.contains("@ben: no\u{FFFD} answer"))
      let alone = try await stage.runLocally("recommend", "anna", "--run", "\(anna.id)", "--limit", "1")
      // How long ago it was made is told in seconds.
      let age = /\(\d+s ago\)/
      #expect(text.replacing(age, with: "").hasSuffix("\n\n" + alone.text.replacing(age, with: "")))
    }
  }

  @Test func `a time that is over leaves the runs as they are`() async throws {
    try await withRemote { stage in
      let result = try await stage.run("enqueue", "anna", "--wait", "--timeout", "300ms")
      let json = try await stage.run("enqueue", "anna", "--wait", "--timeout", "300ms", "--json")

      #expect(result.status == .exited(1) && result.text == "accepted 1\nruns: 1 open\n")
      #expect(result.errorText.contains("the time is over"))
      #expect(json.text.contains("\"state\": \"open\"") && json.text.contains("\"merged\": 1"))
    }
  }

  @Test func `a run that sleeps is told of`() async throws {
    try await withRemote { stage in
      let first = try await stage.run("enqueue", "anna", "--json")
      let run = try #require(try await stage.jobs.store.runs(RunFilter(), limit: 1).first)
      try await stage.jobs.putOff(run.id, because: "no quota left")

      let result = try await stage.run("enqueue", "anna")
      let json = try await stage.run("enqueue", "anna", "--json")

      #expect(first.isSuccess && !first.text.contains("sleepsUntil"))
      #expect(result.errorText.hasPrefix("@anna: its run \(run.id) sleeps until "))
      #expect(result.errorText.contains(": no quota left\n"))
      #expect(json.text.contains("\"sleepsBecause\": \"no quota left\""))
    }
  }
}

extension JobsStage {
  /// Ends the first task of a run so.
  fileprivate func end(_ run: RunID, _ verdict: Settlement.Verdict, _ error: String? = nil) async throws {
    try await database.pool.transaction { session in
      let id = try session.value(
        "select id from task where run_id = \(run) for no key update", as: TaskID.self)
      _ = try JobStore.settle(
        [Settlement(task: id, verdict: verdict, reason: error.map { _ in "attempts" }, error: error)], session
      )
    }
    try await database.pool.execute("select pg_notify(\(JobStore.progressChannel), \("\(run)"))")
  }
}
