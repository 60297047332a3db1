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
  public func findings(of tracks: [Track.ID: Int32], among neighbours: [TrackNeighbour], _ portraits: [Track.ID: TrackPortrait])
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
        guard let mine = exhibits[other], seen.insert([min(track, other), max(track, other)]).inserted else { continue }
        if let link = Case(mine, exhibit, nil).verdict { findings.links.append(link) }
      }
    }
    return findings
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
