public import Models

extension Session {
  /// Writes what comparing has come to, in the transaction of the session and after everything else that it writes of
  /// tracks. Answers with the tracks whose standing has changed.
  @discardableResult
  public func settle(_ findings: IdentityFindings) throws -> Set<Track.ID> {
    let all = findings.revisions.keys.sorted()
    guard !findings.compared.isEmpty else { return [] }
    let current = try IdentityRows.revisions(of: all, self)
    // What nobody looked at is not as it was seen: a link to it is another's finding.
    func isCurrent(_ track: Track.ID) -> Bool {
      guard let seen = findings.revisions[track] else { return false }
      return current[track] == seen
    }
    let compared = findings.compared.filter(isCurrent).sorted()
    let links = findings.links.filter { isCurrent($0.left) && isCurrent($0.right) }
    try IdentityRows.mark(current.filter { compared.contains($0.key) }, as: findings.version, self)
    // Most tracks have nothing to do with any other: they need not wait for anybody.
    guard try !links.isEmpty || IdentityRows.haveLinks(compared, self) else { return [] }
    try IdentityRows.lock(self)
    let old = try IdentityRows.links(of: compared, self).filter {
      isCurrent($0.link.left) && isCurrent($0.link.right)
    }
    let gone = Self.withdrawn(old, links)
    try IdentityRows.undo(gone.map(\.id), by: "rules", self)
    let new = try write(links, madeBy: "rules \(findings.version)")
    return try IdentityGroups.refresh(
      after: LinkChange(new: new, gone: gone.map(\.link), asked: Self.ends(of: links).union(compared)), self)
  }

  /// Writes links one by one, such as those that fingerprints have shown: of two tracks the stronger link is kept, of two
  /// equally strong ones the later. In the transaction of the session, after everything else that it writes of tracks.
  @discardableResult
  public func relate(_ links: [TrackLink], madeBy: String = "") throws -> Set<Track.ID> {
    guard !links.isEmpty else { return [] }
    try IdentityRows.lock(self)
    let new = try write(links, madeBy: madeBy)
    return try IdentityGroups.refresh(
      after: LinkChange(new: new, gone: [], asked: Self.ends(of: links)), self)
  }

  private static func ends(of links: [TrackLink]) -> Set<Track.ID> {
    links.reduce(into: []) { $0.formUnion([$1.left, $1.right]) }
  }

  /// Rules' links that the rules no longer find.
  private static func withdrawn(_ old: [IdentityRows.Row], _ links: [TrackLink]) -> [IdentityRows.Row] {
    let found = Set(links.map(TrackPair.init))
    return old.filter { $0.link.rank == 0 && !found.contains(TrackPair($0.link)) }
  }

  /// Those of these links that were not there.
  private func write(_ links: [TrackLink], madeBy: String) throws -> [TrackLink] {
    let links = Dictionary(links.map { (TrackPair($0), $0) }) { $1.rank < $0.rank ? $0 : $1 }
    let old = try IdentityRows.links(between: links.keys.sorted(), self)
    let new = links.filter { pair, link in
      guard let held = old[pair]?.link else { return true }
      return held.rank < link.rank || (held.rank == link.rank && !held.says(link))
    }
    try IdentityRows.undo(new.keys.compactMap { old[$0]?.id }.sorted(), by: madeBy, self)
    let sorted = new.sorted { $0.key < $1.key }.map(\.value)
    try IdentityRows.insert(sorted, madeBy: madeBy, self)
    return sorted
  }
}

/// Two tracks, the smaller number first.
struct TrackPair: Hashable, Comparable {
  let left: Track.ID
  let right: Track.ID

  init(_ link: TrackLink) { (left, right) = (link.left, link.right) }

  init(_ first: Track.ID, _ second: Track.ID) { (left, right) = (min(first, second), max(first, second)) }

  static func < (first: Self, second: Self) -> Bool {
    (first.left, first.right) < (second.left, second.right)
  }
}

extension TrackLink {
  /// Whether both come to the same; why may be told differently.
  fileprivate func says(_ other: TrackLink) -> Bool {
    relation == other.relation && kind == other.kind && rule == other.rule
      && evidence.nameless == other.evidence.nameless
  }
}
