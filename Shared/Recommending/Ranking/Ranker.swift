public import Models

/// A list for a creator, the best first.
public struct Ranking: Sendable, Equatable {
  public let items: [Recommendation]
  /// How many tracks there were to choose from.
  public let considered: Int
}

/// Ranks tracks by how well they fit a creator's taste in genre, mood, tempo and energy, and a little by how popular
/// they are.
///
/// What is not known of a track or of the taste adds nothing and costs nothing. For a creator of whom nothing is known
/// popularity decides, and the reasons say so. The same input gives the same list, whatever order the tracks come in.
public struct Ranker: Sendable {
  public static let name = "fit"
  /// Raised whenever it would rank otherwise.
  public static let version = 1
  /// As lists remember what made them.
  public static var label: String { "\(name) \(version)" }

  /// How many tracks a list may have.
  public static let lengths = 1...200
  public let length: Int

  /// A length out of range is brought into it.
  public init(length: Int = 20) {
    self.length = min(max(length, Self.lengths.lowerBound), Self.lengths.upperBound)
  }

  /// The best of the tracks that have a title and are not `used`.
  public func ranking(of tracks: [Candidate], for taste: Taste, without used: Set<Track.ID> = []) -> Ranking {
    let fit = Fit(taste)
    var scored: [Scored] = []
    scored.reserveCapacity(tracks.count)
    for (place, track) in tracks.enumerated() where track.isTitled && !used.contains(track.track) {
      scored.append(
        Scored(score: fit.contributions(of: track).score, track: track.track, place: place))
    }
    let considered = scored.count
    var queue = BestFirst(scored)
    let chosen = Variety.choose(length, from: &queue) { tracks[$0.place].artist }
    // Reasons only for what is shown: they cost more than the scores of all.
    let writer = ReasonWriter(taste)
    let items = chosen.enumerated().map { rank, choice in
      let track = tracks[choice.place]
      return Recommendation(
        rank: rank + 1, track: choice.track, score: choice.score,
        reasons: writer.reasons(for: track, fit.contributions(of: track)))
    }
    return Ranking(items: items, considered: considered)
  }
}
