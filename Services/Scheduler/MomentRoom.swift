import FoundationEssentials
import Lifecycle
import Storage
import Telemetry

/// Forgets when sounds were said again, once that is so long ago that older news of them is not to be expected.
struct MomentRoom: Service {
  let database: any Database
  let shutdown: Shutdown
  let logger: Logger
  var interval = Duration.seconds(3_600)
  var age: TimeInterval = 3 * 86_400

  func run() async {
    await shutdown.untilDrained {
      await make()
      return interval
    }
  }

  /// Once. What fails is tried again after the interval, and is nobody else's trouble.
  func make() async {
    do {
      let count = try await Catalogue(database).trimMoments(before: Date(timeIntervalSinceNow: -age))
      guard count > 0 else { return }
      logger.info("old moments of sounds forgotten", ["sounds": LogValue(count)])
    } catch is CancellationError {
    } catch {
      logger.warning("old moments of sounds cannot be forgotten", ["error": "\(error)"])
    }
  }
}
