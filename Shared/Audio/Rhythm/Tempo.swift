/// How fast the beats follow each other.
public struct Tempo: Sendable, Equatable, Codable {
  public let bpm: Double
  /// How likely this is right, from 0 to 1.
  public let confidence: Double
  /// What it could be instead, the likeliest first.
  public let alternatives: [Double]
}
