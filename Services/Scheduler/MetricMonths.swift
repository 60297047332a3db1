import Lifecycle
import Storage
import Telemetry

/// Makes the partitions that series of numbers need, months before they do.
struct MetricMonths: Service {
  let database: any Database
  let shutdown: Shutdown
  let logger: Logger
  var interval = Duration.seconds(6 * 3600)

  func run() async {
    let loop = Task {
      var failures = 0
      let backoff = Backoff(base: .seconds(1), cap: .seconds(300))
      while !Task.isCancelled {
        do {
          try await make()
          failures = 0
        } catch {
          failures += 1
          logger.warning("months of metrics cannot be made", ["error": "\(error)"])
        }
        try? await Task.sleep(for: failures == 0 ? interval : backoff.delay(afterFailure: failures))
      }
    }
    await shutdown.drainRequested()
    loop.cancel()
    await loop.value
  }

  /// From last month, for what comes late, to the season ahead.
  func make() async throws {
    let made = try await database.value(
      "select make_metric_months(now() - interval '1 month', 4)", as: Int32.self)
    guard made > 0 else { return }
    logger.info("months of metrics made", ["partitions": .int(Int64(made))])
  }
}
