/// Judges the rhythm of what was heard.
public struct RhythmJudge: Sendable {
  /// Below this likelihood of a pulse there is none.
  private static let leastPulse = 0.3

  public var tempi: ConditionalLogit
  public var phases: ConditionalLogit
  public var pulse: Likelihood

  public init(
    tempi: ConditionalLogit = .tempo, phases: ConditionalLogit = .phase, pulse: Likelihood = .pulse
  ) {
    self.tempi = tempi
    self.phases = phases
    self.pulse = pulse
  }

  /// Nil where nothing keeps a pulse.
  public func rhythm(_ heard: Heard, _ chroma: Chroma, _ key: KeyEvidence) -> Rhythm? {
    let changes = Self.changes(heard, chroma)
    let periodicity = Periodicity(heard.onsets, harmony: changes)
    let pulse = self.pulse.probability(PulseEvidence(periodicity, key).values)
    let periods = TempoCandidates(periodicity).periods()
    guard pulse >= Self.leastPulse, !periods.isEmpty else { return nil }
    let chances = tempi.probabilities(periods.map { TempoTraits(periodicity, period: $0).values })
    let order = periods.indices.sorted { chances[$0] != chances[$1] ? chances[$0] > chances[$1] : $0 < $1 }
    let found = order.map { 60 * periodicity.rate / periods[$0] }
    let tracked = Self.tracked(heard, periodicity, period: periods[order[0]])
    let beats = BeatPhase(tracked, heard.onsets, chroma, changes: changes).best(phases)
    let isTernary = Subdivision.isTernary(beats, heard.onsets)
    return Rhythm(
      tempo: Tempo(
        bpm: found[0], confidence: pulse * chances[order[0]], alternatives: Array(found.dropFirst().prefix(3))
      ),
      beats: beats, meter: MeterFinder(beats: beats, heard.onsets, chroma).meter(isTernary: isTernary))
  }

  /// Tempi and their traits: what the ranker chooses from, and learns from.
  public func choices(_ heard: Heard, _ chroma: Chroma) -> (tempi: [Double], traits: [[Double]]) {
    let periodicity = Periodicity(heard.onsets, harmony: Self.changes(heard, chroma))
    let periods = TempoCandidates(periodicity).periods()
    return (
      periods.map { 60 * periodicity.rate / $0 }, periods.map { TempoTraits(periodicity, period: $0).values }
    )
  }

  /// Rows of beats for a known tempo, and their traits: what the ranker of phases learns from.
  public func phaseChoices(_ heard: Heard, _ chroma: Chroma, bpm: Double) -> (
    rows: [[Double]], traits: [[Double]]
  ) {
    let changes = Self.changes(heard, chroma)
    let periodicity = Periodicity(heard.onsets, harmony: changes)
    let period = TempoCandidates(periodicity).refined(60 * periodicity.rate / bpm)
    let tracked = Self.tracked(heard, periodicity, period: period)
    let phase = BeatPhase(tracked, heard.onsets, chroma, changes: changes)
    return (phase.rows, phase.traits)
  }

  /// What the likelihood of a pulse is judged by.
  public func evidence(_ heard: Heard, _ chroma: Chroma, _ key: KeyEvidence) -> [Double] {
    PulseEvidence(Periodicity(heard.onsets, harmony: Self.changes(heard, chroma)), key).values
  }

  private static func tracked(_ heard: Heard, _ periodicity: Periodicity, period: Double) -> [Double] {
    let periods = LocalPeriods.track(periodicity, period: period, count: heard.onsets.all.count)
    return BeatTracker(heard.onsets).beats(periods: periods)
  }

  private static func changes(_ heard: Heard, _ chroma: Chroma) -> [Float] {
    HarmonyChanges.curve(
      chroma.values, rate: chroma.rate, count: heard.onsets.all.count, at: heard.onsets.rate)
  }
}
