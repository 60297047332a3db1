import Glibc
import Lifecycle

/// The server in C that gives pages which were made before, each after 100 ms.
struct PageServer: Sendable {
  static let delay = 100

  let port: Int

  var url: String { "http://127.0.0.1:\(port)" }

  /// Starts it, hands it to `body`, and ends it.
  static func with<Value: Sendable>(
    _ data: IngestData, _ body: (PageServer) async throws -> Value
  ) async throws -> Value {
    let (ready, report) = AsyncStream.makeStream(of: (Int32, Int).self, bufferingPolicy: .bufferingOldest(1))
    let lists = data.pageFiles.map { "\($0.name)=\($0.path)" }
    var child = ChildProcess(try Programs.peer(), ["pages", "\(delay)"] + lists, timeout: .seconds(3_600))
    child.onErrorOutput = { pid, errors in
      if let port = String(decoding: errors, as: UTF8.self).number(after: "port") {
        report.yield((pid, Int(port)))
      }
    }
    async let ending = result(of: child, then: report)
    guard let (pid, port) = await ready.first(where: { _ in true }) else {
      throw BenchError("the server of pages ended before it was ready: \(try await ending.errorText)")
    }
    let result: Swift.Result<Value, any Error>
    do { result = .success(try await body(PageServer(port: port))) } catch { result = .failure(error) }
    kill(pid, SIGTERM)
    _ = try await ending
    return try result.get()
  }

  private static func result(
    of child: ChildProcess, then report: AsyncStream<(Int32, Int)>.Continuation
  ) async throws -> ChildResult {
    defer { report.finish() }
    return try await child.run()
  }
}
