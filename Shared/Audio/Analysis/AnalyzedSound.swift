/// All that was found out about a sound by listening to it. What the sound says nothing of is nil or empty.
public struct AnalyzedSound: Sendable, Equatable, Codable {
  /// Of the analysis. Raised whenever it would find something else in the same sound.
  public static let version = 2

  /// How much of the time the sound is of each kind: together 1.
  public struct Shares: Sendable, Equatable, Codable {
    public let speech: Double
    public let music: Double
    public let noise: Double
    public let silence: Double
  }

  /// One of the broad families of music.
  public struct Family: Sendable, Equatable, Codable {
    public let name: String
    /// How likely it is, from 0 to 1.
    public let score: Double

    public init(name: String, score: Double) {
      self.name = name
      self.score = score
    }
  }

  /// Of the analysis that this came of.
  public var version = AnalyzedSound.version
  /// Of what was heard, in seconds.
  public var duration: Double
  /// What of the sound is missing, in words; nil for all of it.
  public var lack: String?
  public var kinds: Shares
  public var tempo: Tempo?
  /// In seconds.
  public var beats: [Double] = []
  public var meter: Meter?
  public var key: Key?
  /// By how many cents tones are higher than with 440 Hz for A, from -50 to 50; nil where there is no key.
  public var tuningCents: Double?
  public var loudness: Loudness?
  /// Nil in silence.
  public var traits: Traits?
  /// Nil in silence.
  public var statistics: SoundStatistics?
  /// The likeliest first, together 1; nil where none is likely enough, and for what is no music.
  public var genre: [Family]?
  /// The parts of a piece of music.
  public var segments: [Structure.Segment] = []
  /// Which of them come more than once.
  public var repetitions: [Structure.Repetition] = []
  public var hook: Hook?
  /// Of bars of the hook. It may begin and end a moment outside of it: a hook spares the first of its bar's attack.
  public var loop: Loop?
  /// Nil for no sound at all.
  public var waveform: Waveform?
}

extension AnalyzedSound.Shares {
  init(_ kinds: Kinds) {
    self.init(
      speech: kinds.share(of: .speech), music: kinds.share(of: .music), noise: kinds.share(of: .noise),
      silence: kinds.share(of: .silence))
  }
}
