/// How much of the time a sound is of each kind: together 1.
public struct SoundShares: Sendable, Equatable, Codable {
  public var speech: Double
  public var music: Double
  public var noise: Double
  public var silence: Double

  public init(speech: Double, music: Double, noise: Double, silence: Double) {
    (self.speech, self.music, self.noise, self.silence) = (speech, music, noise, silence)
  }
}

/// What the sound of a video mostly is.
public enum VideoSound: Sendable, Equatable {
  /// Somebody speaks, perhaps over music.
  case speech
  case track(Track.ID)
  /// Music that nobody has named.
  case music
  case silence
  /// Neither, as noises of a street.
  case other

  /// Written as on the wire.
  public enum Kind: String, Sendable, Codable, CaseIterable { case speech, track, music, silence, other }

  public var kind: Kind {
    switch self {
    case .speech: .speech
    case .track: .track
    case .music: .music
    case .silence: .silence
    case .other: .other
    }
  }
}

extension VideoSound: Codable {
  private enum Key: String, CodingKey { case kind, track }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .speech: self = .speech
    case .track: self = .track(try container.decode(Track.ID.self, forKey: .track))
    case .music: self = .music
    case .silence: self = .silence
    case .other: self = .other
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .kind)
    if case .track(let id) = self { try container.encode(id, forKey: .track) }
  }
}
