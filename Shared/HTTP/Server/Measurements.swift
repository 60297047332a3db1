import Synchronization
import Telemetry

/// Counts requests and measures how long they take, by route.
///
/// The pattern of the route is the label and never the path, so that what strangers ask for cannot make series.
final class Measurements: Sendable {
  private struct Key: Hashable {
    let route: String
    let method: String
    let code: Int
  }

  private struct Instruments {
    let count: Counter
    let duration: Histogram
  }

  /// For requests that no route answers.
  static let noRoute = "none"

  private let metrics: Metrics
  // Making up labels takes longer than the rest of counting.
  private let instruments = Mutex<[Key: Instruments]>([:])

  init(_ metrics: Metrics) { self.metrics = metrics }

  func record(route: String, method: Method, status: Int, duration: Duration) {
    let key = Key(route: route, method: method.label, code: status)
    let instruments = instruments.withLock { known in
      if let instruments = known[key] { return instruments }
      let instruments = make(key)
      known[key] = instruments
      return instruments
    }
    instruments.count.increment()
    instruments.duration.observe(duration)
  }

  private func make(_ key: Key) -> Instruments {
    let labels = ["route": key.route, "method": key.method, "code": String(key.code)]
    return Instruments(
      count: metrics.counter(
        "hookline_http_requests_total", help: "Answered HTTP requests.", labels: labels),
      duration: metrics.histogram(
        "hookline_http_request_duration_seconds",
        help: "From the end of the header to the end of the answer.", labels: ["route": key.route]))
  }
}
