import Audio
import TestMusic

/// A piece with the rows of beats that it could have: what weights are fitted to.
struct Question: Sendable {
  /// A row of beats, with how right it and its bars are: F-measures, nil where the truth has none.
  struct Row: Sendable {
    let traits: [Float]
    /// In the order of `BarPattern.all`.
    let bars: [[Float]]
    /// To the true tempo; nil where it is not steady.
    let ratio: Double?
    let beatScore: Double?
    let barScores: [Double?]
    /// Of each of the bars: whether it is among the best that there is to choose.
    var areRight: [Bool]
  }

  /// F-measures that are no farther from the greatest are as good.
  private static let slack = 0.02

  let style: String
  private(set) var rows: [Row]
  /// Where no row comes near to the truth, nothing can be learned.
  let isUseful: Bool

  init?(_ piece: Piece) {
    let truth = piece.truth
    guard !truth.beats.isEmpty else { return nil }
    let listener = Listener()
    listener.take(piece.sound().heard(at: Listener.sampleRate))
    let heard = listener.finish()
    rows = RhythmJudge().beatChoices(heard, Chroma(heard.pitches)).map { row in
      Row(
        traits: row.traits.map { Float($0) }, bars: row.bars.map { $0.map { Float($0) } },
        ratio: truth.tempo.map { row.bpm / $0 }, beatScore: fMeasure(row.beats, truth.beats),
        barScores: BarPattern.all.map { pattern in
          let firsts = stride(from: pattern.first, to: row.beats.count, by: pattern.length)
          return truth.downbeats.count < 2 ? nil : fMeasure(firsts.map { row.beats[$0] }, truth.downbeats)
        }, areRight: [])
    }
    guard !rows.isEmpty else { return nil }
    style = piece.style
    let best = rows.compactMap(\.beatScore).max() ?? 0
    isUseful = best >= 0.6
    markRight(best)
  }

  private mutating func markRight(_ best: Double) {
    let good = rows.indices.filter { (rows[$0].beatScore ?? 0) >= best - Self.slack }
    let bestBars = good.flatMap { rows[$0].barScores.compactMap { $0 } }.max() ?? 0
    for at in rows.indices {
      let isGood = (rows[at].beatScore ?? 0) >= best - Self.slack
      rows[at].areRight = rows[at].barScores.map { score in
        isGood && (bestBars <= 0.5 || (score ?? 0) >= bestBars - Self.slack)
      }
    }
  }
}

/// Of times, from five seconds on: right is what is within 70 ms. Nil where nothing is to be found.
func fMeasure(_ found: [Double], _ truth: [Double]) -> Double? {
  let found = found.filter { $0 >= 5 }, truth = truth.filter { $0 >= 5 }
  guard !truth.isEmpty else { return nil }
  var hits = 0, next = 0
  for time in truth {
    while next < found.count, found[next] < time - 0.07 { next += 1 }
    guard next < found.count, found[next] <= time + 0.07 else { continue }
    hits += 1
    next += 1
  }
  return 2 * Double(hits) / Double(found.count + truth.count)
}
