/// A stretch that can be played over and over without a break.
public struct Loop: Sendable, Equatable, Codable {
  /// Seconds; both begin a bar, so that a loop of a hook begins a breath before it, by `HookJudge.lateness`. What follows
  /// `end` is like what follows `start`.
  public let start: Double
  public let end: Double
  /// How much the sound around both is alike, 1 if it is the same.
  public let likeness: Double
}

extension Loop {
  /// Seconds that bars may lie outside of the range, less than anyone would say that a beat is missed by.
  private static let slack = 0.05

  /// The loop inside a stretch of a piece whose ends match best in notes, timbre, rhythm and level; nil where there
  /// are not two bars that are alike, or no beat.
  public init?(_ evidence: StructureEvidence, within range: ClosedRange<Double>, atLeast least: Double = 4) {
    guard evidence.grid.isBeaten else { return nil }
    let bars = (0..<evidence.bars.count).filter {
      let time = evidence.time(ofBar: $0)
      return time >= range.lowerBound - Self.slack && time <= range.upperBound + Self.slack
    }
    var best: (score: Double, loop: Loop)?
    for start in bars {
      for end in bars where end > start {
        let seconds = evidence.time(ofBar: end) - evidence.time(ofBar: start)
        guard seconds >= least else { continue }
        let likeness = Self.likeness(start, end, evidence)
        // Of loops that are alike the longer one tires later.
        let score = likeness + 0.1 * seconds / (range.upperBound - range.lowerBound)
        guard likeness > 0.5, score > best?.score ?? 0 else { continue }
        best = (
          score,
          Loop(start: evidence.time(ofBar: start), end: evidence.time(ofBar: end), likeness: likeness)
        )
      }
    }
    guard let best else { return nil }
    self = best.loop
  }

  private static func likeness(_ start: Int, _ end: Int, _ evidence: StructureEvidence) -> Double {
    let after = Double(evidence.likeness[start, end])
    let before = start > 0 ? Double(evidence.likeness[start - 1, end - 1]) : after
    let step = abs(evidence.levels[start] - evidence.levels[end])
    // A step of 6 dB, in the scale of the first cepstrum.
    return (after + before) / 2 - 0.5 * min(1, step / 38)
  }
}
