import FoundationEssentials
import Lifecycle
import Sources
import Synchronization

/// Leaves sources alone for a while after they failed, so that those who wait for one do not hold the others up, and lets
/// one question at a time try whether it is back.
final class Rest: Sendable {
  private struct Pause {
    var error: SourceError
    var failures: Int
    var until: Date
    var isTried = false
  }

  /// Whether a source may be asked.
  enum Turn: Equatable {
    case ask
    case wait(until: Date, SourceError)
  }

  private let backoff: Backoff
  private let pauses = Mutex<[String: Pause]>([:])

  /// How long the one that tries is waited for, and what nobody but a person can mend is not asked.
  private static let trial: TimeInterval = 10
  private static let unmended: TimeInterval = 60

  init(_ backoff: Backoff = Backoff(base: .seconds(5), cap: .seconds(300))) { self.backoff = backoff }

  /// Whoever gets to ask tells by `answered` or `failed` what came of it.
  func turn(_ source: String, now: Date) -> Turn {
    pauses.withLock { pauses in
      guard var pause = pauses[source] else { return .ask }
      guard pause.until <= now else { return .wait(until: pause.until, pause.error) }
      guard !pause.isTried else { return .wait(until: now + Self.trial, pause.error) }
      pause.isTried = true
      pauses[source] = pause
      return .ask
    }
  }

  /// Returns until when it is left alone. Those that asked at the same time count once.
  func failed(_ source: String, _ error: SourceError, now: Date) -> Date {
    pauses.withLock { pauses in
      var pause = pauses[source] ?? Pause(error: error, failures: 0, until: now)
      guard pause.until <= now || error.retryAfter != nil else { return pause.until }
      if pause.until <= now { pause.failures += 1 }
      pause.error = error
      pause.isTried = false
      pause.until = max(pause.until, now + length(of: error, failures: pause.failures))
      pauses[source] = pause
      return pause.until
    }
  }

  /// It came through; returns whether it had been left alone.
  func answered(_ source: String) -> Bool {
    pauses.withLock { $0.removeValue(forKey: source) != nil }
  }

  /// The one that tried gave up for reasons of its own.
  func gaveUp(_ source: String) { pauses.withLock { $0[source]?.isTried = false } }

  private func length(of error: SourceError, failures: Int) -> TimeInterval {
    if error.code == .misconfigured { return Self.unmended }
    // Jitter only downwards to a half: a delay near nothing would ask again at once.
    let delay = backoff.bound(afterFailure: failures) * Double.random(in: 0.5...1)
    return (error.retryAfter ?? delay).seconds
  }
}

extension Duration {
  var seconds: TimeInterval { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
