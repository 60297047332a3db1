/// What a song is to be like. What is nil is drawn by the seed.
public struct SongBrief: Sendable, Equatable {
  public var seed: UInt64
  /// Seconds; the song has the whole number of bars that comes nearest, and at least four.
  public var duration: Double
  /// 70 to 180 beats a minute when it is drawn.
  public var tempo: Double?
  public var key: SongKey?
  /// 3 or 4.
  public var beatsPerBar: Int?
  public var band: Band?

  public init(
    seed: UInt64, duration: Double = 60, tempo: Double? = nil, key: SongKey? = nil, beatsPerBar: Int? = nil,
    band: Band? = nil
  ) {
    self.seed = seed
    self.duration = duration
    self.tempo = tempo
    self.key = key
    self.beatsPerBar = beatsPerBar
    self.band = band
  }
}

extension SongPlan {
  /// Composes a song; the same brief makes the same song, on every machine.
  public init(_ brief: SongBrief) {
    precondition(
      brief.duration > 0 && brief.tempo ?? 100 > 0 && brief.beatsPerBar ?? 4 > 0, "an impossible song")
    var draws = Draws(brief.seed, .song)
    let drawnTempo = Double(draws.number(70...180))
    let drawnKey = SongKey(tonic: draws.index(below: 12), mode: draws.pick(SongKey.Mode.allCases))
    let drawnBeats = draws.chance(25) ? 3 : 4
    let beatsPerBar = brief.beatsPerBar ?? drawnBeats
    let tempo = brief.tempo ?? drawnTempo
    let bars = max(4, Int((brief.duration * tempo / 60 / Double(beatsPerBar)).rounded()))
    // Drawn in any case: what is drawn after it does not depend on the brief.
    let drawnBand = Band(&draws)
    let band = brief.band ?? drawnBand
    let sections = SongSection.layout(bars: bars, &draws)
    var composer = Composer(
      key: brief.key ?? drawnKey, beatsPerBar: beatsPerBar, sections: sections, band: band, draws: draws)
    composer.compose()
    self.init(
      seed: brief.seed, tempo: tempo, key: composer.key, beatsPerBar: beatsPerBar, sections: sections,
      chords: composer.chords, notes: composer.notes.sorted { $0.start < $1.start },
      hits: composer.hits.sorted { $0.start < $1.start }, band: band)
  }
}
