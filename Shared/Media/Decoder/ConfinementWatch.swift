import MediaWire
import Synchronization
import Telemetry

/// Judges what children say of their confinement, and warns once.
final class ConfinementWatch: Sendable {
  private let isRequired: Bool
  private let logger: Logger
  private let hasWarned = Mutex(false)

  init(_ settings: DecoderSettings, logger: Logger) {
    isRequired = settings.requiresConfinement
    self.logger = logger
  }

  func check(_ hello: Hello) throws(Breakdown) {
    guard !hello.confinement.contains(.systemCalls) else { return }
    guard !isRequired else {
      throw .violation("it may make any system call, which the settings do not allow")
    }
    let isFirst = hasWarned.withLock { hasWarned in
      defer { hasWarned = true }
      return !hasWarned
    }
    if isFirst { logger.warning("the media decoder is not confined: the system permits no filter") }
  }
}
