import Glibc
public import Models

/// Tracks by the company that hashtags keep with them: who uses a creator's hashtags uses these tracks with them.
///
/// Counts are of creators, each once, so that nobody who posts a hundred times is a crowd. How much more often a tag and a
/// track come together than they would by chance (the lift) is drawn towards 1 as far as counts are small: so many
/// creators are added to what was seen and to what was to be expected. A track's score is the sum over tags of the
/// logarithm of that (the pointwise mutual information), each with the tag's share in the creator's tags; what comes
/// together less often than by chance counts as nothing.
public struct HashtagCompany: Sendable {
  /// A tag that speaks for a track.
  public struct Voice: Sendable, Equatable {
    public let tag: String
    /// Who used the track in a video with the tag.
    public let creators: Int
    /// Drawn towards 1.
    public let lift: Double
    /// The part of the score that is its own.
    public let share: Double
  }

  public struct Found: Sendable, Equatable {
    public let track: Track.ID
    public let score: Double
    /// Those that say most first; their shares sum up to the score.
    public let voices: [Voice]
  }

  /// Believed beforehand to come together as chance has it.
  static let prior = 5.0
  /// Fewer creators with a tag and a track are no company.
  public static let leastCreators = 3
  /// A tag that a larger share of creators uses says nothing, once there are enough of them to tell.
  static let commonShare = 0.15
  static let tellingCreators = 100

  private struct Pair {
    let track: Track.ID
    let creators: Int
    let lift: Double
  }

  /// By tag, the pairs that come together more often than by chance.
  private var pairs: [String: [Pair]] = [:]

  public init(_ counts: HashtagCounts) {
    let all = Double(counts.creators)
    for pair in counts.pairs {
      guard let tagged = counts.ofTags[pair.tag], let using = counts.ofTracks[pair.track],
        !Self.isCommon(tagged, of: counts.creators), pair.creators >= Self.leastCreators,
        pair.creators <= min(tagged, using), max(tagged, using) <= counts.creators
      else { continue }
      let expected = Double(tagged) * Double(using) / all
      let lift = (Double(pair.creators) + Self.prior) / (expected + Self.prior)
      guard lift > 1 else { continue }
      pairs[pair.tag, default: []].append(Pair(track: pair.track, creators: pair.creators, lift: lift))
    }
  }

  private static func isCommon(_ tagged: Int, of creators: Int) -> Bool {
    creators >= tellingCreators && Double(tagged) > commonShare * Double(creators)
  }

  /// The tracks that a creator's tags speak for, the best first. `tags` says in how many of the creator's videos each tag
  /// is; tags that are in none, or of which nothing is known, say nothing.
  public func tracks(
    for tags: [String: Int], without used: Set<Track.ID> = [], limit: Int
  ) -> [Found] {
    let videos = tags.values.reduce(0.0) { $0 + Double(max(0, $1)) }
    var voices: [Track.ID: [Voice]] = [:]
    for (tag, count) in tags.sorted(by: { $0.key < $1.key }) where count > 0 {
      for pair in pairs[tag] ?? [] where !used.contains(pair.track) {
        voices[pair.track, default: []].append(
          Voice(
            tag: tag, creators: pair.creators, lift: pair.lift,
            share: Double(count) / videos * log(pair.lift)))
      }
    }
    let found = voices.map { track, voices in
      let sorted = voices.sorted { ($0.share, $1.tag) > ($1.share, $0.tag) }
      return Found(track: track, score: sorted.reduce(0) { $0 + $1.share }, voices: sorted)
    }
    return Array(
      found.sorted { ($0.score, $1.track) > ($1.score, $0.track) }.prefix(max(0, limit)))
  }
}
