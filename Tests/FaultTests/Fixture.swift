import Storage
import Telemetry
import TestKit

/// A pool and what it logs.
struct Fixture: Sendable {
  let log = LogCapture()
  let pool: Pool

  init(_ settings: ConnectionSettings, _ poolSettings: PoolSettings = PoolSettings()) {
    pool = Pool(settings, settings: poolSettings, logger: Logger(service: "test", level: .debug, sink: log))
  }

  func hasLogged(_ text: String) -> Bool { log.entries.contains { $0.message.contains(text) } }
}
