import Lifecycle
import Storage
import Synchronization
import Telemetry

/// Makes the partitions that series of numbers need, months before they do.
struct MetricMonths: Service {
  let database: any Database
  let shutdown: Shutdown
  let logger: Logger
  var interval = Duration.seconds(6 * 3600)

  func run() async {
    let backoff = Backoff(base: .seconds(1), cap: .seconds(300))
    let failures = Mutex(0)
    await shutdown.untilDrained {
      do {
        try await make()
        failures.withLock { $0 = 0 }
        return interval
      } catch {
        logger.warning("months of metrics cannot be made", ["error": "\(error)"])
        return backoff.delay(
          afterFailure: failures.withLock {
            $0 += 1; return $0
          })
      }
    }
  }

  /// From last month, for what comes late, to the season ahead.
  func make() async throws {
    let made = try await database.value(
      "select make_metric_months(now() - interval '1 month', 4)", as: Int32.self)
    guard made > 0 else { return }
    logger.info("months of metrics made", ["partitions": .int(Int64(made))])
  }
}
