import Samples

/// Writes the notes of a piece, bar by bar.
struct Arranger {
  let recipe: Recipe
  var draws: Draws
  var score: Score
  /// Whether a part plays in this piece at all.
  private var isPlaying: [Bool]
  private let hasDrumsEarly: Bool

  /// What the sections of one kind have in common.
  struct Theme {
    let progression: Progression
    let barsPerChord: Int
    let groove: [(drum: Drum, line: Line)]
    /// For each part.
    let lines: [Line?]
    let melodies: [Melody]
  }

  init(_ recipe: Recipe) {
    self.recipe = recipe
    var draws = recipe.draws(1)
    isPlaying = recipe.style.parts.map { part in
      part.role == .bass || part.from <= 1 ? true : draws.chance(part.role == .chords ? 80 : 65)
    }
    // A song without a tune is none.
    if recipe.style.hidesThirds || recipe.isSong, let tune = recipe.style.parts.firstIndex(where: \.isTune) {
      isPlaying[tune] = true
    }
    if recipe.kind == .percussion { isPlaying = isPlaying.map { _ in false } }
    hasDrumsEarly = draws.chance(50)
    self.draws = draws
    score = Score(notes: recipe.style.parts.map { _ in [] }, hits: [])
  }

  /// Choruses are alike, and so are verses but for their second half.
  mutating func compose() -> Score {
    var themes: [Theme] = []
    for kind in Section.Kind.allCases {
      let isOther = kind == .chorus && recipe.lift.hasOwnChords
      themes.append(theme(for: kind, avoiding: isOther ? themes.last?.progression : nil))
    }
    for section in recipe.sections {
      guard let place = Section.Kind.allCases.firstIndex(of: section.kind) else { continue }
      for bar in section.bars { write(bar, of: section, themes[place]) }
      strikeFill(endOf: section)
    }
    lift()
    if recipe.kind == .atonal { loseTheKey() }
    return score
  }

  private mutating func theme(for kind: Section.Kind, avoiding avoided: Progression?) -> Theme {
    let style = recipe.style
    let progressions = style.progressions.list(style.split).filter { $0.scale == recipe.scale }
    let groove = style.grooves.isEmpty ? [] : draws.pick(style.grooves)
    let others = progressions.filter { $0 != avoided }
    let known = !others.isEmpty ? others : progressions
    let plain = [Progression(recipe.scale, "0|0|0|0")]
    return Theme(
      progression: draws.pick(known.isEmpty ? plain : known), barsPerChord: draws.pick(style.barsPerChord),
      groove: groove.map { ($0.drum, varied(Line($0.line))) },
      lines: style.parts.map { $0.lines.isEmpty ? nil : Line(draws.pick($0.lines)) },
      melodies: style.parts.map { part in
        Melody(meter: recipe.meter, isSung: part.role == .voice, isDense: kind == .chorus, &draws)
      })
  }

  /// No two drummers play a pattern alike: ghosts come and go.
  private mutating func varied(_ line: Line) -> Line {
    Line(
      steps: line.steps,
      events: line.events.filter { event in
        Line.strength(of: event.symbol) > 0.8 || draws.chance(95)
      })
  }

  private mutating func write(_ bar: Int, of section: Section, _ theme: Theme) {
    for (index, part) in recipe.style.parts.enumerated() where isPlaying[index] {
      guard part.from <= max(section.intensity, recipe.isAlwaysFull ? 2 : 0) else { continue }
      if let line = theme.lines[index] {
        play(line, index, bar, section, theme)
      } else {
        sing(theme.melodies[index], index, bar, section, theme)
      }
    }
    let isEarly = section.kind == .intro && !hasDrumsEarly
    guard section.intensity > 0, !isEarly || recipe.kind == .percussion else { return }
    strike(bar, section, theme)
  }

  func firstBeat(ofBar bar: Int) -> Double { Double(bar * recipe.meter.beats) }

  func chord(_ bar: Int, step: Int, _ section: Section, _ theme: Theme) -> Chord {
    let place = bar - section.bars.lowerBound
    return theme.progression.chord(
      bar: place / theme.barsPerChord, place: Double(step) / Double(recipe.meter.steps))
  }

  private mutating func loseTheKey() {
    for part in score.notes.indices {
      for note in score.notes[part].indices {
        let pitch = score.notes[part][note].pitch
        score.notes[part][note].pitch = pitch / 12 * 12 + draws.index(below: 12)
      }
    }
  }
}

extension Recipe {
  /// Music without drums is not silent in a break.
  var isAlwaysFull: Bool { !style.hasDrums }
}
