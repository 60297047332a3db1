import Samples

/// A tune of two bars: mostly by steps, with a leap now and then, and a breath at its end.
struct Melody: Sendable, Equatable {
  struct Tone: Sendable, Equatable {
    /// Of the pattern's steps, from the first bar.
    let start: Int
    let length: Int
    /// Of the scale, from the tonic.
    let degree: Int
  }

  let tones: [Tone]

  init(meter: Meter, isSung: Bool, isDense: Bool, _ draws: inout Draws) {
    let beat = meter.division
    let lengths =
      beat == 3
      ? (isDense ? [1, 2, 3, 3, 3] : [2, 3, 3, 6, 6])
      : (isDense ? [1, 2, 2, 2, 3, 4] : [2, 2, 3, 4, 4, 6, 8])
    let end = meter.steps * 2 - (isSung ? beat * 2 : beat / 2)
    var tones: [Tone] = []
    var place = draws.pick([0, 0, beat, beat / 2])
    var degree = draws.pick([0, 2, 4, 7])
    while place < end {
      let length = min(draws.pick(lengths), end - place)
      if !draws.chance(isSung ? 12 : 20) { tones.append(Tone(start: place, length: length, degree: degree)) }
      place += length
      degree += draws.chance(20) ? draws.pick([-4, -3, 3, 4]) : draws.pick([-2, -1, -1, 0, 1, 1, 2])
      degree = min(9, max(-3, degree))
    }
    // A phrase comes home at its end.
    if let last = tones.popLast() {
      tones.append(Tone(start: last.start, length: last.length, degree: last.degree > 4 ? 7 : 0))
    }
    self.tones = tones
  }
}

extension Arranger {
  mutating func sing(_ melody: Melody, _ part: Int, _ bar: Int, _ section: Section, _ theme: Theme) {
    let meter = recipe.meter
    let place = bar - section.bars.lowerBound
    let first = place % 2 * meter.steps
    let spec = recipe.style.parts[part]
    let base = spec.lowest + ((recipe.tonic + section.shift - spec.lowest) % 12 + 12) % 12
    for tone in melody.tones where (first..<first + meter.steps).contains(tone.start) {
      let step = tone.start - first
      let isVaried = section.kind != .chorus && place % 4 == 3
      let raised = section.kind == .chorus ? recipe.lift.steps : 0
      let degree = tone.degree + raised + (isVaried ? draws.number(-1...1) : 0)
      var pitch = recipe.scale.semitones(degree)
      if step % meter.division == 0 {
        pitch = chord(bar, step: step, section, theme).nearest(to: pitch)
      }
      score.notes[part].append(
        Score.Note(
          start: firstBeat(ofBar: bar) + Double(step) / Double(meter.division),
          length: Double(tone.length) / Double(meter.division) * 0.93, pitch: base + pitch,
          strength: step % meter.division == 0 ? 0.9 : 0.7))
    }
  }
}

extension Chord {
  /// The tone of the chord that is next to this one; all are counted from the tonic.
  func nearest(to pitch: Int) -> Int {
    let classes = tones.prefix(3).map { (root + $0) % 12 }
    for distance in [0, -1, 1, -2, 2, -3, 3] {
      if classes.contains(((pitch + distance) % 12 + 12) % 12) { return pitch + distance }
    }
    return pitch
  }
}
