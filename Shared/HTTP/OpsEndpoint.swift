public import Lifecycle
public import Telemetry

/// What every process tells its operators: `/healthz` (and `/livez`), `/readyz` and `/metrics`.
///
/// Meant for a network of operators only, so it listens on this machine unless told otherwise.
public struct OpsEndpoint: Service {
  private let server: Server

  /// Port 0 lets the system choose; `bind` tells what it chose.
  public init(
    address: Address = .loopback(port: 9464), health: Health, metrics: Metrics, shutdown: Shutdown,
    logger: Logger
  ) {
    var settings = ServerSettings()
    settings.bodyLimit = 0
    settings.connectionLimit = 64
    settings.headerLimit = 16 * 1024
    settings.targetLimit = 1024
    server = Server(
      address: address, router: Self.router(health, metrics), settings: settings, shutdown: shutdown,
      metrics: metrics, logger: logger)
  }

  /// Opens the socket and returns its address; otherwise `run` does.
  @discardableResult
  public func bind() throws(HTTPError) -> Address { try server.bind() }

  public func run() async throws { try await server.run() }

  /// The routes, for a server that answers other things too.
  public static func router(_ health: Health, _ metrics: Metrics) -> Router {
    var router = Router()
    router.get("/healthz") { _ in response(to: await health.liveness()) }
    router.get("/livez") { _ in response(to: await health.liveness()) }
    router.get("/readyz") { _ in response(to: await health.readiness()) }
    router.get("/metrics") { _ in
      Response(headers: ["Content-Type": Exposition.contentType], body: Array(metrics.exposition().utf8))
    }
    return router
  }

  private static func response(to report: HealthReport) -> Response {
    let checks = report.results.map { result in
      switch result.status {
      case .ok: "{\"name\":\(JSON.quoted(result.name)),\"status\":\"ok\"}"
      case .failing(let reason):
        "{\"name\":\(JSON.quoted(result.name)),\"status\":\"failing\","
          + "\"reason\":\(JSON.quoted(Redaction.apply(reason)))}"
      }
    }
    let text =
      "{\"status\":\"\(report.isHealthy ? "ok" : "failing")\",\"checks\":[\(checks.joined(separator: ","))]}"
    var response = Response.json(text, status: report.isHealthy ? .ok : .serviceUnavailable)
    response.headers["Cache-Control"] = "no-store"
    return response
  }
}
