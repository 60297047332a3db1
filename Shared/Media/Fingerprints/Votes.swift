import Models

/// Which fingerprints have terms of a query in the same order and distance: hits of chance are scattered over all offsets,
/// those of the same recording are at one.
struct Votes {
  struct Candidate: Equatable {
    let key: FingerprintKey
    let votes: Int
    /// Of the reference's item that the query's first one lies upon; the likeliest first.
    let offsets: [Int]
  }

  /// As many as are compared item by item.
  static let candidateLimit = 20
  /// One term in common is chance.
  static let least = 2
  private static let offsetLimit = 2

  /// The candidates with the most votes first.
  static func candidates(_ hits: [FingerprintHit]) -> [Candidate] {
    let offsets = Dictionary(grouping: hits, by: \.key).filter { $0.value.count >= least }
    let candidates = offsets.compactMap { key, hits in candidate(key, hits.map(\.offset)) }
    // The key decides between equals, so that an answer can be had again.
    let sorted = candidates.sorted { ($1.votes, $0.key) < ($0.votes, $1.key) }
    return Array(sorted.prefix(candidateLimit))
  }

  /// Neighbouring offsets count together: speeds differ a little, and items do not begin at the same moments.
  private static func candidate(_ key: FingerprintKey, _ offsets: [Int]) -> Candidate? {
    var counts: [Int: Int] = [:]
    for offset in offsets { counts[offset, default: 0] += 1 }
    var ranked: [(votes: Int, offset: Int)] = counts.map { offset, count in
      (count * 2 + (counts[offset - 1] ?? 0) + (counts[offset + 1] ?? 0), offset)
    }
    ranked.sort { ($1.votes, $0.offset) < ($0.votes, $1.offset) }
    guard let best = ranked.first?.offset else { return nil }
    let votes = (best - 2...best + 2).reduce(0) { $0 + (counts[$1] ?? 0) }
    guard votes >= least else { return nil }
    return Candidate(key: key, votes: votes, offsets: ranked.prefix(offsetLimit).map(\.offset))
  }
}
