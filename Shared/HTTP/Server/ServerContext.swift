import Telemetry

/// What all requests of one server share.
final class ServerContext: Sendable {
  let router: Router
  let settings: ServerSettings
  let connections: Connections
  let measurements: Measurements
  let logger: Logger
  let uploads: UploadSlots
  let onAnswer: (@Sendable (AccessRecord) -> Void)?

  init(
    router: Router, settings: ServerSettings, metrics: Metrics, logger: Logger,
    onAnswer: (@Sendable (AccessRecord) -> Void)? = nil
  ) {
    uploads = UploadSlots(limit: settings.uploadLimit)
    self.onAnswer = onAnswer
    self.router = router
    self.settings = settings
    self.logger = logger
    measurements = Measurements(metrics)
    connections = Connections(
      gauge: metrics.gauge("hookline_http_connections", help: "Open connections of HTTP servers."))
  }
}
