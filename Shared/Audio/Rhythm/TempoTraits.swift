import Glibc

/// What speaks for and against a period being the beat's: the numbers that the ranker weighs.
struct TempoTraits {
  static let names = [
    "tempo", "tempo squared", "slow", "fast",
    "all 1", "all 2", "all 3", "all 4", "all 1/2", "all 1/3", "all 1/4", "all 3/2", "all 2/3", "all 8",
    "low 1", "low 2", "low 4", "low 1/2", "low 3/2",
    "middle 1", "middle 2", "middle 1/2", "high 1", "high 2", "high 1/2", "high 1/4",
    "answer 1", "answer 2", "answer 1/2",
    "harmony 2", "harmony 3", "harmony 4", "harmony 8", "onsets a beat",
    "fold 1/2", "fold 1/3", "fold 2/3", "fold low 1/2", "fold high 1/2",
    "fold 1/4", "slow onsets", "fast onsets", "tempo all 1/2", "tempo low 1",
  ]

  let values: [Double]

  init(_ periodicity: Periodicity, period: Double) {
    let octaves = log2(60 * periodicity.rate / period / 115)
    func at(_ curve: [Float], _ ratio: Double) -> Double { Self.best(curve, near: period * ratio) }
    let p = periodicity
    let onsets = p.onsetRate * period / p.rate
    let own = [
      octaves, octaves * octaves, max(0, -octaves - 0.5), max(0, octaves - 0.4),
      at(p.all, 1), at(p.all, 2), at(p.all, 3), at(p.all, 4), at(p.all, 1 / 2), at(p.all, 1 / 3),
      at(p.all, 1 / 4), at(p.all, 3 / 2), at(p.all, 2 / 3), at(p.all, 8),
      at(p.low, 1), at(p.low, 2), at(p.low, 4), at(p.low, 1 / 2), at(p.low, 3 / 2),
      at(p.middle, 1), at(p.middle, 2), at(p.middle, 1 / 2), at(p.high, 1), at(p.high, 2), at(p.high, 1 / 2),
      at(p.high, 1 / 4),
      at(p.answer, 1), at(p.answer, 2), at(p.answer, 1 / 2),
      at(p.harmony, 2), at(p.harmony, 3), at(p.harmony, 4), at(p.harmony, 8),
      abs(log2(max(0.1, onsets) / 2.5)),
    ]
    let fold = Fold(p, period: period)
    let parts = [
      fold.all(at: 1 / 2), fold.all(at: 1 / 3), fold.all(at: 2 / 3), fold.low(at: 1 / 2),
      fold.high(at: 1 / 2),
      fold.all(at: 1 / 4),
    ]
    let density = log2(max(0.1, onsets) / 2.5)
    let mixed = [
      max(0, -density), max(0, density), octaves * at(p.all, 1 / 2), octaves * at(p.low, 1),
    ]
    values = own + parts + mixed
  }

  /// The greatest value within a frame of a lag, as players are not machines. Nothing is known beyond the longest lag.
  private static func best(_ curve: [Float], near lag: Double) -> Double {
    max(
      Periodicity.value(curve, at: lag), Periodicity.value(curve, at: lag - 1),
      Periodicity.value(curve, at: lag + 1))
  }
}
