/// Writes the parts of a song, bar by bar.
struct Composer {
  let key: SongKey
  let beatsPerBar: Int
  let sections: [SongSection]
  let band: Band
  var draws: Draws
  private(set) var chords: [SongChord] = []
  var notes: [SongPlan.Note] = []
  var hits: [SongPlan.Hit] = []

  init(key: SongKey, beatsPerBar: Int, sections: [SongSection], band: Band, draws: Draws) {
    self.key = key
    self.beatsPerBar = beatsPerBar
    self.sections = sections
    self.band = band
    self.draws = draws
  }

  /// Verses are alike, and so are choruses: each kind of section has one progression, one motif and one beat.
  mutating func compose() {
    let themes = Dictionary(
      uniqueKeysWithValues: SongSection.Kind.allCases.map { ($0, Theme(for: $0, self, &draws)) })
    for section in sections {
      guard let theme = themes[section.kind] else { continue }
      for bar in section.bars {
        let place = bar - section.bars.lowerBound
        let chord = theme.chords[place % theme.chords.count]
        chords.append(chord)
        let isLast = bar == section.bars.upperBound - 1
        writeBass(bar, chord, theme, section.energy)
        writeChords(bar, chord, section.energy)
        writeLead(bar, place, chord, theme, section)
        writeDrums(bar, place, theme, section.energy, fills: isLast && section.bars.count > 2)
      }
    }
  }

  func beat(ofBar bar: Int) -> Double { Double(bar * beatsPerBar) }

  mutating func play(
    _ part: SongPlan.Note.Part, at start: Double, for length: Double, step: Int, octave: Int,
    _ strength: Double
  ) {
    notes.append(
      SongPlan.Note(
        part: part, start: start, length: length, pitch: key.pitch(step, octave: octave),
        strength: min(1, max(0.05, strength))))
  }

  mutating func strike(_ drum: SongPlan.Hit.Drum, at start: Double, _ strength: Double) {
    hits.append(SongPlan.Hit(drum: drum, start: start, strength: min(1, max(0.05, strength))))
  }
}
