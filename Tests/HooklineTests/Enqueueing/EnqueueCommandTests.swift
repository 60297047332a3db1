import FoundationEssentials
import Glibc
import Jobs
import Lifecycle
import Messaging
import Storage
import Synchronization
import TestKit
import Testing

@testable import Hookline

/// The command's JSON as another program would read it.
private struct EnqueueDocument: Decodable {
  struct Bad: Decodable, Equatable {
    let line: Int?
    let text: String
    let reason: String
  }

  struct Run: Decodable, Equatable {
    let handle: String
    let run: String
    let isMerged: Bool
    let state: String?
  }

  let accepted: Int
  let merged: Int
  let duplicates: Int
  let valid: Int
  let failed: Int
  let error: String?
  let dryRun: Bool
  let bad: [Bad]
  let runs: [Run]
  let states: [String: Int]?

  init(_ result: ChildResult) throws {
    self = try JSONDecoder().decode(EnqueueDocument.self, from: Data(result.output))
  }
}

@Suite(.timeLimit(.minutes(1))) struct EnqueueCommandTests {
  @Test(arguments: [
    ["enqueue"], ["enqueue", "a", "--timeout", "1s"], ["enqueue", "a", "--dry-run", "--wait"],
    ["enqueue", "a", "--lane", "fast"], ["enqueue", "a", "--wait", "--timeout", "soon"],
  ])
  func `what makes no sense is misuse`(arguments: [String]) async throws {
    let result = try await Binary.run(arguments)

    #expect(result.status == .exited(2) && result.text.isEmpty)
  }

  @Test func `a dry run needs no servers and tells of every bad line`() async throws {
    let list = "\u{FEFF}# list\r\n@one\r\n\r\ntwo words\nONE\nhttps://www.tiktok.com/@two\nb@d\n"
    try await withFile(list) { path in
      let text = try await Binary.run(["enqueue", "--file", path, "--dry-run"])
      let json = try await Binary.run(["enqueue", "--file", path, "three", "--dry-run", "--json"])

      #expect(text.status == .exited(1))
      #expect(text.text == "would enqueue 2, 1 duplicate, 2 bad\n")
      let reason = "a handle has only letters a to z, digits, dots and underscores"
      #expect(
        text.errorText == """
          hookline: \(path):4: "two words" is no handle: \(reason)
          \(path):7: "b@d" is no handle: \(reason)\n
          """)
      let document = try EnqueueDocument(json)
      #expect(json.errorText.isEmpty && document.dryRun && document.valid == 3 && document.accepted == 0)
      #expect(
        document.bad == [
          .init(line: 4, text: "two words", reason: reason), .init(line: 7, text: "b@d", reason: reason),
        ])
    }
  }

  @Test func `nothing to enqueue is told, and is no failure`() async throws {
    let result = try await Binary.shell("printf '\\n# none\\n' | \"$H\" enqueue --file - --dry-run")

    #expect(result.isSuccess)
    #expect(result.text == "nothing to enqueue: standard input holds no handle\n")
  }

  @Test func `without a database nothing is accepted, and the reason is told in one line`() async throws {
    let result = try await Binary.run(
      ["enqueue", "one"],
      environment: [
        "HOOKLINE_DATABASE_URL": "postgresql://me:hunter2@127.0.0.1:1/x",
        "HOOKLINE_AMQP_URL": "amqp://me:hunter2@127.0.0.1:1/x",
      ])

    #expect(result.status == .exited(1) && result.text.isEmpty)
    #expect(result.errorText.split(separator: "\n").count == 1 && !result.errorText.contains("hunter2"))
  }
}

@Suite(.enabled(if: hasBroker && TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct EnqueueServersTests {
  @Test func `the good ones are enqueued once each, and what is in flight is merged`() async throws {
    try await withIngestStage { stage in
      _ = try await stage.jobs.begin("tiktok:name7")
      let names = (0..<2_500).map { "@name\($0)" }
      let list = (names + ["NAME1", "not good"]).joined(separator: "\n")
      try await withFile(list) { path in
        let first = try await stage.jobs.run("enqueue", "--file", path, "--lane", "bulk", "--json")
        let second = try await stage.jobs.run("enqueue", "--file", path)

        let document = try EnqueueDocument(first)
        #expect(first.status == .exited(1) && first.errorText.isEmpty)
        #expect(document.accepted == 2_500 && document.merged == 1 && document.duplicates == 1)
        #expect(document.bad.map(\.line) == [2_502])
        #expect(Set(document.runs.map(\.handle)) == Set(names))
        #expect(document.runs.filter(\.isMerged).map(\.handle) == ["@name7"])
        #expect(second.text == "accepted 2,500 (2,500 merged), 1 duplicate, 1 bad\n")
      }
      let ready = try await Inspector(stage.broker).depths(of: ["job.ingest.bulk"])
      #expect(ready["job.ingest.bulk"]?.readyCount == 2_499)
      let row = try await stage.jobs.database.pool.rows(
        """
        select count(*), count(*) filter (where t.payload = jsonb_build_object('handle', '@' || substr(r.subject, 8),
          'platform', 'tiktok')) from task t join run r on r.id = t.run_id where r.kind = 'influencer' and r.lane = 2
        """, as: Int.self, Int.self)[0]
      #expect(row == (2_499, 2_499))
    }
  }

  @Test func `of one that is merged into a run that sleeps it is told until when, why, and what wakes it`()
    async throws
  {
    try await withIngestStage { stage in
      let run = try await stage.jobs.begin("tiktok:anna")
      try await stage.jobs.putOff(run, because: "no quota left")

      let text = try await stage.jobs.run("enqueue", "@anna", "@ben")
      let json = try await stage.jobs.run("enqueue", "@anna", "--json")
      let woken = try await stage.jobs.run("runs", "wake", "\(run)")
      let awake = try await stage.jobs.run("enqueue", "@anna")

      #expect(text.isSuccess && text.text == "accepted 2 (1 merged)\n")
      for words in [
        "@anna: its run \(run) sleeps until 20", ": no quota left", "\"hookline runs wake \(run)\"",
      ] {
        #expect(text.errorText.contains(words), "\(words) in \(text.errorText)")
      }
      #expect(json.text.contains(#""sleepsBecause": "no quota left""#), "\(json.text)")
      #expect(woken.isSuccess && !awake.errorText.contains("sleeps"))
    }
  }

  @Test func `runs are followed to their end, and one that fails is a failure`() async throws {
    try await withIngestStage { stage in
      try await stage.withWorker {
        let good = try await stage.jobs.run("enqueue", "one", "two", "--wait")
        let bad = try await stage.jobs.run("enqueue", "one", "bad.one", "--wait", "--json")

        #expect(good.isSuccess && good.errorText.isEmpty)
        #expect(good.text == "accepted 2\nruns: 2 complete\n")
        let document = try EnqueueDocument(bad)
        #expect(bad.status == .exited(1))
        #expect(document.states == ["complete": 1, "failed": 1])
        #expect(document.runs.map(\.state) == ["complete", "failed"])
        #expect(bad.text.contains(#""error": "no such creator""#))
        let told = try await stage.jobs.run("enqueue", "bad.two", "--wait")
        #expect(told.errorText.contains("@bad.two: no such creator"))
      }
    }
  }

  @Test func `the wait ends with its time, and the runs go on`() async throws {
    try await withIngestStage { stage in
      let result = try await stage.jobs.run("enqueue", "one", "--wait", "--timeout", "200ms")

      #expect(result.status == .exited(1))
      #expect(result.text == "accepted 1\nruns: 1 open\n")
      #expect(result.errorText.hasPrefix("the time is over\nopen runs go on"))
    }
  }

  @Test func `while the broker is away what is accepted lies in the outbox, and that is said`() async throws {
    try await withJobs { stage in
      var stage = stage
      stage.environment["HOOKLINE_AMQP_URL"] = "amqp://me:hunter2@127.0.0.1:1/x"

      let result = try await stage.run("enqueue", "one", "two")

      #expect(result.isSuccess)
      #expect(result.text == "accepted 2\n")
      #expect(result.errorText.contains("2 messages lie in the outbox until the broker takes them"))
      #expect(!result.errorText.contains("hunter2"))
      #expect(try await stage.database.pool.value("select count(*) from outbox", as: Int.self) == 2)
    }
  }

  @Test func `Ctrl-C stops between portions and says how much is accepted`() async throws {
    try await withIngestStage { stage in
      try await withPipe { path, writer in
        writer("one\ntwo\nthree\n")
        let environment = ["HOOKLINE_ENV_FILE": "/dev/null", "HOOKLINE_NONSENSE": "x"]
        var child = ChildProcess(
          Binary.path, ["enqueue", "--file", path],
          environment: stage.jobs.environment.merging(environment) { $1 })
        let pid = Mutex<Int32?>(nil)
        // The warning of the unknown variable brings the process's id.
        child.onErrorOutput = { id, _ in pid.withLock { $0 = id } }
        async let ending = child.run()

        let isAccepted = try await eventually { try await stage.states().count == 3 }
        #expect(isAccepted)
        _ = pid.withLock { $0.map { kill($0, SIGINT) } }
        let result = try await ending

        #expect(result.status == .exited(130))
        #expect(result.text == "interrupted: accepted 3\n")
      }
    }
  }
}

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct EnqueuerTests {
  @Test func `a queue that is full is waited for until a drain is asked for`() async throws {
    try await withJobs { stage in
      let broker = MemoryBroker()
      broker.declare(exchange: "jobs")
      broker.declare(queue: "job.ingest.norm", maxLength: 1)
      broker.bind(queue: "job.ingest.norm", to: "jobs", key: "job.ingest.norm")
      let (shutdown, errors) = (Shutdown(), Capture())
      let enqueuer = Enqueuer(
        taker: .producer(Producer(stage.store, broker: broker, logger: stage.database.logger), .norm),
        keepsRuns: false, shutdown: shutdown,
        bar: ProgressBar(Console(output: Capture(), errors: errors)))
      let names = (0..<2 * Enqueuer.portion * Enqueuer.width).map { "n\($0)" }
      let work = Task { await enqueuer.run(HandleReader(names, path: nil, shutdown: shutdown)) }

      let isTold = await eventually { errors.text == "queue job.ingest.norm is full; waiting for room\n" }
      #expect(isTold)
      shutdown.drain()
      let report = await work.value

      #expect(report.isInterrupted && report.status == .interrupted)
      let runs = try await stage.database.pool.value("select count(*) from run", as: Int.self)
      #expect(report.acceptedCount == runs && runs < names.count && runs >= Enqueuer.portion)
    }
  }
}
