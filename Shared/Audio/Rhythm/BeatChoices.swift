import Glibc

/// Every row of beats that could be right with every way to make bars of it, to be chosen from at once: bars that fit
/// speak for their beats, and beats for their tempo.
struct BeatChoices {
  /// Tempi that are looked at more closely.
  private static let tempoCount = 6
  private static let leastBeats = 3
  /// How a tempo may relate to the likeliest: what else repeats is no beat that anyone would tap.
  private static let levels = [1, 2, 1.0 / 2, 3, 1.0 / 3]

  /// The index of a period for each row; the first is the likeliest's.
  let tempi: [Int]
  let rows: [BeatRow]
  /// Of each row: of its tempo, then its own.
  let traits: [[Double]]

  /// `order` are the likeliest of the periods, whose traits are `tempoTraits`.
  init(
    _ heard: Heard, _ chroma: Chroma, _ periodicity: Periodicity, periods: [Double], tempoTraits: [[Double]],
    order: [Int]
  ) {
    let around = BeatSurroundings(heard, chroma)
    let tracker = BeatTracker(heard.onsets)
    var tempi: [Int] = [], rows: [BeatRow] = [], traits: [[Double]] = []
    for tempo in order.prefix(Self.tempoCount) {
      if let first = tempi.first, !Self.isLevel(periods[first] / periods[tempo]) { continue }
      let local = LocalPeriods.track(periodicity, period: periods[tempo], count: heard.onsets.all.count)
      let beats = tracker.beats(periods: local)
      guard beats.count >= Self.leastBeats else { continue }
      let grid = BeatTwelfths(beats, around)
      for shift in BeatTwelfths.shifts.indices {
        let row = BeatRow(grid, shift: shift, around)
        tempi.append(tempo)
        rows.append(row)
        traits.append(tempoTraits[tempo] + row.traits)
      }
    }
    self.tempi = tempi
    self.rows = rows
    self.traits = traits
  }

  /// What was chosen, and how likely it is.
  struct Choice {
    let row: Int
    let bars: BarPattern
    /// That these are the bars, if these are the beats.
    let barChance: Double
    /// Of each period.
    let tempoChances: [Double]
  }

  func best(_ beatRanker: ConditionalLogit, _ barRanker: ConditionalLogit, tempoCount: Int) -> Choice? {
    guard !rows.isEmpty else { return nil }
    let scores = rows.indices.map { index -> [Double] in
      let own = Self.product(beatRanker.weights, traits[index])
      return BarTraits(rows[index]).values.map { own + Self.product(barRanker.weights, $0) }
    }
    let top = scores.reduce(-Double.infinity) { max($0, $1.max() ?? $0) }
    let powers = scores.map { $0.map { exp($0 - top) } }
    let sums = powers.map { $0.reduce(0, +) }
    let total = sums.reduce(0, +)
    let row = sums.indices.reduce(0) { sums[$1] > sums[$0] ? $1 : $0 }
    let bars = BarPattern.all.indices.reduce(0) { powers[row][$1] > powers[row][$0] ? $1 : $0 }
    var tempoChances = [Double](repeating: 0, count: tempoCount)
    for index in rows.indices { tempoChances[tempi[index]] += sums[index] / total }
    return Choice(
      row: row, bars: BarPattern.all[bars], barChance: powers[row][bars] / sums[row],
      tempoChances: tempoChances)
  }

  private static func isLevel(_ ratio: Double) -> Bool { levels.contains { abs(ratio / $0 - 1) < 0.05 } }

  private static func product(_ weights: [Double], _ traits: [Double]) -> Double {
    zip(weights, traits).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
