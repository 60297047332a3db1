import Lifecycle
import Search
import Storage
import Telemetry

/// Keeps what is searched up to date with what was written: a portion at a time, as long as there is something to do.
struct SearchRoom: Service {
  let database: any Database
  let shutdown: Shutdown
  let logger: Logger
  /// Between looks when there was nothing to do, or somebody else is at it.
  var interval = Duration.seconds(2)
  /// After a failure.
  var patience = Duration.seconds(15)

  func run() async {
    await shutdown.untilDrained { await make() }
  }

  /// One portion; how long to rest after it. What fails is tried again, and is nobody else's trouble.
  func make() async -> Duration {
    do {
      let turn = try await TextFilling(database).fill()
      if turn.changed > 0 { logger.debug("search brought up to date", ["videos": LogValue(turn.changed)]) }
      return turn.isDone || turn.isBusy ? interval : .zero
    } catch is CancellationError {
      return interval
    } catch {
      logger.warning("what is searched cannot be brought up to date", ["error": "\(error)"])
      return patience
    }
  }
}
