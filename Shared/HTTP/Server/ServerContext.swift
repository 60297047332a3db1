import Telemetry

/// What all requests of one server share.
final class ServerContext: Sendable {
  let router: Router
  let settings: ServerSettings
  let connections: Connections
  let lingering = Lingering()
  let measurements: Measurements
  let logger: Logger
  /// For files that are being received; each is a file, which somebody has to pay for.
  let uploads: Seats<String>
  let onAnswer: (@Sendable (AccessRecord) -> Void)?

  init(
    router: Router, settings: ServerSettings, metrics: Metrics, logger: Logger,
    onAnswer: (@Sendable (AccessRecord) -> Void)? = nil
  ) {
    uploads = Seats(settings.uploadLimit)
    self.onAnswer = onAnswer
    self.router = router
    self.settings = settings
    self.logger = logger
    measurements = Measurements(metrics)
    connections = Connections(
      gauge: metrics.gauge("hookline_http_connections", help: "Open connections of HTTP servers."))
  }
}
