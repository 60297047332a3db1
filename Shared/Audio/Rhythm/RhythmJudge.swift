/// Judges the rhythm of what was heard.
public struct RhythmJudge: Sendable {
  /// Below this likelihood of a pulse there is none.
  private static let leastPulse = 0.3

  public var tempi: ConditionalLogit
  public var beats: ConditionalLogit
  public var bars: ConditionalLogit
  public var pulse: Likelihood

  public init(
    tempi: ConditionalLogit = .tempo, beats: ConditionalLogit = .beats, bars: ConditionalLogit = .bars,
    pulse: Likelihood = .pulse
  ) {
    self.tempi = tempi
    self.beats = beats
    self.bars = bars
    self.pulse = pulse
  }

  /// Nil where nothing keeps a pulse.
  public func rhythm(_ heard: Heard, _ chroma: Chroma, _ key: KeyEvidence) -> Rhythm? {
    let changes = Self.changes(heard, chroma)
    let periodicity = Periodicity(heard.onsets, harmony: changes)
    let pulse = self.pulse.probability(PulseEvidence(periodicity, key).values)
    let periods = TempoCandidates(periodicity).periods()
    guard pulse >= Self.leastPulse, !periods.isEmpty else { return nil }
    let traits = periods.map { TempoTraits(periodicity, period: $0).values }
    let chances = tempi.probabilities(traits)
    let order = Self.order(chances)
    let choices = BeatChoices(
      heard, chroma, periodicity, periods: periods, tempoTraits: traits, order: order)
    func tempo(_ index: Int, _ chances: [Double]) -> Tempo {
      let others = Self.order(chances).filter { $0 != index }.prefix(3)
      return Tempo(
        bpm: 60 * periodicity.rate / periods[index], confidence: pulse * chances[index],
        alternatives: others.map { 60 * periodicity.rate / periods[$0] },
        alternativeConfidences: others.map { pulse * chances[$0] })
    }
    guard let best = choices.best(beats, bars, tempoCount: periods.count) else {
      // Too short for beats to be followed.
      return Rhythm(tempo: tempo(order[0], chances), beats: [], meter: nil)
    }
    let row = choices.rows[best.row]
    let isTernary = Subdivision.isTernary(row.beats, heard.onsets)
    return Rhythm(
      tempo: tempo(choices.tempi[best.row], best.tempoChances), beats: row.beats,
      meter: Meter(row, best.bars, isTernary: isTernary, confidence: best.barChance))
  }

  /// The likeliest first.
  private static func order(_ chances: [Double]) -> [Int] {
    chances.indices.sorted { chances[$0] != chances[$1] ? chances[$0] > chances[$1] : $0 < $1 }
  }

  /// Tempi and their traits: what the ranker chooses from, and learns from.
  public func choices(_ heard: Heard, _ chroma: Chroma) -> (tempi: [Double], traits: [[Double]]) {
    let periodicity = Periodicity(heard.onsets, harmony: Self.changes(heard, chroma))
    let periods = TempoCandidates(periodicity).periods()
    return (
      periods.map { 60 * periodicity.rate / $0 }, periods.map { TempoTraits(periodicity, period: $0).values }
    )
  }

  /// Rows of beats, the traits of each, and those of its bars in the order of `BarPattern.all`: what the rankers of beats and
  /// bars choose from, and learn from.
  public func beatChoices(_ heard: Heard, _ chroma: Chroma) -> [(
    beats: [Double], bpm: Double, traits: [Double], bars: [[Double]]
  )] {
    let periodicity = Periodicity(heard.onsets, harmony: Self.changes(heard, chroma))
    let periods = TempoCandidates(periodicity).periods()
    let traits = periods.map { TempoTraits(periodicity, period: $0).values }
    let choices = BeatChoices(
      heard, chroma, periodicity, periods: periods, tempoTraits: traits,
      order: Self.order(tempi.probabilities(traits)))
    return choices.rows.indices.map { at in
      let row = choices.rows[at]
      return (
        row.beats, 60 * periodicity.rate / periods[choices.tempi[at]], choices.traits[at],
        BarTraits(row).values
      )
    }
  }

  /// What the likelihood of a pulse is judged by.
  public func evidence(_ heard: Heard, _ chroma: Chroma, _ key: KeyEvidence) -> [Double] {
    PulseEvidence(Periodicity(heard.onsets, harmony: Self.changes(heard, chroma)), key).values
  }

  private static func changes(_ heard: Heard, _ chroma: Chroma) -> [Float] {
    HarmonyChanges.curve(
      chroma.values, rate: chroma.rate, count: heard.onsets.all.count, at: heard.onsets.rate)
  }
}
