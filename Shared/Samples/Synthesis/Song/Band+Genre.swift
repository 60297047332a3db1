import Models

extension Band {
  /// Who plays music of a genre. What it leaves open is drawn.
  init(of genre: Genre, _ draws: inout Draws) {
    let usual = Usual.of(genre)
    bass = draws.pick(usual.bass)
    chords = draws.pick(usual.chords)
    lead = draws.pick(usual.lead)
    drums = usual.drums
    figure = draws.pick(usual.figure)
  }

  /// What is usual in a genre.
  private struct Usual {
    let bass: [Bass]
    let chords: [Chords]
    let lead: [Lead]
    let drums: Drums
    let figure: [Figure]

    init(_ bass: [Bass], _ chords: [Chords], _ lead: [Lead], _ drums: Drums, _ figure: [Figure]) {
      (self.bass, self.chords, self.lead, self.drums, self.figure) = (bass, chords, lead, drums, figure)
    }

    static func of(_ genre: Genre) -> Usual {
      table[genre] ?? Usual([.round], [.organ], [.voice], .backbeat, [.held])
    }

    private static let table: [Genre: Usual] = [
      .pop: .init(
        [.round, .low], [.electricPiano, .strings], [.voice, .bell], .backbeat, [.pulsed, .held]),
      .hipHop: .init([.low], [.electricPiano, .strings], [.bell, .voice], .halfTime, [.held, .broken]),
      .rhythmAndBlues: .init([.round], [.electricPiano], [.voice, .flute], .halfTime, [.held, .pulsed]),
      .electronic: .init(
        [.growling, .low], [.plucked, .strings], [.square], .fourOnTheFloor, [.offBeat, .pulsed]),
      .rock: .init([.plucked], [.organ, .plucked], [.brass, .voice], .backbeat, [.pulsed]),
      .metal: .init([.growling], [.strings], [.square], .backbeat, [.pulsed]),
      .punk: .init([.plucked, .growling], [.organ], [.voice, .square], .backbeat, [.pulsed]),
      .indie: .init([.round, .plucked], [.plucked, .organ], [.voice, .bell], .backbeat, [.broken]),
      .folk: .init([.plucked], [.plucked], [.flute, .voice], .sparse, [.broken]),
      .country: .init([.plucked], [.plucked], [.voice, .reed], .backbeat, [.broken, .offBeat]),
      .jazz: .init([.plucked], [.electricPiano], [.brass, .reed], .syncopated, [.offBeat, .held]),
      .blues: .init([.round, .plucked], [.organ], [.reed, .voice], .backbeat, [.held, .pulsed]),
      .classical: .init([.round], [.strings], [.flute, .reed], .sparse, [.broken, .held]),
      .latin: .init([.plucked], [.plucked, .organ], [.brass, .voice], .syncopated, [.offBeat]),
      .reggae: .init([.low], [.organ], [.reed, .voice], .halfTime, [.offBeat]),
      .afrobeats: .init(
        [.low, .round], [.electricPiano, .plucked], [.voice, .flute], .syncopated, [.pulsed]),
      .funk: .init([.plucked, .growling], [.electricPiano, .organ], [.brass], .syncopated, [.offBeat]),
      .kPop: .init([.low, .growling], [.strings, .plucked], [.voice, .bell], .fourOnTheFloor, [.pulsed]),
      .loFi: .init([.round], [.electricPiano], [.bell, .flute], .halfTime, [.held]),
      .soundtrack: .init([.low, .round], [.strings, .choir], [.brass, .flute], .sparse, [.held]),
    ]
  }
}
