extension Composer {
  /// The root, with the fifth and the octave on the way.
  mutating func writeBass(_ bar: Int, _ chord: SongChord, _ theme: Theme, _ energy: Double) {
    let places = energy < 0.5 ? [0] : theme.bass
    for (index, place) in places.enumerated() {
      let end = index + 1 < places.count ? places[index + 1] : beatsPerBar * 2
      let step =
        place == 0 ? chord.root : draws.pick([chord.root, chord.root, chord.root + 4, chord.root + 7])
      let length = min(Double(end - place) / 2, 2) * 0.95
      play(
        .bass, at: beat(ofBar: bar) + Double(place) / 2, for: length, step: step, octave: 2,
        0.55 + 0.35 * energy)
    }
  }

  mutating func writeChords(_ bar: Int, _ chord: SongChord, _ energy: Double) {
    let start = beat(ofBar: bar)
    let strength = 0.35 + 0.4 * energy
    switch band.figure {
    case .held: sound(chord, at: start, for: Double(beatsPerBar) * 0.98, strength)
    case .pulsed: for beat in 0..<beatsPerBar { sound(chord, at: start + Double(beat), for: 0.8, strength) }
    case .offBeat:
      for beat in 0..<beatsPerBar { sound(chord, at: start + Double(beat) + 0.5, for: 0.4, strength) }
    case .broken:
      let steps = chord.steps + [chord.root + 7]
      for half in 0..<beatsPerBar * 2 {
        let step = steps[half % steps.count]
        play(.chords, at: start + Double(half) / 2, for: 0.7, step: step, octave: 4, strength)
      }
    }
  }

  private mutating func sound(_ chord: SongChord, at start: Double, for length: Double, _ strength: Double) {
    for (index, step) in chord.steps.enumerated() {
      // The middle tone an octave up opens the chord where the root is high.
      let octave = index == 1 && chord.root > 3 ? 3 : 4
      play(.chords, at: start, for: length, step: step, octave: octave, strength / 1.5)
    }
  }

  /// The motif over two bars, moved with the chord; every fourth bar ends it in its own way.
  mutating func writeLead(
    _ bar: Int, _ place: Int, _ chord: SongChord, _ theme: Theme, _ section: SongSection
  ) {
    guard section.kind != .break, section.kind != .intro || place % 4 >= 2 else { return }
    let quarters = beatsPerBar * 4
    let first = place % 2 * quarters
    let octave = section.kind == .chorus ? 5 : 4
    for tone in theme.motif where (first..<first + quarters).contains(tone.start) {
      let isVaried = place % 4 == 3 && tone.start > first + quarters / 2
      let step = chord.root % 4 + tone.step + (isVaried ? draws.number(-2...2) : 0)
      let start = beat(ofBar: bar) + Double(tone.start - first) / 4
      play(
        .lead, at: start, for: Double(tone.length) / 4 * 0.92, step: step, octave: octave,
        0.4 + 0.5 * section.energy)
    }
  }
}
