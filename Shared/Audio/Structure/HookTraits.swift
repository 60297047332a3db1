/// What tells a stretch of a chorus from others.
///
/// Choruses repeat; they are loud, full and bright, and rise above what comes before; pieces rather end than begin with
/// them, and what comes after an introduction is a verse.
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
    let own = groups.map { repetition($0) + beginnings($0.parts) + order($0) }
    return windows.map { own[$0.group] + traits($0) }
  }

  /// That the part repeats, how often, that it is the last and the first of those that do, and how exactly it repeats.
  private func repetition(_ group: PartGroup) -> [Double] {
    guard group.times > 1 else { return [0, 0, 0, 0, 0.8] }
    let others = groups.filter { $0.times > 1 }
    return [
      1, Double(min(4, group.times) - 2), others.allSatisfy { Self.last($0) <= Self.last(group) } ? 1 : 0,
      others.allSatisfy { Self.first($0) >= Self.first(group) } ? 1 : 0, group.likeness,
    ]
  }

  /// How the parts of a group begin: how far fullness, loudness and liveliness rise, how the bar before leads up to them
  /// in fullness and liveliness, and how the first stands out in brightness and liveliness.
  private func beginnings(_ parts: [Range<Int>]) -> [Double] {
    let starts = parts.map(\.lowerBound).filter { $0 > 0 }
    let rises = [0, 1, 4].map { curve in starts.map { rise(curves[curve], $0, by: 4) }.mean }
    let leads = [0, 4].map { curve in
      starts.map { curves[curve][$0 - 1] - mean(curves[curve], $0 - 4..<$0 - 1) }.mean
    }
    let firsts = [2, 4].map { curve in
      parts.map { curves[curve][$0.lowerBound] - mean(curves[curve], $0.lowerBound + 1..<$0.lowerBound + 4) }
        .mean
    }
    return rises + leads + firsts
  }

  /// How often a part that repeats follows one that does not, whether its group begins the piece, and whether one that
  /// repeats ends it, but for one part.
  private func order(_ group: PartGroup) -> [Double] {
    let all = evidence.parts.all
    let places = all.indices.filter { all[$0].label == group.label }
    guard let first = places.first, let last = places.last else { return [0, 0, 0] }
    let begins = first == 0 ? 1.0 : 0
    guard group.times > 1 else { return [0, begins, 0] }
    let single = Set(groups.filter { $0.times < 2 }.map(\.label))
    let after = places.count { $0 > 0 && single.contains(all[$0 - 1].label) }
    return [Double(after) / Double(places.count), begins, last >= all.count - 2 ? 1 : 0]
  }

  /// How full, loud, bright, high and lively a stretch is, whether it begins a part and the piece, how much of it is in one
  /// part, how alike the two others are that are most alike, how the sound changes where it begins and ends, and how late
  /// in the piece it is.
  private func traits(_ window: HookWindow) -> [Double] {
    let first = window.bars.lowerBound
    let inside = window.bars.clamped(to: window.part).count
    let again = again(window.bars)
    return curves.map { $0[window.bars].mean } + [
      window.startsPart ? 1 : 0, window.part.lowerBound == 0 ? 1 : 0,
      Double(inside) / Double(max(1, window.bars.count)), again.best, again.second,
      change(first), change(window.bars.upperBound), Double(first) / Double(evidence.bars.count),
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
  private func rise(_ curve: [Double], _ bar: Int, by reach: Int) -> Double {
    bar > 0 ? mean(curve, bar..<bar + reach) - mean(curve, bar - reach..<bar) : 0
  }

  /// Of the bars that there are.
  private func mean(_ curve: [Double], _ bars: Range<Int>) -> Double {
    curve[bars.clamped(to: curve.indices)].mean
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
  /// The stretch of a hook, from `HookTraits`. Fitted as `FitHooks` does to made songs of the tuning half, with true beats and with
  /// those that are found.
  public static let hook = ConditionalLogit(weights: [
    -0.694, 1.722, 1.399, -0.072, 0.01, -0.138, -0.539, -0.04, -0.406, 0.406, -0.229, -0.594, 0.612, -2.097,
    1.856, 1.746, 2.35, 0.048, 0.322, 0.4, 2.975, -0.52, 1.527, 0.532, 0.819, 1.414, 0.549, 1.742,
  ])
}
