import Glibc

/// Beats per minute.
public struct Tempo: Sendable, Equatable, Codable {
  public let beatsPerMinute: Double

  /// Nil for what is no tempo of music.
  public init?(_ beatsPerMinute: Double) {
    guard beatsPerMinute.isFinite, (20...400).contains(beatsPerMinute) else { return nil }
    self.beatsPerMinute = beatsPerMinute
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let tempo = Self(try container.decode(Double.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a tempo")
    }
    self = tempo
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(beatsPerMinute)
  }

  /// How far up from this tempo to the other, in octaves.
  public func octaves(to other: Tempo) -> Double { log2(other.beatsPerMinute / beatsPerMinute) }
}
