import Glibc
import Lifecycle
import Storage

/// A program that serves on a port that it says on its standard error.
struct WebServer: Sendable {
  let port: Int
  let pid: Int32
  /// What ours wants to see.
  var key = ""

  var url: String { "http://127.0.0.1:\(port)" }

  /// As it stands in each request; a peer asks for none and passes over it.
  var authorization: (name: String, value: String) { ("Authorization", "Bearer \(key)") }

  /// The stored list of a creator.
  static func path(_ creator: String) -> String { "/v1/creators/\(creator)/recommendations" }

  /// Starts it, hands it to `body`, and ends it. Its port stands behind `mark`, and it is ready when it has said `signs` as
  /// often as it has workers.
  static func with<Value: Sendable>(
    _ program: String, _ arguments: [String], environment: [String: String], mark: String,
    signs: (text: String, count: Int)? = nil, _ body: (WebServer) async throws -> Value
  ) async throws -> Value {
    let (ready, report) = AsyncStream.makeStream(of: WebServer.self, bufferingPolicy: .bufferingOldest(1))
    var child = ChildProcess(program, arguments, environment: environment, timeout: .seconds(3_600))
    child.onErrorOutput = { pid, errors in
      let text = String(decoding: errors, as: UTF8.self)
      // A number that is not whole yet has no end.
      guard
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().first(where: {
          String($0).number(after: mark) != nil
        })
      else { return }
      if let signs, text.split(separator: "\n").count(where: { $0.contains(signs.text) }) < signs.count {
        return
      }
      report.yield(WebServer(port: String(line).number(after: mark).map { Int($0) } ?? 0, pid: pid))
    }
    async let ending = result(of: child, then: report)
    guard let server = await ready.first(where: { _ in true }) else {
      throw BenchError("\(program) ended before it was ready: \(try await ending.errorText.suffix(400))")
    }
    let result: Swift.Result<Value, any Error>
    do { result = .success(try await body(server)) } catch { result = .failure(error) }
    kill(server.pid, SIGTERM)
    _ = try await ending
    return try result.get()
  }

  private static func result(
    of child: ChildProcess, then report: AsyncStream<WebServer>.Continuation
  ) async throws -> ChildResult {
    defer { report.finish() }
    return try await child.run()
  }

  /// The gateway as it is, which may keep so many megabytes of what it has told. It tells of no requests, as the peer does.
  static func ours<Value: Sendable>(
    keeping megabytes: Int, _ bench: Bench, _ body: (WebServer) async throws -> Value
  ) async throws -> Value {
    let connection = Connection(bench.database.settings, logger: bench.logger)
    let key = try await connection.transaction { session in
      try KeyStore.create(name: "bench", scopes: ["read", "submit"], lifetime: nil, by: "bench", session).text
    }
    await connection.close()
    return try await BenchmarkVirtualHost.with { host in
      let environment = bench.database.workerEnvironment.merging([
        "HOOKLINE_AMQP_URL": host.url, "HOOKLINE_GATEWAY_LISTEN": "127.0.0.1:0", "HOOKLINE_GATEWAY_RATE": "0",
        "HOOKLINE_GATEWAY_MEMORY": "\(megabytes)MiB", "HOOKLINE_LOG_LEVEL": "notice",
      ]) { $1 }
      return try await with(
        Programs.beside("hookline-gateway"), [], environment: environment, mark: "http://127.0.0.1:"
      ) { server in
        var server = server
        server.key = key
        return try await body(server)
      }
    }
  }

  /// FastAPI under uvicorn, with so many workers.
  static func peer<Value: Sendable>(
    _ python: PythonEnvironment, workers: Int, _ bench: Bench, _ body: (WebServer) async throws -> Value
  ) async throws -> Value {
    let port = try freePort()
    var environment = bench.database.environment
    let variable: (String) -> String = { environment[$0] ?? "" }
    environment["PEER_DATABASE_URL"] =
      "postgresql://\(variable("PGUSER")):\(variable("PGPASSWORD"))@\(variable("PGHOST")):\(variable("PGPORT"))/"
      + variable("PGDATABASE")
    return try await with(
      python.bin + "/uvicorn",
      [
        "peer:app", "--app-dir", python.folder, "--host", "127.0.0.1", "--port", "\(port)", "--workers",
        "\(workers)",
        "--no-access-log", "--loop", "uvloop", "--http", "httptools",
      ], environment: environment, mark: "running on http://127.0.0.1:",
      signs: ("Application startup complete", workers), body)
  }

  /// One that was free a moment ago; uvicorn with several workers cannot choose one.
  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw BenchError("no free port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  static func loopback(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    return address
  }

  /// Processor time that it has used, and what it has started.
  func cpuSeconds() throws -> Double {
    let descriptor = open("/proc/\(pid)/stat", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw BenchError("the server has ended") }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = read(descriptor, &bytes, bytes.count)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    // What is before the last bracket is a name; user and system time are the twelfth and thirteenth behind it.
    let fields = text.split(separator: ")").last?.split(separator: " ").map(String.init) ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
      throw BenchError("/proc tells no times")
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}
