/// What a finding rests on.
public enum Evidence: String, Sendable, Codable, CaseIterable {
  case caption, hashtags
  /// The sound that a video uses: its name, or what is known of the track.
  case sound
  case statistics
  case title, artist, album
  case usage
  case audio, picture

  /// How it came to be known. What came the same way is seldom independent.
  public var modality: Modality {
    switch self {
    case .caption, .hashtags, .title, .artist, .album: .words
    case .sound, .audio: .sound
    case .picture: .picture
    case .statistics, .usage: .numbers
    }
  }
}

/// A way to know something of a video or a track. Written as on the wire.
public enum Modality: String, Sendable, Codable, CaseIterable { case words, sound, picture, numbers }

/// What a value may be just as well.
public struct Alternative<Value: Sendable & Equatable>: Sendable, Equatable {
  public var value: Value
  /// What part of all it is, from 0 to 1.
  public var share: Double

  public init(_ value: Value, share: Double) { (self.value, self.share) = (value, share) }
}

extension Alternative: Codable where Value: Codable {}

/// What one kind of evidence says of a feature, and how sure that is.
public struct Finding<Value: Sendable & Equatable & Codable>: Sendable, Equatable, Codable {
  public var value: Value
  /// From 0, a guess, to 1, certain: how likely it is that the evidence tells of the feature at all.
  public var confidence: Double
  public var evidence: Evidence
  /// What exactly it was, for people: "#kpopdance".
  public var detail: String?
  /// How far from the value the truth usually is when the evidence does tell of it: a standard deviation, in octaves for
  /// tempos. Nil for what is usual, and for distributions, which say it themselves.
  public var spread: Double?
  /// What the same evidence tells of besides, the likeliest first: what is left of their shares is the value's. Nil for
  /// nothing else.
  public var alternatives: [Alternative<Value>]?

  public init(
    _ value: Value, confidence: Double, evidence: Evidence, detail: String? = nil, spread: Double? = nil,
    alternatives: [Alternative<Value>] = []
  ) {
    self.value = value
    self.confidence = confidence.isFinite ? min(max(confidence, 0), 1) : 0
    self.evidence = evidence
    self.detail = detail
    self.spread = spread.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    self.alternatives = alternatives.isEmpty ? nil : alternatives
  }
}

extension Finding {
  /// The same, less sure.
  public func weakened(by factor: Double) -> Self {
    var weaker = Finding(
      value, confidence: confidence * factor, evidence: evidence, detail: detail, spread: spread)
    weaker.alternatives = alternatives
    return weaker
  }
}
