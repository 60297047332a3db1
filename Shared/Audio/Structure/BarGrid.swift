/// How the units of a grid make bars, or stretches of several bars in long sounds.
struct BarGrid: Sendable, Equatable {
  /// More bars are taken together, as what is compared grows with the square.
  static let limit = 512

  /// Units of the grid.
  let phase: Int
  let beatsPerBar: Int
  let count: Int

  init(phase: Int, beatsPerBar: Int, unitCount: Int) {
    let whole = max(0, unitCount - phase) / beatsPerBar
    let joined = max(1, (whole + Self.limit - 1) / Self.limit)
    self.phase = phase
    self.beatsPerBar = beatsPerBar * joined
    count = max(0, unitCount - phase) / self.beatsPerBar
  }

  /// `bar` may be `count`: where the last one ends.
  func firstBeat(_ bar: Int) -> Int { phase + bar * beatsPerBar }
}
