/// On what a list rests: what was known of the creator and of its tracks, and what was left out of it.
public struct ListBasis: Sendable, Equatable, Codable {
  public var creator: CreatorPlace
  /// Of the list's tracks, in their order.
  public var tracks: [TrackPlace]
  /// How many tracks were left out, by the first reason of each.
  public var leftOut: [String: Int]
  /// How many of the list's tracks nobody has said anything of for this use.
  public var flagged: Int

  public init(
    creator: CreatorPlace, tracks: [TrackPlace] = [], leftOut: [String: Int] = [:], flagged: Int = 0
  ) {
    self.creator = creator
    self.tracks = tracks
    self.leftOut = leftOut
    self.flagged = flagged
  }
}

/// Why a track is not in a list. Written as on the wire.
public enum LeftOut: String, Sendable, Codable, CaseIterable {
  /// It has no title, or is somebody's own sound of which nothing is known.
  case unnamed
  case used
  /// The creator wants to see it no more.
  case dismissed
  /// Not what was asked for, or nothing is known of it in that respect.
  case genre, mood, tempo, length, language
  /// A contract forbids it.
  case forbidden
  /// Nothing at all is known of its rights.
  case unknownRights = "unknown-rights"
  case otherUse = "other-use"
  case otherTerritory = "other-territory"
  case expired
  case notYet = "not-yet"
  /// What allows it is none of the contracts that count.
  case otherSource = "other-source"

  /// Whether it is a matter of rights.
  public var isOfRights: Bool {
    switch self {
    case .unnamed, .used, .dismissed, .genre, .mood, .tempo, .length, .language: false
    case .forbidden, .unknownRights, .otherUse, .otherTerritory, .expired, .notYet, .otherSource: true
    }
  }
}
