import TestVideo
import Vision

extension Question {
  static let cutTempo = Question(
    name: "cut-tempo",
    help: "the beat that times of cuts were drawn on, within 4 %, and none where there is none"
  ) { bench in
    let seed = UInt64(bench.scale.seed)
    let beats = TestVideo.beatCuts(count: 300, seed: seed)
    let chance = TestVideo.chanceCuts(count: 300, seed: seed)
    let right = share(beats) { cuts in
      guard let found = CutTempo(of: cuts.times), let period = cuts.period else { return false }
      return TempoScore.isOctave(found.period, of: period)
    }
    let none = share(chance) { CutTempo(of: $0.times) == nil }
    return [
      Finding(
        name: "cut-tempo/beats", unit: "share", ours: right, target: .atLeast(0.9), count: beats.count,
        seed: bench.scale.seed),
      Finding(
        name: "cut-tempo/none", unit: "share", ours: none, target: .atLeast(0.9), count: chance.count,
        seed: bench.scale.seed),
    ]
  }
}

extension TempoScore {
  /// Whether it is the period within 4 per cent, or one by some octaves away from it.
  static func isOctave(_ found: Double, of period: Double) -> Bool {
    [0.25, 0.5, 1, 2, 4].contains { isRight(found, period * $0) }
  }
}
