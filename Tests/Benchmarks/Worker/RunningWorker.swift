import Glibc
import Lifecycle

/// A worker in a process of its own that has said that it is ready.
struct RunningWorker: Sendable {
  let pid: Int32
  let port: UInt16
}

extension BenchmarkDatabase {
  /// What a worker finds in its environment: the database, and any free port for its operators.
  var workerEnvironment: [String: String] {
    let settings = ["HOOKLINE_OPS_ADDRESS": "127.0.0.1:0", "HOOKLINE_LOG_FORMAT": "json"]
    return environment.merging(settings) { _, ours in ours }
  }

  /// Starts a worker, hands it to `body` when it is ready, and asks it to end. Throws when it ends otherwise.
  func withWorker<Value: Sendable>(_ body: (RunningWorker) async throws -> Value) async throws -> Value {
    let (ready, report) = AsyncStream.makeStream(of: RunningWorker.self, bufferingPolicy: .bufferingOldest(1))
    var child = ChildProcess(try Programs.ours(), ["service"], environment: workerEnvironment)
    child.onErrorOutput = { pid, errors in
      guard let port = port(in: errors) else { return }
      report.yield(RunningWorker(pid: pid, port: port))
    }
    async let ending = child.result(then: report)
    guard let worker = await ready.first(where: { _ in true }) else {
      throw BenchError("the service ended before it was ready: \(try await ending.errorText)")
    }
    let value = try await body(worker)
    kill(worker.pid, SIGTERM)
    let result = try await ending
    guard result.isSuccess else { throw BenchError("the service did not end well: \(result.errorText)") }
    return value
  }
}

extension ChildProcess {
  /// Waits for the end and passes it on to who still waits for the beginning.
  fileprivate func result(then report: AsyncStream<RunningWorker>.Continuation) async throws -> ChildResult {
    defer { report.finish() }
    return try await run()
  }
}

/// The port in the log line that says that the worker is ready.
private func port(in log: [UInt8]) -> UInt16? {
  let lines = String(decoding: log, as: UTF8.self).split(separator: "\n")
  let line = lines.first { $0.contains("\"ready\"") }.map(String.init)
  return line?.number(after: "127.0.0.1:").map { UInt16($0) }
}
