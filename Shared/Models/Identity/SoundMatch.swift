/// What comparing the fingerprints of two tracks showed.
public struct SoundMatch: Sendable, Equatable, Codable {
  public enum Verdict: String, Sendable, Codable {
    case same, unrelated
    /// One of them says too little to tell.
    case tooShort
  }

  public var verdict: Verdict
  /// How many times as fast as the second the first is played.
  public var speed: Double
  /// Seconds that both have.
  public var overlap: Double
  /// Seconds of each, as far as its fingerprint reaches, at the speed of the second.
  public var firstDuration: Double
  public var secondDuration: Double
  /// The second of the second track at which the first begins.
  public var offset: Double
  /// The part of the bits that differ.
  public var errorRate: Double
  /// From 0 to 1.
  public var confidence: Double

  public init(
    _ verdict: Verdict, speed: Double = 1, overlap: Double = 0, firstDuration: Double = 0,
    secondDuration: Double = 0, offset: Double = 0, errorRate: Double = 0.5, confidence: Double = 0
  ) {
    self.verdict = verdict
    self.speed = speed
    self.overlap = overlap
    self.firstDuration = firstDuration
    self.secondDuration = secondDuration
    self.offset = offset
    self.errorRate = errorRate
    self.confidence = confidence
  }

  /// The same, told of the tracks in the other order.
  public var reversed: SoundMatch {
    SoundMatch(
      verdict, speed: speed > 0 ? 1 / speed : 1, overlap: overlap, firstDuration: secondDuration,
      secondDuration: firstDuration, offset: -offset, errorRate: errorRate, confidence: confidence)
  }
}
