/// Who plays: how the parts of a song sound, and what the drums play.
public struct Band: Sendable, Equatable {
  public enum Bass: Int, Sendable, CaseIterable { case round, plucked, growling, low }
  public enum Chords: Int, Sendable, CaseIterable { case organ, strings, electricPiano, plucked, choir }
  public enum Lead: Int, Sendable, CaseIterable { case reed, bell, square, flute, brass, voice }
  public enum Drums: Int, Sendable, CaseIterable {
    case fourOnTheFloor, backbeat, halfTime, syncopated, sparse
  }
  /// How the chords are played.
  public enum Figure: Int, Sendable, CaseIterable { case held, pulsed, broken, offBeat }

  public let bass: Bass
  public let chords: Chords
  public let lead: Lead
  public let drums: Drums
  public let figure: Figure

  init(_ draws: inout Draws) {
    bass = draws.pick(Bass.allCases)
    chords = draws.pick(Chords.allCases)
    lead = draws.pick(Lead.allCases)
    drums = draws.pick(Drums.allCases)
    figure = draws.pick(Figure.allCases)
  }
}
