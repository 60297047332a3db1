import Sources
import Synchronization

/// Tells whoever waits for an import what it is waiting for; of many questions at once, one from time to time.
final class WaitNotes: Sendable {
  private static let interval = Duration.seconds(2)
  private let bar: ProgressBar
  private let next = Mutex(ContinuousClock.now)

  init(_ bar: ProgressBar) { self.bar = bar }

  func tell(_ wait: Caller.Wait) {
    let isDue = next.withLock { next in
      guard next <= .now else { return false }
      next = .now + Self.interval
      return true
    }
    if isDue { bar.remark(Self.text(wait)) }
  }

  static func text(_ wait: Caller.Wait) -> String {
    "waiting for \(wait.url), attempt \(wait.attempt) of \(wait.attempts), "
      + "next in \(tenths(wait.delay / .seconds(1))) s: \(excerpt(wait.reason))"
  }
}
