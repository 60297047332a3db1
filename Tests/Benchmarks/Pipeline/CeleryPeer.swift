import Jobs
import Lifecycle
import Management
import Messaging
import Storage
import Telemetry

/// Celery, in an environment of its own.
struct CeleryPeer: Sendable {
  /// What was fastest on two cores.
  static let processes = 4
  static let queue = "celery.norm"
  static let table: SQL = """
    create table public.celery_result (
      item int8 primary key, value int8 not null, at timestamptz not null default clock_timestamp())
    """

  let program: String
  /// Where the tasks are.
  let folder: String

  init(_ progress: Progress) async throws {
    let environment = try await PythonEnvironment("bench-celery", peer: "Celery", progress)
    folder = environment.folder
    program = environment.bin + "/celery"
  }

  /// As Celery's own producers write it (version 2 of its protocol).
  static func message(_ item: Int) -> Message {
    let id = "\(TaskID.make())"
    var properties = Message.Properties(
      correlationID: id, contentType: "application/json",
      headers: [
        .init("lang", .string("py")), .init("task", .string("peer.settle")), .init("id", .string(id)),
        .init("root_id", .string(id)), .init("retries", .int(0)),
      ])
    properties.contentEncoding = "utf-8"
    let body = "[[\(item)], {}, {\"callbacks\": null, \"errbacks\": null, \"chain\": null, \"chord\": null}]"
    return Message(exchange: "", routingKey: queue, properties: properties, body: Array(body.utf8))
  }
}

/// Lays tasks ready for Celery and lets it do them.
struct CeleryTurn {
  let bench: Bench
  let host: BenchmarkVirtualHost
  let connection: Connection
  let celery: CeleryPeer
  let limit: Duration

  /// How many were done, and in how many seconds from the first to the last.
  func run() async throws -> (Int, Double) {
    try await connection.execute("truncate public.celery_result")
    try await host.client.declare(queue: CeleryPeer.queue)
    try await PipelineLoad.publish(bench.scale.tasks, to: host, bench.logger, CeleryPeer.message)
    let environment = bench.database.environment.merging(
      ["HOOKLINE_AMQP_URL": host.url, "PYTHONPATH": celery.folder, "PYTHONDONTWRITEBYTECODE": "1"]
    ) { _, ours in ours }
    let arguments = [
      "--app", "peer", "worker", "--pool", "prefork", "--concurrency", "\(CeleryPeer.processes)",
      "--loglevel",
      "WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat",
    ]
    let child = ChildProcess(celery.program, arguments, environment: environment, timeout: .seconds(900))
    _ = try await Companion(child: child).run(until: "peer is ready") { _ in try await wait() }
    let found = try await connection.rows(
      "select count(*), coalesce(extract(epoch from max(at) - min(at)), 0)::float8 from public.celery_result",
      as: Int.self, Double.self)[0]
    return found
  }

  /// Until all is done, or the time is over.
  private func wait() async throws {
    let begin = ContinuousClock.now
    while true {
      let count = try await connection.value("select count(*) from public.celery_result", as: Int.self)
      let time = ContinuousClock.now - begin
      guard count < bench.scale.tasks, time < limit else { return }
      guard count > 0 || time < .seconds(20) else { throw BenchError("Celery does nothing") }
      try await Task.sleep(for: .milliseconds(500))
    }
  }
}
