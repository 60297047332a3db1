/// How much is known of a creator for whom a list is made.
public struct CreatorKnowledge: Sendable, Equatable, Codable {
  /// Where they are, or what they speak.
  public var hasPlace: Bool
  /// How many follow them, or what they do.
  public var hasProfile: Bool
  /// Videos of which something is known.
  public var videos: Int
  /// Tracks that they have used.
  public var uses: Int
  /// Creators who have used some of the same.
  public var similar: Int

  public init(
    hasPlace: Bool = false, hasProfile: Bool = false, videos: Int = 0, uses: Int = 0, similar: Int = 0
  ) {
    self.hasPlace = hasPlace
    self.hasProfile = hasProfile
    self.videos = videos
    self.uses = uses
    self.similar = similar
  }
}

/// The rungs of the ladder from a stranger to somebody who is known well. Written as on the wire.
public enum CreatorRung: String, Sendable, Codable, CaseIterable, Comparable {
  /// Nothing but where they may be: what is popular there.
  case popularity = "R0"
  case profile = "R1"
  case content = "R2"
  case firstUses = "R3"
  case uses = "R4"
  case similar = "R5"

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What a list may be made of, from what says least of a creator to what says most.
public enum CreatorSource: String, Sendable, Codable, CaseIterable {
  case popularity, profile, content, uses, similar
}

/// Where a creator stands, and how much each source counts for them.
public struct CreatorPlace: Sendable, Equatable, Codable {
  public var rung: CreatorRung
  public var known: CreatorKnowledge
  /// By source; together 1.
  public var shares: [String: Double]
  /// Sources that would say something and that the ranker does not listen to.
  public var unheard: [CreatorSource]

  public init(
    rung: CreatorRung, known: CreatorKnowledge, shares: [String: Double], unheard: [CreatorSource] = []
  ) {
    self.rung = rung
    self.known = known
    self.shares = shares
    self.unheard = unheard
  }
}

/// The same of tracks. Written as on the wire.
public enum TrackRung: String, Sendable, Codable, CaseIterable, Comparable {
  /// Nothing but how it sounds, or not even that.
  case sound = "T0"
  case artist = "T1"
  case firstUses = "T2"
  case uses = "T3"

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

public enum TrackSource: String, Sendable, Codable, CaseIterable { case sound, artist, uses }

/// Where a track stands, and how much each source counts for it.
public struct TrackPlace: Sendable, Equatable, Codable {
  public var rung: TrackRung
  /// By source; together 1.
  public var shares: [String: Double]

  public init(rung: TrackRung, shares: [String: Double]) {
    self.rung = rung
    self.shares = shares
  }
}
