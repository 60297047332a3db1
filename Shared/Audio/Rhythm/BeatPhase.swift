/// Chooses where in its period the beat is: the strongest sounds need not be on it.
struct BeatPhase {
  /// In periods, after the row that was tracked.
  static let shifts = [0, 1.0 / 2, 1.0 / 4, 3.0 / 4, 1.0 / 3, 2.0 / 3]
  static let names = [
    "all", "low", "middle", "high", "harmony", "firstness", "low turns", "middle turns", "tracked", "half",
    "all before", "harmony turns",
  ]

  let rows: [[Double]]
  let traits: [[Double]]

  /// The row that the ranker thinks the beats.
  func best(_ ranker: ConditionalLogit) -> [Double] {
    let chances = ranker.probabilities(traits)
    return rows[chances.indices.max { chances[$0] < chances[$1] } ?? 0]
  }

  init(_ beats: [Double], _ curves: OnsetCurves, _ chroma: Chroma, changes: [Float]) {
    let rows = Self.shifts.map { shift in
      zip(beats, beats.dropFirst()).map { $0 + ($1 - $0) * shift }
    }
    self.rows = rows
    let scaled = [curves.all, curves.low, curves.middle, curves.high].map(Self.scaled)
    let harmony = Self.scaled(changes)
    traits = rows.indices.map { index in
      let row = rows[index]
      let strengths = scaled.map { curve in row.map { Self.peak(curve, $0 * curves.rate) } }
      let means = strengths.map(Self.mean)
      let changed = row.map { Periodicity.value(harmony, at: $0 * curves.rate) }
      let finder = MeterFinder(beats: row, curves, chroma)
      let firstness = finder.firstness()
      let bars = [4, 3, 2].map { MeterFinder.path(firstness, beatsPerBar: $0).score }
      let before = Self.mean(row.map { Self.peak(scaled[0], ($0 - 0.12) * curves.rate) })
      return means + [
        Self.mean(changed), bars.max() ?? 0, Self.turns(strengths[1]), Self.turns(strengths[2]),
        index == 0 ? 1 : 0, index == 1 ? 1 : 0, before, Self.turns(changed, every: 4),
      ]
    }
  }

  private static func scaled(_ curve: [Float]) -> [Float] {
    let mean = curve.reduce(0.0) { $0 + Double($1) } / Double(max(1, curve.count))
    return mean > 0 ? curve.map { $0 / Float(mean) } : curve
  }

  private static func peak(_ curve: [Float], _ place: Double) -> Double {
    let centre = Int(place.rounded())
    let low = max(0, centre - 2), high = min(curve.count - 1, centre + 2)
    return low <= high ? Double(curve[low...high].max() ?? 0) : 0
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  /// How far the best of each so many stand out of the others.
  private static func turns(_ values: [Double], every step: Int = 2) -> Double {
    let means = (0..<step).map { place in
      mean(stride(from: place, to: values.count, by: step).map { values[$0] })
    }
    return (means.max() ?? 0) - mean(means)
  }
}
