/// The stretches of a piece that a hook could be: those that begin with a part, or some phrases of it later.
struct HookWindow: Sendable, Equatable {
  /// The first bar, and the one after the last.
  let bars: Range<Int>
  /// The part that it begins in, and its group.
  let part: Range<Int>
  let group: Int

  var startsPart: Bool { bars.lowerBound == part.lowerBound }
}

extension HookWindow {
  /// Bars of a phrase.
  private static let phrase = 4
  /// Seconds that the last bar may be shorter than what is asked.
  private static let slack = 0.3
  /// Decibels below the loudest stretch: what is softer is no hook.
  private static let depth = 25.0

  /// Empty where no bar leaves room for that many seconds.
  static func all(_ evidence: StructureEvidence, _ groups: [PartGroup], length: Double) -> [HookWindow] {
    var windows: [HookWindow] = []
    for (index, group) in groups.enumerated() {
      for part in group.parts {
        for first in stride(from: part.lowerBound, to: part.upperBound, by: phrase) {
          guard evidence.time(ofBar: first) + length + HookJudge.lateness <= evidence.duration else { break }
          let end = evidence.time(ofBar: first) + length - slack
          let last = (first..<evidence.bars.count).first { evidence.time(ofBar: $0 + 1) >= end }
          let bars = first..<(last.map { $0 + 1 } ?? evidence.bars.count)
          windows.append(HookWindow(bars: bars, part: part, group: index))
        }
      }
    }
    return sounding(windows, evidence).sorted { $0.bars.lowerBound < $1.bars.lowerBound }
  }

  /// Without those that begin in the part with the least sound, and those that are soft beside others.
  private static func sounding(_ windows: [HookWindow], _ evidence: StructureEvidence) -> [HookWindow] {
    let least = evidence.parts.all.map { evidence.level(of: $0.bars) }.min() ?? 0
    let full = windows.filter { evidence.level(of: $0.part) > least }
    let known = full.isEmpty ? windows : full
    let powers = known.map { evidence.sounds.powers[$0.bars].mean }
    let top = powers.max() ?? 0
    return zip(known, powers).filter { $0.1 > top - depth }.map(\.0)
  }
}
