/// What the sections of one kind have in common.
struct Theme {
  /// One for each bar; then again from the first.
  let chords: [SongChord]
  /// Two bars.
  let motif: [Tone]
  /// Where in a bar the bass plays, in half beats.
  let bass: [Int]
  /// Sixteenths with a stroke of the hat or kick that is this song's own.
  let accents: Set<Int>

  /// A tone of a motif.
  struct Tone {
    /// In quarters of a beat from the start of the two bars.
    let start: Int
    let length: Int
    /// Steps of the scale above the root of the chord.
    let step: Int
  }

  init(for kind: SongSection.Kind, _ song: Composer, _ draws: inout Draws) {
    let progression = draws.pick(song.key.mode.progressions)
    let turn = kind == .chorus ? 0 : draws.index(below: 2) * 2
    chords = (0..<4).map { index in
      SongChord(root: progression[(index + turn) % 4], hasSeventh: draws.chance(25))
    }
    let halves = song.beatsPerBar * 2
    let chance = kind == .chorus ? 55 : 35
    bass = [0] + (1..<halves).filter { _ in draws.chance(chance) }
    accents = Set((0..<song.beatsPerBar * 4).filter { _ in draws.chance(22) })
    motif = Self.motif(quarters: song.beatsPerBar * 8, isDense: kind == .chorus, &draws)
  }

  /// A line that goes mostly by steps, leaps now and then, and breathes at its end.
  private static func motif(quarters: Int, isDense: Bool, _ draws: inout Draws) -> [Tone] {
    var tones: [Tone] = []
    var place = draws.pick([0, 0, 2, 4])
    var step = draws.pick([0, 2, 4, 7])
    let lengths = isDense ? [1, 2, 2, 2, 3, 4] : [2, 2, 3, 4, 4, 6, 8]
    while place < quarters - 2 {
      let length = min(draws.pick(lengths), quarters - place)
      if !draws.chance(isDense ? 12 : 22) { tones.append(Tone(start: place, length: length, step: step)) }
      place += length
      step += draws.chance(25) ? draws.pick([-5, -4, -3, 3, 4, 5]) : draws.pick([-2, -1, -1, 0, 1, 1, 2])
      step = min(11, max(-4, step))
    }
    return tones
  }
}
