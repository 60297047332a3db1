/// What tells a stretch of a chorus from others.
///
/// Choruses repeat; they are loud, full and bright, and rise above what comes before; pieces rather end than begin with
/// them.
struct HookTraits {
  private let groups: [PartGroup]
  private let evidence: StructureEvidence
  /// Against the mean of all bars, in deviations.
  private let curves: [[Double]]

  init(_ groups: [PartGroup], _ evidence: StructureEvidence) {
    (self.groups, self.evidence) = (groups, evidence)
    let sounds = evidence.sounds
    curves = [sounds.levels, sounds.powers, sounds.brightness, sounds.registers, sounds.onsets]
      .map(Self.standardized)
  }

  func rows(_ windows: [HookWindow]) -> [[Double]] {
    let own = groups.map(traits)
    let heights = windows.map { window in curves.map { $0[window.bars].mean } }
    let tops = curves.indices.map { at in heights.map { $0[at] }.max() ?? 0 }
    return zip(windows, heights).map { window, heights in
      let inside = window.bars.clamped(to: window.part).count
      let again = again(window.bars)
      return own[window.group] + heights + zip(heights, tops).prefix(2).map { $0 - $1 } + [
        window.startsPart ? 1 : 0, window.part.lowerBound == 0 ? 1 : 0,
        Double(inside) / Double(max(1, window.bars.count)), again.best, again.second,
        rise(curves[0], window.bars, by: 2), rise(curves[1], window.bars, by: 2),
        rise(curves[0], window.bars, by: 4), rise(curves[1], window.bars, by: 4),
        rise(curves[4], window.bars, by: 4), change(window.bars.lowerBound), change(window.bars.upperBound),
      ]
    }
  }

  /// That the part repeats, how often, that it is the last and the first of those that do, and how exactly it repeats.
  private func traits(_ group: PartGroup) -> [Double] {
    guard group.times > 1 else { return [0, 0, 0, 0, 0.8] }
    let others = groups.filter { $0.times > 1 }
    return [
      1, Double(min(4, group.times) - 2), others.allSatisfy { Self.last($0) <= Self.last(group) } ? 1 : 0,
      others.allSatisfy { Self.first($0) >= Self.first(group) } ? 1 : 0, group.likeness,
    ]
  }

  /// How alike the two other stretches are that are most alike.
  private func again(_ bars: Range<Int>) -> (best: Double, second: Double) {
    let count = bars.count
    var found: [(start: Int, value: Double)] = []
    for start in stride(from: 0, through: evidence.bars.count - count, by: 1)
    where abs(start - bars.lowerBound) >= count {
      var sum: Float = 0
      for at in 0..<count { sum += evidence.likeness[bars.lowerBound + at, start + at] }
      found.append((start, Double(sum) / Double(count)))
    }
    guard let best = found.max(by: { $0.value < $1.value }) else { return (0, 0) }
    let others = found.filter { abs($0.start - best.start) >= count }
    return (best.value, others.map(\.value).max() ?? 0)
  }

  /// From the bars before to the first ones.
  private func rise(_ curve: [Double], _ bars: Range<Int>, by reach: Int) -> Double {
    guard bars.lowerBound > 0 else { return 0 }
    let before = max(0, bars.lowerBound - reach)..<bars.lowerBound
    let after = bars.lowerBound..<min(curve.count, bars.lowerBound + reach)
    return curve[after].mean - curve[before].mean
  }

  /// How unlike four bars are to those before, against how unlike they are among themselves.
  private func change(_ bar: Int) -> Double {
    let before = max(0, bar - 4)..<bar, after = bar..<min(evidence.bars.count, bar + 4)
    guard !before.isEmpty, !after.isEmpty else { return 0 }
    func mean(_ one: Range<Int>, _ other: Range<Int>) -> Double {
      let sum = one.reduce(0) { sum, row in other.reduce(sum) { $0 + Double(evidence.likeness[row, $1]) } }
      return sum / Double(one.count * other.count)
    }
    return (mean(before, before) + mean(after, after)) / 2 - mean(before, after)
  }

  private static func standardized(_ curve: [Double]) -> [Double] {
    let mean = curve.mean, deviation = max(1e-6, curve.deviation)
    return curve.map { ($0 - mean) / deviation }
  }

  private static func last(_ group: PartGroup) -> Int { group.parts.map(\.lowerBound).max() ?? 0 }
  private static func first(_ group: PartGroup) -> Int { group.parts.map(\.lowerBound).min() ?? 0 }
}

extension ConditionalLogit {
  public static let hook = ConditionalLogit(weights: [
    0.323, 1.048, 1.285, -0.348, 0.091, 0.85, 0.885, 0.139, 0.33, 0.208, 1, 1, 1, -0.3, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0,
  ])
}
