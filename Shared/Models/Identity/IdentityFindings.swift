/// What comparing tracks with their neighbours came to, on its way to the store.
public struct IdentityFindings: Sendable, Equatable {
  /// The tracks that were compared with all their neighbours: links of theirs that rules have found before and that are
  /// not among these hold no longer.
  public var compared: [Track.ID]
  public var links: [TrackLink]
  /// The revisions of everything that was looked at: of what has changed meanwhile, nothing is written.
  public var revisions: [Track.ID: Int32]
  /// The rules that were followed.
  public var version: Int32

  public init(
    compared: [Track.ID] = [], links: [TrackLink] = [], revisions: [Track.ID: Int32] = [:], version: Int32 = 0
  ) {
    self.compared = compared
    self.links = links
    self.revisions = revisions
    self.version = version
  }

  /// Several at once, as they were found by many who may have seen different revisions: the newest counts.
  public init(_ all: [IdentityFindings]) {
    self.init(version: all.map(\.version).max() ?? 0)
    for findings in all { revisions.merge(findings.revisions) { max($0, $1) } }
    var compared: Set<Track.ID> = []
    for findings in all {
      func isCurrent(_ track: Track.ID) -> Bool { findings.revisions[track] == revisions[track] }
      compared.formUnion(findings.compared.filter(isCurrent))
      links += findings.links.filter { isCurrent($0.left) && isCurrent($0.right) }
    }
    self.compared = compared.sorted()
  }
}

/// A track that is to be compared, as all its sources together describe it.
public struct NotedTrack: Sendable, Equatable {
  public var portrait: TrackPortrait
  public var revision: Int32

  public init(_ portrait: TrackPortrait, revision: Int32) {
    self.portrait = portrait
    self.revision = revision
  }
}

/// A track that may be the same as another, or is linked to it.
public struct TrackNeighbour: Sendable, Equatable {
  public var portrait: TrackPortrait
  public var revision: Int32
  /// Whether it, or the one that stands for it, was analysed.
  public var isAnalysed: Bool
  /// Which of the tracks that were asked for it is near.
  public var near: Set<Track.ID>
  /// Those of them with which it has a link that rules have no say in.
  public var settled: Set<Track.ID>
  /// Which track stands for it.
  public var canonical: Track.ID

  public init(
    _ portrait: TrackPortrait, revision: Int32, isAnalysed: Bool = false, near: Set<Track.ID> = [],
    settled: Set<Track.ID> = [], canonical: Track.ID? = nil
  ) {
    self.portrait = portrait
    self.revision = revision
    self.isAnalysed = isAnalysed
    self.near = near
    self.settled = settled
    self.canonical = canonical ?? portrait.track
  }
}
