import Glibc
import Lifecycle
import Messaging
import Storage

extension Benchmark {
  /// The command that producers use most: what it costs that everything which is accepted has a row.
  static let enqueue = Benchmark(name: "enqueue", comparisons: [enqueueRow])

  private static let enqueueRow = Comparison(
    name: "enqueue", unit: "handles/s", peerName: "librabbitmq in C, publishing only", target: 0.3,
    help:
      "`hookline enqueue` of --tasks handles in a file, start to end, beside as many bare confirmed messages"
  ) { bench in try await compareEnqueueing(bench) }
}

private let window = 2_000
/// With this body the peer's message is as large as ours: 48 bytes of body, and 290 of ids, headers and trace that the
/// peer's does not have.
private let bodyByteCount = 48 + 290

private func compareEnqueueing(_ bench: Bench) async throws -> Figures {
  let broker = try BenchmarkBroker()
  let program = try Programs.beside("hookline")
  _ = try await Migrator(bench.database.settings, logger: bench.database.logger).migrate()
  let connection = Connection(bench.database.settings, logger: bench.database.logger)
  let count = bench.scale.tasks
  let figures = try await withTemporaryFile { path in
    try write(handles(count), toFile: path)
    return try await bench.compare("enqueue") {
      try await BenchmarkVirtualHost.with { host in
        try await connection.execute("truncate run, task, run_task, outbox, dead_message")
        let seconds = try await enqueue(path, with: program, bench, host)
        try await check(count, connection, host)
        return Double(count) / seconds
      }
    } peer: {
      try await broker.withQueue { queue in
        Double(count)
          / (try await broker.peer("publish", queue, "\(count)", "\(window)", "\(bodyByteCount)"))
      }
    }
  }
  await connection.close()
  return figures
}

/// In the ways that people write them, and one in a hundred twice.
private func handles(_ count: Int) -> String {
  var text = "# handles\n"
  for number in 0..<count {
    let digits = "\(number)"
    let name = "u" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits + ".bench"
    switch number % 4 {
    case 0: text += name + "\n"
    case 1: text += "https://www.tiktok.com/@\(name)\n"
    case 2: text += "@\(name.uppercased())\n"
    default: text += "@\(name)\r\n"
    }
    if number % 100 == 0 { text += "@\(name)\n" }
  }
  return text
}

private func write(_ text: String, toFile path: String) throws {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else {
    throw BenchError("\(path) cannot be written: \(String(cString: strerror(errno)))")
  }
  write(text, to: descriptor)
  close(descriptor)
}

/// Seconds from the start of the program to its end.
private func enqueue(
  _ path: String, with program: String, _ bench: Bench, _ host: BenchmarkVirtualHost
) async throws -> Double {
  let environment = bench.database.environment.merging(["HOOKLINE_AMQP_URL": host.url]) { _, ours in ours }
  let child = ChildProcess(
    program, ["enqueue", "--file", path], environment: environment, timeout: .seconds(600))
  var result: ChildResult?
  let time = try await seconds { result = try await child.run() }
  guard let result, result.isSuccess else {
    throw BenchError("hookline enqueue failed: \(result?.errorText.filter { $0 != "\n" } ?? "")")
  }
  return time
}

/// What is fast and loses something is nothing.
private func check(_ count: Int, _ connection: Connection, _ host: BenchmarkVirtualHost) async throws {
  let found = try await connection.rows(
    """
    select (select count(*) from run where state = 'open'), (select count(*) from task where state = 'queued'),
      (select count(*) from outbox)
    """, as: Int.self, Int.self, Int.self)[0]
  let queue = BrokerName.queue(.ingest, .norm)
  let ready = try await Inspector(host.settings).depths(of: [queue])[queue]?.readyCount ?? 0
  guard [found.0, found.1, found.2, ready] == [count, count, 0, count] else {
    throw BenchError(
      "runs, tasks, outbox and messages are \(found) and \(ready) instead of \(count), \(count), 0 and \(count)"
    )
  }
}
