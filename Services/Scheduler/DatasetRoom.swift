import Datasets
import FoundationEssentials
import Lifecycle
import Telemetry

/// Deletes versions of data sets whose time is over, and looks after what dead imports have left.
struct DatasetRoom: Service {
  let cleaning: DatasetCleaning
  let shutdown: Shutdown
  let logger: Logger
  var interval = Duration.seconds(600)

  func run() async {
    await shutdown.untilDrained {
      await make()
      return interval
    }
  }

  /// Once. What fails is tried again after the interval, and is nobody else's trouble.
  func make() async {
    do {
      let outcome = try await cleaning.clean(Dataset.all, now: .now)
      guard !outcome.isNothing else { return }
      logger.info(
        "versions of data sets cleaned",
        [
          "expired": LogValue(outcome.expired.count), "ended": LogValue(outcome.ended.count),
          "packed": LogValue(outcome.packed.count),
        ])
    } catch is CancellationError {
    } catch {
      logger.warning("versions of data sets cannot be cleaned", ["error": "\(error)"])
    }
  }
}
