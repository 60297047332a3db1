import FoundationEssentials
import Glibc
import Jobs
import Lifecycle
import Management
import Messaging
import Storage
import Synchronization
import TestKit
import Testing

@testable import Hookline

/// The command's JSON as another program would read it.
private struct StatusDocument: Decodable {
  struct Queue: Decodable {
    let queue: String
    let ready: Int?
    let unacked: Int?
    let consumers: Int?
    let inPerSecond: Double?
    let outPerSecond: Double?
    let drainSeconds: Double?
    let dead: Int?
    let paused: Bool
  }

  let queues: [Queue]
  let openRuns: Int?
  let aliveWorkers: Int?
  let problems: [String]
  let notes: [String]

  init(_ text: some StringProtocol) throws {
    self = try JSONDecoder().decode(StatusDocument.self, from: Data(String(text).utf8))
  }

  subscript(name: String) -> Queue? { queues.first { $0.queue == name } }
}

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct StatusCommandTests {
  /// What a broker's management interface says: of all queues, or of all but one that has nothing yet.
  private static let answer: String = {
    let queues = Topology.hookline.queues.map { name in
      name == "job.ingest.norm"
        ? #"{"name":"\#(name)","messages_ready":80,"messages_unacknowledged":20,"consumers":3,"#
          + #""message_stats":{"publish_details":{"rate":1.5},"ack_details":{"rate":6.5}}}"#
        : #"{"name":"\#(name)","messages_ready":0,"messages_unacknowledged":0,"consumers":0}"#
    }
    return "[" + queues.joined(separator: ",") + "]"
  }()

  /// Hands over the program's surroundings, a management interface and a broker that only counts who comes.
  private static func withServers(
    _ body: (JobsStage, RecordingServer, RecordingServer) async throws -> Void
  ) async throws {
    try await withJobs { stage in
      var stage = stage
      let management = try RecordingServer(.init(body: answer))
      let broker = try RecordingServer(.init(body: ""))
      stage.environment["HOOKLINE_AMQP_URL"] = "amqp://me:hunter2@127.0.0.1:\(broker.port)/x"
      stage.environment["HOOKLINE_AMQP_MANAGEMENT_URL"] = "http://me:hunter2@127.0.0.1:\(management.port)"
      try await body(stage, management, broker)
    }
  }

  @Test func `one look is one request, and no connection to the broker`() async throws {
    try await Self.withServers { stage, management, broker in
      _ = try await stage.begin("a")
      _ = try await stage.fail("b")
      _ = try await stage.store.pause(["job.train.norm"], by: "me")

      let result = try await stage.run("status", "--json")

      #expect(result.isSuccess && result.errorText.isEmpty)
      #expect(management.requests.count == 1 && broker.requests.isEmpty && broker.acceptedCount == 0)
      #expect(management.requests[0].hasPrefix("GET /api/queues/x?columns=name,"))
      let document = try StatusDocument(result.text)
      let ingest = try #require(document["job.ingest.norm"])
      #expect(ingest.ready == 80 && ingest.unacked == 20 && ingest.consumers == 3 && ingest.dead == 1)
      #expect(ingest.inPerSecond == 1.5 && ingest.outPerSecond == 6.5 && ingest.drainSeconds == 20)
      #expect(document["job.train.norm"]?.paused == true && document["job.train.norm"]?.inPerSecond == 0)
      #expect(document.openRuns == 1 && document.aliveWorkers == 0 && document.problems.isEmpty)
    }
  }

  @Test func `without the broker there is what the database knows, and a failure`() async throws {
    try await Self.withServers { stage, management, _ in
      management.answer(.init(status: 500, body: #"{"reason":"down\u001b"}"#))

      let result = try await stage.run("status")

      #expect(result.status == .exited(1) && result.text.contains("0 runs open, 0 workers alive"))
      #expect(result.errorText.split(separator: "\n").count == 1 && !hasControls(result.errorText))
      #expect(!result.errorText.contains("hunter2"))
    }
  }

  @Test func `watching goes on while servers are away, and says so meanwhile`() async throws {
    try await Self.withServers { stage, management, _ in
      let (output, shutdown) = (Capture(), Shutdown())
      let url = try #require(
        Settings.survey(environment: stage.environment, directory: "/nowhere").settings[\.amqpManagementURL])
      let sampler = StatusSampler(
        broker: try BrokerSettings(url: "amqp://127.0.0.1:1/x"),
        management: ManagementClient(try .init(url, virtualHost: "x")), store: stage.store)
      let watch = StatusWatch(
        sampler: sampler, interval: .milliseconds(1),
        console: Console(output: output, errors: Capture(), isJSON: true), shutdown: shutdown)
      func lines() -> [Substring] { output.text.split(separator: "\n") }
      func sees(_ isAway: Bool, after count: Int) async throws -> Bool {
        try await eventually {
          try lines().dropFirst(count).contains { try StatusDocument($0).problems.isEmpty != isAway }
        }
      }
      let work = Task { await watch.run() }

      #expect(try await sees(false, after: 0))
      management.answer(.init(status: 503, body: ""))
      #expect(try await sees(true, after: lines().count))
      management.answer(.init(body: Self.answer))
      #expect(try await sees(false, after: lines().count + 1))
      shutdown.drain()
      await work.value

      #expect(0...1 ~= management.requests.count - lines().count)
    }
  }

  @Test func `Ctrl-C ends watching, and that is no failure`() async throws {
    try await Self.withServers { stage, management, _ in
      let pid = Mutex<Int32?>(nil)
      let environment = ["HOOKLINE_ENV_FILE": "/dev/null", "HOOKLINE_NONSENSE": "x"]
      var child = ChildProcess(
        Binary.path, ["status", "--watch", "--interval", "100ms"],
        environment: stage.environment.merging(environment) { $1 })
      // The warning of the unknown variable brings the process's id.
      child.onErrorOutput = { id, _ in pid.withLock { $0 = id } }
      management.onRequest { count in
        if count == 3 { pid.withLock { _ = $0.map { kill($0, SIGINT) } } }
      }

      let result = try await child.run()

      #expect(result.isSuccess)
      // Where nothing can be drawn over, each look is a block.
      #expect(result.text.split(separator: "\n").count { $0.hasPrefix("QUEUE") } >= 2)
      #expect(!hasControls(result.text))
    }
  }

  @Test func `watching ends when nobody reads any more`() async throws {
    try await Self.withServers { stage, management, _ in
      let result = try await Binary.shell(
        "\"$H\" status --watch --interval 100ms --json | head -n 1 | wc -l", environment: stage.environment)

      #expect(result.text == "1\n" && result.isSuccess)
    }
  }

  @Test(arguments: [
    ["status", "--interval", "1s"], ["status", "--watch", "--interval", "1ms"],
    ["status", "--watch", "--interval", "2d"],
  ])
  func `an interval that makes no sense is misuse`(arguments: [String]) async throws {
    #expect(try await Binary.run(arguments).status == .exited(2))
  }

  @Test(.enabled(if: hasBroker, "\(TestServers.advice)"))
  func `the broker's own figures are shown, with and without its management interface`() async throws {
    try await withIngestStage { stage in
      _ = try await stage.jobs.run("enqueue", "one", "two", "three")
      let counts = try await eventually(within: .seconds(30)) {
        let result = try await stage.jobs.run("status", "--json")
        return try StatusDocument(result.text)["job.ingest.norm"]?.ready == 3
      }
      #expect(counts)
      var plain = stage.jobs
      plain.environment["HOOKLINE_AMQP_MANAGEMENT_URL"] = nil
      let result = try await plain.run("status", "--json")

      let document = try StatusDocument(result.text)
      let ingest = try #require(document["job.ingest.norm"])
      #expect(result.isSuccess && document.notes == [StatusSampler.unmanaged])
      #expect(
        ingest.ready == 3 && ingest.consumers == 0 && ingest.unacked == nil && ingest.inPerSecond == nil)
    }
  }
}
