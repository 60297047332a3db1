import FoundationEssentials

/// The clocks of a source, and how it waits: tests have their own.
struct Timing: Sendable {
  var now: @Sendable () -> Date = { Date() }
  var clock: @Sendable () -> ContinuousClock.Instant = { .now }
  var sleep: Caller.Sleep = { try await Task.sleep(for: $0) }
}
