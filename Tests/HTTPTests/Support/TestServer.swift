import HTTP
import Lifecycle
import Telemetry
import TestKit

/// A server on a port of its own, with routes that tests need.
struct TestServer: Sendable {
  let port: UInt16
  let metrics: Metrics
  let log: LogCapture
  let shutdown: Shutdown
  /// How often the route was called that nobody may reach.
  let hiddenCalls: Tally

  /// Sends bytes on a connection of their own; the reply, and what came after it until the server closed.
  func exchange(_ bytes: [UInt8]) async throws -> (reply: RawClient.Reply?, rest: String?) {
    try await onThread {
      let client = try RawClient(port: port)
      client.send(bytes)
      let reply = try client.reply()
      return (reply, client.rest().map { String(decoding: $0, as: UTF8.self) })
    }
  }

  /// How many requests were counted for a route and a status.
  func requests(route: String, method: String? = nil, code: Int) -> Double {
    let line = metrics.exposition().split(separator: "\n").filter { line in
      line.hasPrefix("hookline_http_requests_total{code=\"\(code)\"")
        && line.contains("route=\"\(route)\"") && (method.map { line.contains("method=\"\($0)\"") } ?? true)
    }
    return line.compactMap { Double($0.split(separator: " ").last ?? "") }.reduce(0, +)
  }

  /// One ordinary request.
  func get(_ path: String) async throws -> RawClient.Reply? {
    let bytes = Array("GET \(path) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".utf8)
    return try await exchange(bytes).reply
  }
}

/// Runs a server while `body` runs, and checks that it ends.
func withServer(
  _ settings: ServerSettings = ServerSettings(), routes: (inout Router) -> Void = { _ in },
  _ body: (TestServer) async throws -> Void
) async throws {
  let (metrics, log, shutdown, hiddenCalls) = (Metrics(), LogCapture(), Shutdown(), Tally())
  var router = Router()
  router.get("/healthz") { _ in .text("ok") }
  router.get("/hidden") { _ in
    hiddenCalls.add()
    return .text("hidden")
  }
  router.add(.post, "/echo") { Response(body: $0.body) }
  routes(&router)
  let server = Server(
    address: .loopback(port: 0), router: router, settings: settings, shutdown: shutdown, metrics: metrics,
    logger: Logger(service: "test", sink: log))
  let port = try server.bind().port
  let running = Task { try await server.run() }
  let test = TestServer(port: port, metrics: metrics, log: log, shutdown: shutdown, hiddenCalls: hiddenCalls)
  do {
    try await body(test)
  } catch {
    shutdown.hasten()
    try await running.value
    throw error
  }
  shutdown.drain()
  try await running.value
}
