/// How fast the beats follow each other.
public struct Tempo: Sendable, Equatable {
  public let bpm: Double
  /// How likely this is right, from 0 to 1.
  public let confidence: Double
  /// What it could be instead, the likeliest first.
  public let alternatives: [Double]
}

/// Judges the tempo of what was heard.
public struct TempoJudge: Sendable {
  public var ranker: ConditionalLogit

  public init(ranker: ConditionalLogit = .tempo) { self.ranker = ranker }

  /// Periods and their traits: what the ranker chooses from, and learns from.
  public func choices(_ heard: Heard, _ chroma: Chroma) -> (bpm: [Double], traits: [[Double]]) {
    let periodicity = Self.periodicity(heard, chroma)
    let periods = TempoCandidates(periodicity).periods()
    return (
      periods.map { 60 * periodicity.rate / $0 }, periods.map { TempoTraits(periodicity, period: $0).values }
    )
  }

  static func periodicity(_ heard: Heard, _ chroma: Chroma) -> Periodicity {
    let onsets = heard.onsets
    let changes = HarmonyChanges.curve(
      chroma.values, rate: chroma.rate, count: onsets.all.count, at: onsets.rate)
    return Periodicity(onsets, harmony: changes)
  }
}

extension ConditionalLogit {
  /// Of tempi.
  public static let tempo = ConditionalLogit(weights: [Double](repeating: 0, count: TempoTraits.names.count))
}
