/// How fast the beats follow each other.
public struct Tempo: Sendable, Equatable, Codable {
  public let bpm: Double
  /// How likely this is right, from 0 to 1.
  public let confidence: Double
  /// What it could be instead, the likeliest first.
  public let alternatives: [Double]
  /// How likely each of these is, as the confidence says it of the tempo; nil where an earlier analysis did not tell.
  public var alternativeConfidences: [Double]?
}
