/// What speaks for a track with a film, or against it, and by how much.
public struct Contribution: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable { case cuts, tempo, mood, energy, course, length }

  public let kind: Kind
  public let value: Double
  /// A clause in English: "12 of 13 cuts come with a beat".
  public let words: String

  /// With a signal from -1 to 1: 0 is neither for nor against.
  init(_ kind: Kind, _ signal: Double, _ words: String) {
    self.kind = kind
    value = signal.isFinite ? kind.weight * min(max(signal, -1), 1) : 0
    self.words = words
  }
}

extension Contribution.Kind {
  /// What each can add to a score, and take from it. They were chosen and not fitted, as nobody has judged enough pairs: they
  /// order tracks, and mean nothing beyond that. A track that is too short loses, and one that is long enough gains nothing.
  var weight: Double {
    switch self {
    case .cuts: 0.35
    case .tempo: 0.2
    case .mood: 0.2
    case .energy: 0.15
    case .course: 0.1
    case .length: 0.5
    }
  }
}
