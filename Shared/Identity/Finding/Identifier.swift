public import FoundationEssentials
public import Models

/// Where portraits of tracks are kept and found by their keys.
public protocol PortraitIndex: Sendable {
  /// Adds what was told at this time to the portraits that there are; answers with those that are to be compared by this
  /// version of the rules. What was kept before, by whomever, is found afterwards.
  func note(
    _ portraits: [TrackPortrait], at time: Date, version: Int32,
    keys: @escaping @Sendable (TrackPortrait) -> [Int64]
  ) async throws -> [Track.ID: NotedTrack]
  /// What shares a key with any of these, or is linked to it.
  func neighbours(of tracks: [Track.ID]) async throws -> [TrackNeighbour]
}

/// Finds what new and changed tracks are to those that are known.
public struct Identifier<Index: PortraitIndex>: Sendable {
  private let index: Index

  public init(_ index: Index) { self.index = index }

  /// What is to be written of these tracks, and which of them are the same as one that was analysed. Nothing is to be
  /// written of those that are known and as they were.
  public func findings(
    for portraits: [TrackPortrait], at time: Date
  ) async throws -> (findings: IdentityFindings, analysed: Set<Track.ID>) {
    let noted = try await index.note(portraits, at: time, version: Judge.version, keys: NameKeys.keys)
    let due = noted.mapValues(\.revision)
    guard !due.isEmpty else { return (IdentityFindings(), []) }
    let neighbours = try await index.neighbours(of: due.keys.sorted())
    let findings = Judge().findings(of: due, among: neighbours, noted.mapValues(\.portrait))
    let analysed = Set(neighbours.lazy.filter(\.isAnalysed).map(\.portrait.track))
    let same = findings.links.filter { $0.relation == .same && $0.evidence.nameless == nil }
    return (
      findings,
      Set(
        same.flatMap { link in
          [(link.left, link.right), (link.right, link.left)].filter {
            due[$0.0] != nil && analysed.contains($0.1)
          }
          .map(\.0)
        })
    )
  }
}
