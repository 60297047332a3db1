import Lifecycle
import Telemetry

/// Sends what lies in the outbox and is due: retries, delays, and what a process left behind that died between its
/// commit and its publish. Any number may run.
struct Relay: Sendable {
  let store: JobStore
  let sender: OutboxSender
  let logger: Logger
  /// How long what one process has taken is left to it; when it dies meanwhile, another sends it then.
  var claim = Duration.seconds(60)
  var milestone: @Sendable (Milestone) -> Void = { _ in }

  static let interval = Duration.milliseconds(500)
  private static let portion = 500

  /// Sweeps until the calling task is cancelled.
  func run() async {
    var failures = 0
    while !Task.isCancelled {
      do {
        while try await sweep() == Self.portion, !Task.isCancelled {}
        failures = 0
      } catch {
        failures += 1
        if failures == 1, !Task.isCancelled {
          logger.warning("the outbox was not swept", ["error": "\(error)"])
        }
      }
      await sender.flush()
      // Not in step with other processes.
      let pause = Self.interval * Double.random(in: 0.75...1.25)
      try? await Task.sleep(
        for: failures == 0 ? pause : Self.outage.delay(afterFailure: failures, floor: pause))
    }
  }

  private static let outage = Backoff(base: .seconds(1), cap: .seconds(15))

  /// Sends one portion; returns how many it had.
  func sweep() async throws -> Int {
    let owed = try await store.claimDue(limit: Self.portion, notKeys: sender.fullKeys, for: claim)
    guard !owed.isEmpty else { return 0 }
    milestone(.swept)
    // Not cut short by the end of the relay: what is claimed and not sent would wait until its next turn.
    await Task { [sender] in await sender.publish(owed) }.value
    await sender.flush()
    return owed.count
  }
}
