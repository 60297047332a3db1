import HTTP
import Lifecycle
import Telemetry
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct OpsEndpointTests {
  private func withEndpoint(
    _ health: Health, _ metrics: Metrics, _ body: (UInt16) async throws -> Void
  ) async throws {
    let shutdown = Shutdown()
    let endpoint = OpsEndpoint(
      address: .loopback(port: 0), health: health, metrics: metrics, shutdown: shutdown, logger: .silent)
    let port = try endpoint.bind().port
    let running = Task { try await endpoint.run() }
    defer { shutdown.drain() }
    try await body(port)
    shutdown.drain()
    try await running.value
  }

  private func get(_ path: String, _ port: UInt16) async throws -> RawClient.Reply? {
    try await onThread {
      let client = try RawClient(port: port)
      client.send("GET \(path) HTTP/1.1\r\nHost: h\r\n\r\n")
      return try client.reply()
    }
  }

  @Test func `names the check that fails, without its secrets`() async throws {
    let health = Health()
    health.addReadiness("database") { .failing("cannot reach postgres://user:pass@host/db") }
    health.addReadiness("broker") { .ok }
    try await withEndpoint(health, Metrics()) { port in
      let ready = try await get("/readyz", port)
      let alive = try await get("/healthz", port)

      #expect(ready?.status == 503)
      #expect(
        ready?.text == #"{"status":"failing","checks":[{"name":"database","status":"failing","#
          + #""reason":"cannot reach postgres://user:***@host/db"},{"name":"broker","status":"ok"}]}"#)
      #expect(ready?.headers["content-type"] == "application/json")
      #expect(alive?.status == 200)
      #expect(alive?.text == #"{"status":"ok","checks":[]}"#)
      #expect(try await get("/livez", port)?.text == alive?.text)
    }
  }

  @Test func `shows the metrics, its own among them`() async throws {
    let metrics = Metrics()
    metrics.counter("hookline_jobs_total", help: "Jobs.").increment(by: 3)
    try await withEndpoint(Health(), metrics) { port in
      _ = try await get("/healthz", port)
      let reply = try await get("/metrics", port)

      #expect(reply?.headers["content-type"] == Exposition.contentType)
      #expect(reply?.text.contains("\nhookline_jobs_total 3\n") == true)
      let line = "hookline_http_requests_total{code=\"200\",method=\"GET\",route=\"/healthz\"} 1\n"
      #expect(reply?.text.contains(line) == true)
      #expect(
        reply?.text.contains("hookline_http_request_duration_seconds_count{route=\"/healthz\"} 1\n") == true)
    }
  }

  @Test func `takes no bodies`() async throws {
    try await withEndpoint(Health(), Metrics()) { port in
      let reply = try await onThread {
        let client = try RawClient(port: port)
        client.send("GET /metrics HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx")
        return try client.reply()
      }
      #expect(reply?.status == 413)
    }
  }
}
