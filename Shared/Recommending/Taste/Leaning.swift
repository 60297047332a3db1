public import Models

/// What a creator's videos are like in one respect.
public struct Leaning<Value: Sendable & Equatable>: Sendable, Equatable {
  public let value: Value
  /// From 0, a guess, to 1, certain. Grows with the videos that speak of it.
  public let confidence: Double

  public init(_ value: Value, confidence: Double) {
    self.value = value
    self.confidence = confidence
  }
}

/// Where tempos gather. A tempo and its double are the same place of the octave: measuring takes one for the other.
public struct TempoRange: Sendable, Equatable {
  /// In the octave in which most of them lie.
  public let centre: Tempo
  /// The standard deviation around it, in octaves.
  public let spread: Double
  /// From 0, tempos all over the octave, to 1, always the same.
  public let concentration: Double

  public init(centre: Tempo, spread: Double, concentration: Double) {
    (self.centre, self.spread, self.concentration) = (centre, spread, concentration)
  }
}

/// Where values on a scale from 0 to 1 gather.
public struct LevelRange: Sendable, Equatable {
  public let centre: Double
  /// The standard deviation around it.
  public let spread: Double

  public init(centre: Double, spread: Double) { (self.centre, self.spread) = (centre, spread) }
}
