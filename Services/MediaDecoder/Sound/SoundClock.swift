/// Tells where in the presentation each stretch of sound belongs.
///
/// Containers round times, so stretches follow each other by their count of samples. Only when a file's time is well
/// ahead of that has something been left out. A time that goes back is a fault of the file, and sound goes on.
struct SoundClock {
  private static let gap = 0.1

  private var runStart = 0.0
  private var runCount = 0
  private var rate = 0
  /// What a file that went back in time is behind by.
  private var setBack = 0.0

  /// The time after everything that was counted.
  var now: Double { rate > 0 ? runStart + Double(runCount) / Double(rate) : 0 }

  /// Counts a stretch. `isNewRun` says that it does not join on to the one before.
  mutating func place(_ time: Double?, count: Int, rate: Int) -> (start: Double, isNewRun: Bool) {
    defer { runCount += count }
    guard self.rate > 0 else { return begin(time ?? 0, rate) }
    let expected = now
    var claimed = (time ?? expected - setBack) + setBack
    if claimed < expected - Self.gap {
      setBack += expected - claimed
      claimed = expected
    }
    if claimed > expected + Self.gap { return begin(claimed, rate) }
    return rate == self.rate ? (expected, false) : begin(expected, rate)
  }

  private mutating func begin(_ time: Double, _ rate: Int) -> (start: Double, isNewRun: Bool) {
    (runStart, runCount, self.rate) = (time, 0, rate)
    return (time, true)
  }
}
