public import Models

/// The ladder from a new track to one that many have used.
///
/// Uses count n / (n + 20): a Beta prior of the strength of twenty uses, whose mean the sound and the artist give.
public enum TrackLadder {
  static let strength = 20.0
  /// Up to so many uses they are the first ones.
  static let firstUses: Int64 = 20
  /// An artist says the same however many tracks of theirs are known.
  static let artistShare = 0.5

  /// Where a track stands; shares go to the sources that the ranker hears.
  public static func place(
    of track: Candidate, hearing sources: Set<TrackSource> = Set(TrackSource.allCases)
  ) -> TrackPlace {
    place(uses: track.uses ?? 0, hasArtist: track.artist != nil, hearing: sources)
  }

  static func place(uses: Int64, hasArtist: Bool, hearing sources: Set<TrackSource>) -> TrackPlace {
    let uses = max(0, uses)
    let rung: TrackRung =
      uses > firstUses ? .uses : uses > 0 ? .firstUses : hasArtist ? .artist : .sound
    var shares: [String: Double] = [:]
    var rest = 1.0
    if sources.contains(.uses), uses > 0 {
      shares[TrackSource.uses.rawValue] = Double(uses) / (Double(uses) + strength)
      rest = strength / (Double(uses) + strength)
    }
    if sources.contains(.artist), hasArtist {
      shares[TrackSource.artist.rawValue] = rest * artistShare
      rest *= 1 - artistShare
    }
    shares[TrackSource.sound.rawValue] = rest
    return TrackPlace(rung: rung, shares: shares)
  }
}

extension Ranker {
  /// What this ranker goes by.
  public static let creatorSources: Set<CreatorSource> = [.popularity, .content]
  /// The same of lists by what was learnt.
  public static let learntCreatorSources: Set<CreatorSource> = [.popularity, .content, .uses, .similar]
  public static let trackSources: Set<TrackSource> = [.sound, .uses]
}
