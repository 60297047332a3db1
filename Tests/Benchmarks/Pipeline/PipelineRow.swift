import Jobs
import Lifecycle
import Messaging
import Storage

extension Benchmark {
  static let pipelineRow = Comparison(
    name: "pipeline", unit: "tasks/s",
    peerName: "Celery, \(CeleryPeer.processes) processes, an upsert and commit a task",
    target: 10, floor: 5_000,
    help:
      "--tasks tasks that wait in a quorum queue: each leaves a row, its state, its run's countdown and its ack"
  ) { bench in try await comparePipelines(bench) }
}

/// How long Celery may take: in that time it does as many tasks as a rate needs.
private let peerLimit = Duration.seconds(150)

private func comparePipelines(_ bench: Bench) async throws -> Figures {
  let celery = try await CeleryPeer(bench.progress)
  _ = try await Migrator(bench.database.settings, logger: bench.database.logger).migrate()
  let connection = Connection(bench.database.settings, logger: bench.database.logger)
  try await connection.execute(PipelineHandler.table)
  try await connection.execute(CeleryPeer.table)
  var peerCount = 0
  var figures = try await bench.compare("pipeline") {
    try await BenchmarkVirtualHost.with { host in
      try await PipelineTurn(bench: bench, host: host, connection: connection).run()
    }
  } peer: {
    try await BenchmarkVirtualHost.with { host in
      let turn = CeleryTurn(
        bench: bench, host: host, connection: connection, celery: celery, limit: peerLimit)
      let (count, seconds) = try await turn.run()
      peerCount = count
      return Double(count) / seconds
    }
  }
  await connection.close()
  figures.details = [("tasks", Double(bench.scale.tasks)), ("peerTasks", Double(peerCount))]
  return figures
}

/// Lays tasks ready, lets one worker do them, and looks whether every one was done once.
private struct PipelineTurn {
  let bench: Bench
  let host: BenchmarkVirtualHost
  let connection: Connection

  private static let queue = BrokerName.queue(PipelineWorker.kind, .norm)

  /// Tasks per second.
  func run() async throws -> Double {
    let count = bench.scale.tasks
    try await PipelineLoad(count: count).lay(host, connection, bench.logger)
    let worker = try bench.database.pipelineWorker(host, count)
    let output = try await worker.run(until: "\"started\"") { _ in try await waitForRuns() }
    try await check()
    guard let last = output.split(separator: "\n").last, let seconds = String(last).number(after: "seconds")
    else { throw BenchError("the worker did not say how long it took") }
    return Double(count) / seconds
  }

  private func waitForRuns() async throws {
    let deadline = ContinuousClock.now + .seconds(600)
    while try await connection.value("select exists(select from run where state = 'open')", as: Bool.self) {
      guard .now < deadline else { throw BenchError("the worker was not done after ten minutes") }
      try await Task.sleep(for: .milliseconds(250))
    }
  }

  /// A worker that is fast and wrong is no worker.
  private func check() async throws {
    let runs = bench.scale.tasks / PipelineLoad.tasksPerRun
    let wanted = [bench.scale.tasks, bench.scale.tasks, runs, runs, 0]
    let found = try await connection.rows(
      """
      select (select count(*) from pipeline_result), (select count(*) from task where state = 'succeeded'),
        (select count(*) from run where state = 'complete' and completions = 1 and remaining = 0 and failed = 0),
        (select count(*) from run), (select count(*) from outbox)
      """, as: Int.self, Int.self, Int.self, Int.self, Int.self)[0]
    let counts = [found.0, found.1, found.2, found.3, found.4]
    guard counts == wanted else {
      throw BenchError("rows, tasks, complete runs, runs and outbox are \(counts) instead of \(wanted)")
    }
    let depths = try await Inspector(host.settings).depths(of: [Self.queue])
    guard depths[Self.queue]?.readyCount == 0 else { throw BenchError("messages are left in the queue") }
  }
}
