/// What analysis of a piece should find.
///
/// A value that is nil is one that the piece has not: noise has no tempo, and drums have no key.
public struct Truth: Sendable, Equatable, Codable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case music, percussion, atonal, clicks, silence, noise
  }

  public enum Mode: String, Sendable, Codable { case major, minor }

  public struct Key: Sendable, Equatable, Codable {
    /// 0 is C, 11 is B.
    public var tonic: Int
    public var mode: Mode
  }

  /// A part of the piece, in seconds.
  public struct Span: Sendable, Equatable, Codable {
    public var name: String
    public var start: Double
    public var end: Double
  }

  public var kind: Kind
  /// Seconds.
  public var duration: Double
  /// Beats a minute; nil too where it is not steady.
  public var tempo: Double?
  /// Beats a minute at which listeners may tap as well, most likely first.
  public var otherTempi: [Double]
  /// Seconds.
  public var beats: [Double]
  /// Seconds; none where nothing marks them.
  public var downbeats: [Double]
  /// "4/4", for instance.
  public var timeSignature: String?
  /// Nil too where the piece leaves its key for long, or is over before four bars.
  public var key: Key?
  /// Cents above concert pitch.
  public var tuning: Double?
  public var sections: [Span]
  /// True if it has been planned as a song whose chorus is to be found.
  public var hasChorus: Bool
  /// The highest sample, in decibels below full scale.
  public var peak: Double?

  /// The parts that one would take of the piece.
  public var choruses: [Span] { hasChorus ? sections.filter { $0.name == Section.Kind.chorus.rawValue } : [] }

  static func nothing(_ kind: Kind, duration: Double, peak: Double?) -> Truth {
    Truth(
      kind: kind, duration: duration, tempo: nil, otherTempi: [], beats: [], downbeats: [],
      timeSignature: nil, key: nil, tuning: nil, sections: [], hasChorus: false, peak: peak)
  }
}
