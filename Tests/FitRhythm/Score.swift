import Audio
import Glibc

/// How well weights choose.
struct Score: CustomStringConvertible {
  private static let levels = [1, 2, 1.0 / 2, 3, 1.0 / 3]

  private var tempi: [Bool] = []
  private var levels: [Bool] = []
  private var beats: [Double] = []
  private var downbeats: [Double] = []

  init() {}

  init(_ questions: [Question], _ weights: Fit.Weights) {
    for question in questions { add(question, weights) }
  }

  var description: String {
    "\(tempi.count) tempi, Acc1 \(Self.mean(tempi.map { $0 ? 1 : 0 })), "
      + "Acc2 \(Self.mean(levels.map { $0 ? 1 : 0 })), beats F \(Self.mean(beats)), "
      + "downbeats F \(Self.mean(downbeats))"
  }

  static func + (one: Score, two: Score) -> Score {
    var sum = one
    sum.tempi += two.tempi
    sum.levels += two.levels
    sum.beats += two.beats
    sum.downbeats += two.downbeats
    return sum
  }

  /// As `RhythmJudge` chooses: the row that is likeliest with any bars, and its likeliest bars.
  private mutating func add(_ question: Question, _ weights: Fit.Weights) {
    let scores = question.rows.map(weights.scores)
    let top = scores.reduce(-Double.infinity) { max($0, $1.max() ?? $0) }
    let sums = scores.map { $0.reduce(0) { $0 + exp($1 - top) } }
    guard let best = sums.indices.max(by: { sums[$0] < sums[$1] }),
      let bars = scores[best].indices.max(by: { scores[best][$0] < scores[best][$1] })
    else { return }
    let row = question.rows[best]
    if let ratio = row.ratio {
      tempi.append(abs(ratio - 1) <= 0.04)
      levels.append(Self.levels.contains { abs(ratio / $0 - 1) <= 0.04 })
    }
    if let score = row.beatScore { beats.append(score) }
    if let score = row.barScores[bars] { downbeats.append(score) }
  }

  private static func mean(_ values: [Double]) -> Double {
    (values.reduce(0, +) / Double(max(1, values.count)) * 1000).rounded() / 1000
  }
}
