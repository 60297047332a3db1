import Factors
import Models

/// What there is to learn from: creators and tracks by their places, in the order of their ids, so that the same uses make
/// the same model whatever order they were read in.
struct Lesson {
  let authors: [Author.ID]
  let tracks: [Track.ID]
  /// Sorted by creator, then by time.
  let uses: [TimedUse]

  /// Tracks that fewer than `leastAuthors` have used say nothing of anybody's company, and are left out.
  init(_ taken: [TrackTaken], leastAuthors: Int) {
    var first: [Pair: Int64] = [:]
    first.reserveCapacity(taken.count)
    for use in taken {
      let pair = Pair(author: use.author, track: use.track)
      first[pair] = min(first[pair] ?? .max, use.at)
    }
    var counts: [Track.ID: Int] = [:]
    for pair in first.keys { counts[pair.track, default: 0] += 1 }
    let kept = first.filter { counts[$0.key.track, default: 0] >= leastAuthors }
    authors = Set(kept.keys.map(\.author)).sorted()
    tracks = Set(kept.keys.map(\.track)).sorted()
    let authorPlaces = Self.places(authors)
    let trackPlaces = Self.places(tracks)
    uses = kept.map { pair, at in
      TimedUse(user: authorPlaces[pair.author] ?? 0, item: trackPlaces[pair.track] ?? 0, at: at)
    }.sorted { ($0.user, $0.at, $0.item) < ($1.user, $1.at, $1.item) }
  }

  private struct Pair: Hashable {
    let author: Author.ID
    let track: Track.ID
  }

  private static func places<ID: Hashable>(_ ids: [ID]) -> [ID: Int32] {
    Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, Int32(truncatingIfNeeded: $0)) })
  }

  func interactions(memoryLimit: Int) throws(FactorsError) -> Interactions {
    try Interactions(
      uses.map { Interaction(user: $0.user, item: $0.item) }, userCount: authors.count,
      itemCount: tracks.count, memoryLimit: memoryLimit)
  }
}
