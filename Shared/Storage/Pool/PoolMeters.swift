import Telemetry

/// What a pool tells Prometheus.
struct PoolMeters: Sendable {
  private let metrics: Metrics
  private let busy: Gauge
  private let idle: Gauge
  private let waiting: Gauge
  private let wait: Histogram

  init(_ metrics: Metrics) {
    self.metrics = metrics
    let name = "hookline_database_connections"
    let help = "Connections of the pool by what they do."
    busy = metrics.gauge(name, help: help, labels: ["state": "busy"])
    idle = metrics.gauge(name, help: help, labels: ["state": "idle"])
    waiting = metrics.gauge("hookline_database_waiting", help: "Callers that wait for a connection.")
    wait = metrics.histogram(
      "hookline_database_wait_seconds", help: "How long callers waited where no connection was free.")
  }

  func set(busy: Int, idle: Int, waiting: Int) {
    self.busy.set(Double(busy))
    self.idle.set(Double(idle))
    self.waiting.set(Double(waiting))
  }

  func waited(_ duration: Duration) { wait.observe(duration) }

  func count(_ error: any Error) {
    guard let error = error as? StorageError else { return }
    metrics.counter(
      "hookline_database_errors_total", help: "Failed calls by kind of failure.",
      labels: ["code": error.code.rawValue]
    ).increment()
  }
}
