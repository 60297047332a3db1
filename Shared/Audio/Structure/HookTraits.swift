/// What tells a chorus from the other parts of a piece.
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

  func rows(_ chosen: [PartGroup]) -> [[Double]] {
    let repeated = chosen.filter { $0.times > 1 }
    let last = repeated.map(Self.last).max(), first = repeated.map(Self.first).min()
    let heights = chosen.map { group in curves.map { Self.mean($0, of: group.parts) } }
    let tops = curves.indices.map { at in heights.map { $0[at] }.max() ?? 0 }
    return chosen.indices.map { place in
      let group = chosen[place]
      let repeats = group.times > 1
      let share = group.parts.reduce(0) { $0 + evidence.seconds(of: $1) } / evidence.duration
      return [
        repeats ? 1 : 0, repeats ? Double(min(4, group.times) - 2) : 0,
        repeats && Self.last(group) == last ? 1 : 0, repeats && Self.first(group) == first ? 1 : 0,
        repeats ? group.likeness : 0.8,
        group.parts.contains { $0.lowerBound == 0 } ? 1 / Double(group.parts.count) : 0, share,
        heights[place][0] == tops[0] ? 1 : 0, heights[place][1] == tops[1] ? 1 : 0,
      ] + heights[place] + curves.prefix(2).map { rise($0, group) }
    }
  }

  /// From the two bars before to the first two, on average.
  private func rise(_ curve: [Double], _ group: PartGroup) -> Double {
    let rises = group.parts.filter { $0.lowerBound > 0 }.map { part -> Double in
      let before = max(0, part.lowerBound - 2)..<part.lowerBound
      let after = part.lowerBound..<min(part.upperBound, part.lowerBound + 2)
      return Self.mean(curve, of: [after]) - Self.mean(curve, of: [before])
    }
    return rises.isEmpty ? 0 : rises.reduce(0, +) / Double(rises.count)
  }

  private static func mean(_ curve: [Double], of parts: [Range<Int>]) -> Double {
    let count = parts.reduce(0) { $0 + $1.count }
    return parts.reduce(0) { $0 + curve[$1].reduce(0, +) } / Double(max(1, count))
  }

  private static func standardized(_ curve: [Double]) -> [Double] {
    let mean = curve.reduce(0, +) / Double(max(1, curve.count))
    let variance = curve.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, curve.count))
    let deviation = max(1e-6, variance.squareRoot())
    return curve.map { ($0 - mean) / deviation }
  }

  private static func last(_ group: PartGroup) -> Int { group.parts.map(\.lowerBound).max() ?? 0 }
  private static func first(_ group: PartGroup) -> Int { group.parts.map(\.lowerBound).min() ?? 0 }
}

extension ConditionalLogit {
  /// The part of a hook, from `HookTraits`: it repeats, how often beyond twice, it is the last and the first of those
  /// that do, how exactly it repeats, the sound begins with it, its share, it is the fullest and the loudest, how full,
  /// loud, bright, high and lively it is, and how far fullness and loudness rise where it begins. Fitted to a hundred
  /// made songs of the tuning half, with true beats and with those that are found, the penalty being 0.01.
  public static let hook = ConditionalLogit(weights: [
    0.323, 1.048, 1.285, -0.348, 0.091, -0.278, 0.24, 0.289, -0.005, 0.85, 0.885, 0.139, 0.33, 0.208, -0.249,
    0.098,
  ])
}
