/// A row of beats that could be the right one, and what speaks for it and for the bars it could have.
struct BeatRow {
  /// The parts of a beat that are looked at, in twelfths.
  private static let parts = [0, 3, 4, 6, 8, 9]

  let grid: BeatTwelfths
  /// Of `BeatTwelfths.shifts`.
  let shift: Int
  let beats: [Double]
  /// Low at each quarter of the beats, then middle, then high at the beats alone.
  let quarters: [[Double]]
  /// The beat that the first sound is on.
  let start: Int?
  /// How alike beats are to the second, third and fourth after them.
  let repetitions: [Double]
  let traits: [Double]

  init(_ grid: BeatTwelfths, shift: Int, _ around: BeatSurroundings) {
    self.grid = grid
    self.shift = shift
    let offset = BeatTwelfths.shifts[shift]
    let beats = grid.row(shift: offset)
    self.beats = beats
    func strengths(_ part: Int) -> [[Double]] {
      grid.bands.map { band in
        (0..<grid.count).map { beat in
          let at = beat * BeatTwelfths.parts + offset + part
          return at < band.count ? band[at] : 0
        }
      }
    }
    let all = Self.parts.map(strengths)
    quarters = [0, 1, 3, 5].map { all[$0][0] } + [0, 1, 3, 5].map { all[$0][1] } + [all[0][2]]
    let nearest = beats.indices.min { abs(beats[$0] - around.start) < abs(beats[$1] - around.start) }
    start = nearest.flatMap { abs(beats[$0] - around.start) < 0.07 ? $0 : nil }
    repetitions = Self.repetitions(all.flatMap { $0 })
    traits =
      (0..<3).flatMap { band in all.map { BeatTwelfths.mean($0[band]) } } + [
        BeatTwelfths.mean(grid.near[shift]), offset == 0 ? 1 : 0, offset == 6 ? 1 : 0,
        offset == 4 || offset == 8 ? 1 : 0, start == nil ? 0 : 1,
      ] + repetitions
  }

  private static func repetitions(_ curves: [[Double]]) -> [Double] {
    let count = curves.first?.count ?? 0
    let centred = curves.map { curve in
      let mean = BeatTwelfths.mean(curve)
      return curve.map { $0 - mean }
    }
    let energy = centred.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } } / Double(max(1, count)) + 1e-9
    return [2, 3, 4].map { lag in
      guard count > lag else { return 0 }
      var sum = 0.0
      for curve in centred { for at in 0..<count - lag { sum += curve[at] * curve[at + lag] } }
      return sum / max(Double(count - lag), Double(count) / 2) / energy
    }
  }
}
