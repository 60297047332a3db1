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
    /// When it failed last.
    var since: Date
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
  /// When sources came through, as far as that was told.
  private let told = Mutex<[String: Date]>([:])

  /// How long the one that tries is waited for, and what nobody but a person can mend is not asked.
  private static let trial: TimeInterval = 10
  private static let unmended: TimeInterval = 60
  /// How often it is told that a source comes through.
  private static let telling: TimeInterval = 30
  /// For so long a waking counts. Anybody who can send a message can say that it was woken, at any time.
  private static let wakefulness: TimeInterval = 3_600

  init(_ backoff: Backoff = Backoff(base: .seconds(5), cap: .seconds(300))) { self.backoff = backoff }

  /// Whoever gets to ask tells by `answered` or `failed` what came of it. Who was woken after a source had failed is to
  /// try whether it is back, however long it was to rest.
  func turn(_ source: String, now: Date, wokenAt: Date? = nil) -> Turn {
    pauses.withLock { pauses in
      guard var pause = pauses[source] else { return .ask }
      let isWoken = wokenAt.map { Self.isRecent($0, now) && pause.since < min($0, now) } ?? false
      let isOver = pause.until <= now || isWoken
      guard isOver else { return .wait(until: pause.until, pause.error) }
      guard !pause.isTried else { return .wait(until: now + Self.trial, pause.error) }
      pause.isTried = true
      pauses[source] = pause
      return .ask
    }
  }

  /// Clocks differ a little, but not by as much as that.
  private static func isRecent(_ wokenAt: Date, _ now: Date) -> Bool {
    abs(now.timeIntervalSince(wokenAt)) < wakefulness
  }

  /// Returns until when it is left alone. Those that asked at the same time count once.
  func failed(_ source: String, _ error: SourceError, now: Date) -> Date {
    pauses.withLock { pauses in
      var pause = pauses[source] ?? Pause(error: error, failures: 0, since: now, until: now)
      let isNew = pause.until <= now || pause.isTried
      guard isNew || error.retryAfter != nil else { return pause.until }
      if isNew { pause.failures += 1 }
      let end = now + length(of: error, failures: pause.failures)
      // Who tried before the end knows better than those who failed before.
      pause.until = pause.isTried ? end : max(pause.until, end)
      (pause.error, pause.since, pause.isTried) = (error, now, false)
      pauses[source] = pause
      return pause.until
    }
  }

  /// It came through; returns whether it had been left alone.
  func answered(_ source: String) -> Bool {
    pauses.withLock { $0.removeValue(forKey: source) != nil }
  }

  /// Whether it is to be told of one that came through, for those who read that it is left alone: at first, because
  /// this process may have been another one before, and then from time to time, because others tell of the same source.
  func mayTell(of source: String, now: Date) -> Bool {
    told.withLock { told in
      if let last = told[source], now < last + Self.telling, now >= last { return false }
      told[source] = now
      return true
    }
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
