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

  private static func lack(_ confinement: Hello.Confinement) -> String? {
    if !confinement.contains(.systemCalls) { return "it may make any system call" }
    return confinement.contains(.resources) ? nil : "it may use any amount of memory"
  }

  func check(_ hello: Hello) throws(Breakdown) {
    guard let lack = Self.lack(hello.confinement) else { return }
    guard !isRequired else { throw .violation("\(lack), which the settings do not allow") }
    let isFirst = hasWarned.withLock { hasWarned in
      defer { hasWarned = true }
      return !hasWarned
    }
    if isFirst { logger.warning("the media decoder is not confined", ["lack": "\(lack)"]) }
  }
}
