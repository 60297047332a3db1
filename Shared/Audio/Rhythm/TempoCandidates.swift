import Glibc

/// Finds the periods that could be the beat's.
struct TempoCandidates {
  static let slowest = 40.0
  static let fastest = 250.0
  /// How a beat relates to what else repeats.
  private static let ratios: [Double] = [
    1, 1.0 / 2, 2, 1.0 / 3, 3, 2.0 / 3, 3.0 / 2, 1.0 / 4, 4, 3.0 / 4, 4.0 / 3,
  ]

  private let periodicity: Periodicity

  init(_ periodicity: Periodicity) { self.periodicity = periodicity }

  /// Periods in frames, the likeliest first and its relations after it. Empty where nothing repeats.
  func periods() -> [Double] {
    var found: [Double] = []
    for base in bases() {
      for ratio in Self.ratios {
        let period = refined(base * ratio)
        let bpm = 60 * periodicity.rate / period
        guard (Self.slowest...Self.fastest).contains(bpm) else { continue }
        guard found.allSatisfy({ abs($0 / period - 1) > 0.03 }) else { continue }
        found.append(period)
      }
      if found.count > 12 { break }
    }
    return found
  }

  /// The greatest peaks of a comb, weighed by how common tempi are.
  private func bases() -> [Double] {
    let rate = periodicity.rate
    let count = 360
    let tempi = (0..<count).map { 40 * pow(2, Double($0) / 120) }
    let scores = tempi.map { bpm -> Double in
      let octaves = log2(bpm / 118) / 0.9
      return comb(60 * rate / bpm) * exp(-0.5 * octaves * octaves)
    }
    let peaks = (1..<count - 1).filter {
      scores[$0] > 0 && scores[$0] > scores[$0 - 1] && scores[$0] >= scores[$0 + 1]
    }
    let best = peaks.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }.prefix(3)
    return best.map { 60 * rate / tempi[$0] }
  }

  private func comb(_ period: Double) -> Double {
    let weights = [1, 0.8, 0.35, 0.8]
    return weights.enumerated().reduce(0) { sum, tooth in
      sum + tooth.element * Periodicity.value(periodicity.all, at: period * Double(tooth.offset + 1))
    }
  }

  /// Follows the multiples of a period as far as lags go: an error of one frame there is one of a small part of it.
  func refined(_ start: Double) -> Double {
    let curve = periodicity.all
    var period = start
    var products = 0.0, squares = 0.0
    var multiple = 1.0
    while period * multiple < Double(curve.count - 4) {
      let reach = multiple == 1 ? max(1.5, 0.02 * period) : min(4, max(1.5, 0.04 * period))
      if let (lag, height) = peak(curve, near: period * multiple, reach: reach), height > 0.02 {
        products += height * multiple * lag
        squares += height * multiple * multiple
        period = products / squares
      }
      multiple += 1
    }
    return abs(period / start - 1) < 0.04 ? period : start
  }

  private func peak(_ curve: [Float], near lag: Double, reach: Double) -> (lag: Double, height: Double)? {
    let low = max(1, Int((lag - reach).rounded(.up))), high = min(curve.count - 2, Int(lag + reach))
    guard low <= high else { return nil }
    var best = low
    for at in low...high where curve[at] > curve[best] { best = at }
    let before = Double(curve[best - 1]), top = Double(curve[best]), after = Double(curve[best + 1])
    guard top >= before, top >= after else { return nil }
    let bend = before - 2 * top + after
    let offset = bend < 0 ? 0.5 * (before - after) / bend : 0
    return (Double(best) + offset, top - 0.25 * (before - after) * offset)
  }
}
