import Samples

/// What lifts the choruses of a song above its verses. No song has all of it, and each has some.
struct Lift: Sendable, Equatable {
  /// More play than in verses; it is never fewer.
  var hasMorePlayers = false
  /// How much softer everything else is played, as a factor.
  var softness = 1.0
  /// Of the scale, that tunes are higher.
  var steps = 0
  /// Chords are heard in two octaves.
  var isDoubled = false
  /// Cymbals every four bars.
  var hasCrashes = false
  /// The bar before grows towards it.
  var isBuiltUp = false
  /// The chords are not those of the verse, if there are others.
  var hasOwnChords = false
  /// Semitones that the last one is higher.
  var lastShift = 0

  static let none = Lift()
}

extension Lift {
  init(seed: UInt64) {
    var draws = Draws(seed, .testMusic, 4)
    var cues = [80, 65, 55, 40, 50, 60].map { draws.chance($0) }
    // One that is left out, and two that are there.
    cues[draws.index(below: cues.count)] = false
    for cue in [0, 1] where cues.count(where: { $0 }) < 2 { cues[cue] = true }
    let softness = draws.value(0.6...0.87), steps = draws.number(2...5)
    self.init(
      hasMorePlayers: cues[0], softness: cues[1] ? softness : 1, steps: cues[2] ? steps : 0,
      isDoubled: cues[3], hasCrashes: cues[4], isBuiltUp: cues[5], hasOwnChords: draws.chance(75),
      lastShift: draws.chance(15) ? draws.number(1...2) : 0)
  }

  /// Raises the choruses of a song, which begin as parts like others.
  func raise(_ sections: inout [Section]) {
    let last = sections.lastIndex { $0.kind == .chorus } ?? sections.count
    for index in sections.indices {
      switch sections[index].kind {
      case .chorus: sections[index].intensity = 3
      case .verse: sections[index].intensity = hasMorePlayers ? 2 : 3
      default: break
      }
      if index >= last { sections[index].shift += lastShift }
    }
  }
}

extension Arranger {
  /// How hard each bar is played.
  private func strengths() -> [Double] {
    var strengths = [Double](repeating: 1, count: recipe.bars + 1)
    for section in recipe.sections where section.kind != .chorus {
      for bar in section.bars { strengths[bar] = recipe.lift.softness }
    }
    return strengths
  }

  /// Plays softer what is no chorus, and strikes more and more before one.
  mutating func lift() {
    let lift = recipe.lift
    guard lift != .none else { return }
    let strengths = strengths()
    func strength(_ beat: Double) -> Double {
      strengths[min(strengths.count - 1, max(0, Int(beat) / recipe.meter.beats))]
    }
    for part in score.notes.indices {
      for note in score.notes[part].indices {
        score.notes[part][note].strength *= strength(score.notes[part][note].start)
      }
    }
    for hit in score.hits.indices { score.hits[hit].strength *= strength(score.hits[hit].start) }
    guard lift.isBuiltUp, recipe.style.hasDrums else { return }
    for (section, next) in zip(recipe.sections, recipe.sections.dropFirst())
    where next.kind == .chorus && section.kind != .chorus { buildUp(to: next.bars.lowerBound) }
  }

  private mutating func buildUp(to bar: Int) {
    let strokes = recipe.meter.beats * 2
    for stroke in 0..<strokes {
      let place = Double(stroke) / Double(strokes)
      score.hits.append(
        Score.Hit(
          drum: .highTom, start: firstBeat(ofBar: bar) + (place - 1) * Double(recipe.meter.beats),
          strength: 0.25 + 0.6 * place))
    }
  }
}
