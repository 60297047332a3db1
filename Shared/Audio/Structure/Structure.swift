/// The parts of a piece of music, and which of them repeat.
public struct Structure: Sendable, Equatable {
  /// A part, in seconds.
  public struct Segment: Sendable, Equatable, Codable {
    public let start: Double
    public let end: Double
    /// A, B, C …: what repeats has the same. After Z comes A1.
    public let label: String
    /// How loud and full it is, from 0, the least of this piece, to 1, the most.
    public let energy: Double

    public var duration: Double { end - start }
  }

  /// What comes more than once.
  public struct Repetition: Sendable, Equatable, Codable {
    public let label: String
    /// How many times.
    public let count: Int
    /// How much the times are alike, from 0 to 1.
    public let likeness: Double
  }

  public let segments: [Segment]
  public let repetitions: [Repetition]
  /// Where bars begin, in seconds; steps of two seconds where nothing keeps a beat.
  public let bars: [Double]
  /// Whether bars were made of beats.
  public let isBeaten: Bool
}

extension Structure {
  static func name(of label: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(65 + label % 26)))
    return label < 26 ? letter : letter + String(label / 26)
  }
}
