public import Models

/// Decides what two tracks are to each other. Platforms' own links come first, then the register of recordings, then what
/// was heard, then names and durations; each may be overruled by what shows that the two are versions of one song.
public struct Judge: Sendable {
  /// Of the rules: tracks that were compared by another version are compared again.
  public static let version: Int32 = 1

  public init() {}

  /// Nil where nothing speaks for anything.
  public func link(
    _ first: TrackPortrait, _ second: TrackPortrait, sound: SoundMatch? = nil
  ) -> TrackLink? {
    guard first.track != second.track else { return nil }
    return Case(Exhibit(first), Exhibit(second), sound).verdict
  }

  /// What a track is to those whose fingerprints were compared with its own.
  public func links(
    of track: TrackPortrait, heard others: [(portrait: TrackPortrait, sound: SoundMatch)]
  ) -> [TrackLink] {
    others.compactMap { link(track, $0.portrait, sound: $0.sound) }
  }

  /// What tracks are to their neighbours.
  public func findings(
    of tracks: [Track.ID: Int32], among neighbours: [TrackNeighbour], _ portraits: [Track.ID: TrackPortrait]
  )
    -> IdentityFindings
  {
    var findings = IdentityFindings(compared: tracks.keys.sorted(), revisions: tracks, version: Self.version)
    let exhibits = portraits.mapValues(Exhibit.init)
    var seen: Set<[Track.ID]> = []
    for neighbour in neighbours {
      let track = neighbour.portrait.track
      findings.revisions[track] = neighbour.revision
      let exhibit = exhibits[track] ?? Exhibit(neighbour.portrait)
      for other in neighbour.near.subtracting(neighbour.settled).sorted() where other != track {
        // Of two that are both asked about, once.
        guard let mine = exhibits[other], seen.insert([min(track, other), max(track, other)]).inserted else {
          continue
        }
        if let link = Case(mine, exhibit, nil).verdict { findings.links.append(link) }
      }
    }
    findings.links = Self.sparse(findings.links, among: neighbours)
    return findings
  }

  /// How many links join a track to one group: of a song that thousands have posted, few say as much as all.
  static let linkLimit = 8

  private static func sparse(_ links: [TrackLink], among neighbours: [TrackNeighbour]) -> [TrackLink] {
    guard links.count > linkLimit else { return links }
    let groups = Dictionary(neighbours.map { ($0.portrait.track, $0.canonical) }) { $1 }
    var counts: [[Track.ID]: Int] = [:]
    return links.sorted {
      ($1.evidence.confidence ?? 0, $0.left, $0.right) < ($0.evidence.confidence ?? 0, $1.left, $1.right)
    }
    .filter { link in
      guard link.relation == .same else { return true }
      let pairs = [
        [link.left, groups[link.right] ?? link.right], [link.right, groups[link.left] ?? link.left],
      ]
      defer { for pair in pairs { counts[pair, default: 0] += 1 } }
      return pairs.allSatisfy { counts[$0, default: 0] < linkLimit }
    }
  }
}

/// A track with its name understood, once for all comparisons.
struct Exhibit {
  let portrait: TrackPortrait
  let name: TrackName
  let isOriginalSound: Bool

  init(_ portrait: TrackPortrait) {
    self.portrait = portrait
    isOriginalSound = portrait.isOriginalSound || OriginalSound.isTitle(portrait.title)
    name = TrackName(title: portrait.title, artist: portrait.artist)
  }

  func keys(of platform: (Platform) -> Bool) -> Set<SourceKey> {
    portrait.allKeys.filter { platform($0.platform) }
  }
}
