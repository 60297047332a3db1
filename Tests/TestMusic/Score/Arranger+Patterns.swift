import Samples

extension Arranger {
  mutating func play(_ line: Line, _ part: Int, _ bar: Int, _ section: Section, _ theme: Theme) {
    let steps = recipe.meter.steps
    let first = (bar - section.bars.lowerBound) * steps % line.steps
    for event in line.events where (first..<first + steps).contains(event.step) {
      let step = event.step - first
      let chord = chord(bar, step: step, section, theme)
      let beat = firstBeat(ofBar: bar) + Double(step) / Double(recipe.meter.division)
      let length = Double(event.length) / Double(recipe.meter.division)
      let accent = step % recipe.meter.division == 0 ? 1.0 : 0.88
      for pitch in pitches(event.symbol, chord, recipe.style.parts[part], shift: section.shift) {
        score.notes[part].append(
          Score.Note(
            start: beat, length: length * 0.94, pitch: pitch,
            strength: Line.strength(of: event.symbol) * accent))
      }
      if section.kind == .chorus, recipe.lift.isDoubled, recipe.style.parts[part].role == .chords {
        double(part, at: beat)
      }
    }
  }

  /// An octave above what was written last.
  private mutating func double(_ part: Int, at beat: Double) {
    for note in score.notes[part].reversed().prefix(while: { $0.start == beat }) {
      score.notes[part].append(
        Score.Note(
          start: beat, length: note.length, pitch: note.pitch + 12, strength: note.strength * 0.6))
    }
  }

  private func pitches(_ symbol: Character, _ chord: Chord, _ part: Style.Part, shift: Int) -> [Int] {
    func above(_ lowest: Int, _ tone: Int) -> Int { lowest + ((tone - lowest) % 12 + 12) % 12 }
    let root = recipe.tonic + shift + chord.root
    guard part.role == .chords else {
      return [above(part.lowest, root) + (degrees(of: chord)[symbol] ?? 0)]
    }
    // The tones of a chord stay near to those of the last one.
    let tones = part.isThirdless ? [0, 7] : chord.tones
    let voicing = tones.map { above(part.lowest, root + $0) }.sorted()
    if symbol == "b" { return [above(part.lowest - 12, root)] }
    guard let index = symbol.wholeNumberValue else { return voicing }
    return [voicing[index % voicing.count] + 12 * (index / voicing.count)]
  }

  /// Semitones above the root, by how a bass line writes them. Sixths and sevenths are those of the scale.
  private func degrees(of chord: Chord) -> [Character: Int] {
    func known(_ high: Int, _ low: Int) -> Int {
      recipe.scale.steps.contains((chord.root + high) % 12) ? high : low
    }
    let third = chord.tones.contains(3) ? 3 : chord.tones.contains(4) ? 4 : 7
    return [
      "3": third, "5": chord.tones.contains(6) ? 6 : 7, "6": known(9, 8), "7": known(10, 11), "8": 12,
      "a": -1,
    ]
  }

  mutating func strike(_ bar: Int, _ section: Section, _ theme: Theme) {
    let meter = recipe.meter
    let isLast = bar == section.bars.upperBound - 1 && section.bars.count > 2
    let kitHasCrash = theme.groove.contains { $0.drum == .closedHat || $0.drum == .ride }
    if bar == section.bars.lowerBound, section.intensity > 2, kitHasCrash, draws.chance(70) {
      score.hits.append(Score.Hit(drum: .crash, start: firstBeat(ofBar: bar), strength: 0.7))
    }
    let place = bar - section.bars.lowerBound
    if section.kind == .chorus, recipe.lift.hasCrashes, kitHasCrash, place % 4 == 0 {
      score.hits.append(Score.Hit(drum: .crash, start: firstBeat(ofBar: bar), strength: 0.8))
    }
    for (drum, line) in theme.groove {
      let first = (bar - section.bars.lowerBound) * meter.steps % line.steps
      for event in line.events where (first..<first + meter.steps).contains(event.step) {
        if section.intensity < 2, drum == .snare || drum == .clap { continue }
        if isLast, hasFill(section), event.step - first >= meter.steps - meter.division { continue }
        let start = firstBeat(ofBar: bar) + Double(event.step - first) / Double(meter.division)
        strike(drum, event.symbol, at: start)
      }
    }
  }

  private mutating func strike(_ drum: Drum, _ symbol: Character, at start: Double) {
    let count = symbol == "r" ? 2 : symbol == "t" ? 3 : 1
    for index in 0..<count {
      let place = start + Double(index) / Double(count * recipe.meter.division)
      let strength = Line.strength(of: symbol) * (0.92 + 0.16 * draws.fraction())
      score.hits.append(Score.Hit(drum: drum, start: place, strength: strength))
    }
  }

  /// A matter of the section, not of chance, so that the bar before can leave room for it.
  private func hasFill(_ section: Section) -> Bool {
    recipe.style.hasDrums && section.intensity > 1
      && (recipe.seed &+ UInt64(section.bars.lowerBound)) % 3 != 0
  }

  mutating func strikeFill(endOf section: Section) {
    guard hasFill(section), section.bars.count > 2 else { return }
    let division = recipe.meter.division
    let start = firstBeat(ofBar: section.bars.upperBound) - 1
    for step in 0..<division where step == 0 || draws.chance(75) {
      let drum: Drum = step < division / 2 ? .highTom : .lowTom
      score.hits.append(
        Score.Hit(
          drum: drum, start: start + Double(step) / Double(division), strength: 0.6 + 0.3 * draws.fraction()))
    }
  }
}
