import Glibc
import Lifecycle
import MediaWire

/// Starts children until one says hello.
struct ChildNursery: Sendable {
  private let settings: DecoderSettings
  private let confinement: ConfinementWatch
  private static let attemptLimit = 3
  private static let backoff = Backoff(base: .milliseconds(50), cap: .seconds(1))

  init(_ settings: DecoderSettings, confinement: ConfinementWatch) {
    self.settings = settings
    self.confinement = confinement
  }

  func start(unless interruption: Interruption) throws -> ConversingChild {
    var failures = 0
    while true {
      let child = try spawn()
      do throws(Breakdown) {
        let hello = try Conversation(with: child, number: 0, settings, unless: interruption).hello()
        try confinement.check(hello)
        return child
      } catch {
        if let reason = interruption.reason { throw reason }
        failures += 1
        // The same program will say the same once more, but one that died may have lacked memory for a moment.
        guard error == .ended, failures < Self.attemptLimit else { throw failure(error, of: child) }
      }
      child.finish(within: .zero)
      pause(Self.backoff.bound(afterFailure: failures), unless: interruption)
    }
  }

  private func spawn() throws(MediaError) -> ConversingChild {
    do throws(ChildProcessError) {
      return try ConversingChild(
        settings.program, ["--memory", "\(settings.memoryLimit)"], environment: Self.environment)
    } catch {
      throw MediaError(.noDecoder, "the media decoder does not start: \(error)")
    }
  }

  /// Nearly nothing: what a file makes of a decoder shall find no secret there.
  private static let environment: [String: String] = {
    let kept = ["LD_LIBRARY_PATH", "TSAN_OPTIONS", "ASAN_OPTIONS"]
    var environment = ChildProcess.ownEnvironment.filter { kept.contains($0.key) }
    environment["LANG"] = "C"
    // The runtime would start a program to explain a crash, which takes seconds and says little.
    environment["SWIFT_BACKTRACE"] = "enable=no"
    return environment
  }()

  private func failure(_ breakdown: Breakdown, of child: ConversingChild) -> MediaError {
    let end = ChildEnd(of: child, within: breakdown.grace)
    let words = MediaError(breakdown, end, settings).message
    return MediaError(.noDecoder, "\(settings.program): \(words)")
  }

  private func pause(_ duration: Duration, unless interruption: Interruption) {
    var end = pollfd(fd: interruption.wake.descriptor, events: Int16(POLLIN), revents: 0)
    poll(&end, 1, Int32(duration / .milliseconds(1)))
  }
}
