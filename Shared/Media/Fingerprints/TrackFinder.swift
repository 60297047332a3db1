public import Models

/// Finds the tracks that a recording is of.
public struct TrackFinder<Index: FingerprintIndex>: Sendable {
  /// A track that has the recording, and how well it fits.
  public struct Match: Sendable, Equatable {
    public let key: FingerprintKey
    public let alignment: Alignment
    /// What the alignment says of the query and the track that was found.
    public let sound: SoundMatch
    /// How many terms led to it.
    public let votes: Int
  }

  /// So sure that the other speeds need not be tried.
  static var sureness: Double { 0.5 }

  private let index: Index

  public init(_ index: Index) { self.index = index }

  /// The same recording under any of these fingerprints, which are of one sound at several speeds; the best first, and
  /// nothing that is only similar.
  public func matches(of queries: [Fingerprint]) async throws -> [Match] {
    var best: [FingerprintKey: Match] = [:]
    for query in queries where query.items.count >= Verdict.leastVariety {
      for match in try await matches(of: query) {
        if let other = best[match.key], other.alignment.confidence >= match.alignment.confidence { continue }
        best[match.key] = match
      }
      if best.values.contains(where: { $0.alignment.confidence >= Self.sureness }) { break }
    }
    return best.values.sorted { ($1.alignment.confidence, $0.key) < ($0.alignment.confidence, $1.key) }
  }

  private func matches(of query: Fingerprint) async throws -> [Match] {
    let candidates = Votes.candidates(try await index.hits(for: Terms.probes(for: query)))
    guard !candidates.isEmpty else { return [] }
    let references = try await index.fingerprints(candidates.map(\.key))
    return candidates.compactMap { candidate in
      guard let reference = references[candidate.key] else { return nil }
      let alignment = Alignment(of: query, with: reference, near: candidate.offsets)
      guard alignment.verdict == .same else { return nil }
      let sound = alignment.soundMatch(of: query, with: reference)
      return Match(key: candidate.key, alignment: alignment, sound: sound, votes: candidate.votes)
    }
  }
}
