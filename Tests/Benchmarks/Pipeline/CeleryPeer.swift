import Glibc
import Jobs
import Lifecycle
import Management
import Messaging
import Storage
import Telemetry

/// Celery in a virtual environment that is made where this checkout keeps what is its own.
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

  /// Makes the environment when it is missing or made from other requirements.
  init(_ progress: Progress) async throws {
    // Tests/Benchmarks/Pipeline/CeleryPeer.swift
    let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    folder = root + "/Tests/BenchmarkPeer/Celery"
    let requirements = folder + "/requirements.txt"
    let place = root + "/.local/bench-celery"
    program = place + "/bin/celery"
    guard access(requirements, R_OK) == 0 else {
      throw BenchError("\(requirements) is missing: the benchmark runs in the checkout that it was built in")
    }
    guard !(await Self.isMade(place, from: requirements)) else { return }
    progress.say("pipeline: making a virtual environment with Celery")
    try await Self.run("python3", ["-m", "venv", "--clear", place], "python3-venv is needed for the peer")
    try await Self.run(
      place + "/bin/python",
      [
        "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes",
        "--requirement", requirements,
      ], "the packages of \(requirements) cannot be had")
    try await Self.run("cp", [requirements, place + "/made-from"], "\(place) cannot be written to")
  }

  private static func isMade(_ place: String, from requirements: String) async -> Bool {
    (try? await run("cmp", ["--silent", requirements, place + "/made-from"], "")) != nil
  }

  private static func run(_ program: String, _ arguments: [String], _ advice: String) async throws {
    let child = ChildProcess("/usr/bin/env", [program] + arguments, timeout: .seconds(300))
    let result = try await child.run()
    guard result.isSuccess else {
      throw BenchError("no Celery to compare with: \(advice): \(result.errorText.suffix(400))")
    }
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
