/// A figure that was measured, and how sure that is.
public struct Measured: Sendable, Equatable {
  public var value: Double
  /// From 0 to 1.
  public var confidence: Double

  /// Nil for what is no number.
  public init?(_ value: Double?, confidence: Double = 1) {
    guard let value, value.isFinite else { return nil }
    self.value = value
    self.confidence = confidence.isFinite ? min(max(confidence, 0), 1) : 0
  }
}

/// How something feels: pleasure and excitement, each from 0 to 1.
public struct Feeling: Sendable, Equatable {
  public var valence: Double
  public var arousal: Double
  /// From 0 to 1.
  public var confidence: Double

  /// Nil where one of them is not known.
  public init?(valence: Measured?, arousal: Measured?) {
    guard let valence, let arousal else { return nil }
    (self.valence, self.arousal) = (valence.value, arousal.value)
    confidence = (valence.confidence * arousal.confidence).squareRoot()
  }
}

/// What is known of a film for which music is sought. What is not known is nil or empty.
public struct FilmSide: Sendable, Equatable {
  /// In seconds.
  public var duration: Double
  /// When shots begin with a cut, in seconds.
  public var cuts: [Double] = []
  /// Of the beat that the cuts follow, in beats a minute.
  public var cutTempo: Measured?
  /// Of the film's own sound.
  public var soundTempo: Measured?
  public var feeling: Feeling?
  /// From 0, still, to 1, as lively as can be.
  public var energy: Measured?
  public var course: Course?

  public init(duration: Double) { self.duration = duration.isFinite ? max(0, duration) : 0 }
}

/// What is known of a track that may go with a film. What is not known is nil or empty.
public struct TrackSide: Sendable, Equatable {
  /// In seconds.
  public var duration: Double
  public var pulse: Pulse
  /// In beats a minute.
  public var tempo: Measured?
  public var beatsPerBar: Int?
  /// Where the stretch begins that is most worth using, in seconds.
  public var hookStart: Double?
  public var feeling: Feeling?
  /// From 0, still, to 1, as lively as can be.
  public var energy: Measured?
  public var course: Course?

  public init(duration: Double, pulse: Pulse = Pulse(beats: [])) {
    self.duration = duration.isFinite ? max(0, duration) : 0
    self.pulse = pulse
  }
}
