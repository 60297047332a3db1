/// How fast the beats follow each other.
public struct Tempo: Sendable, Equatable {
  public let bpm: Double
  /// How likely this is right, from 0 to 1.
  public let confidence: Double
  /// What it could be instead, the likeliest first.
  public let alternatives: [Double]
}

/// Judges the rhythm of what was heard.
public struct RhythmJudge: Sendable {
  public var ranker: ConditionalLogit

  public init(ranker: ConditionalLogit = .tempo) { self.ranker = ranker }

  /// Tempi and their traits: what the ranker chooses from, and learns from.
  public func choices(_ heard: Heard, _ chroma: Chroma) -> (tempi: [Double], traits: [[Double]]) {
    let periodicity = Self.periodicity(heard, chroma)
    let periods = TempoCandidates(periodicity).periods()
    return (
      periods.map { 60 * periodicity.rate / $0 }, periods.map { TempoTraits(periodicity, period: $0).values }
    )
  }

  /// What shows whether there is a pulse at all: see `PulseEvidence`.
  public func evidence(_ heard: Heard, _ chroma: Chroma) -> [Double] {
    PulseEvidence(Self.periodicity(heard, chroma)).values
  }

  public func rhythm(_ heard: Heard, _ chroma: Chroma) -> Rhythm? {
    let periodicity = Self.periodicity(heard, chroma)
    let periods = TempoCandidates(periodicity).periods()
    guard !periods.isEmpty else { return nil }
    let chances = ranker.probabilities(periods.map { TempoTraits(periodicity, period: $0).values })
    let order = periods.indices.sorted { chances[$0] != chances[$1] ? chances[$0] > chances[$1] : $0 < $1 }
    let tempi = order.map { 60 * periodicity.rate / periods[$0] }
    let beats = beats(heard, periodicity, period: periods[order[0]])
    let ternary = Subdivision.isTernary(beats, heard.onsets)
    let meter = MeterFinder(beats: beats, heard.onsets, chroma).meter(isTernary: ternary)
    let tempo = Tempo(
      bpm: tempi[0], confidence: chances[order[0]], alternatives: Array(tempi.dropFirst().prefix(3)))
    return Rhythm(tempo: tempo, beats: beats, meter: meter)
  }

  private func beats(_ heard: Heard, _ periodicity: Periodicity, period: Double) -> [Double] {
    let count = heard.onsets.all.count
    let periods = LocalPeriods.track(periodicity, period: period, count: count)
    return BeatTracker(heard.onsets).beats(periods: periods)
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
