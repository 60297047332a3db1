import Identity
import Media
public import Models
public import Storage

/// Finds what tracks are to others that sound like them.
public struct SoundComparison: Sendable {
  private let prints: FingerprintStore
  private let identity: IdentityStore

  public init(_ database: any Database) {
    prints = FingerprintStore(database)
    identity = IdentityStore(database)
  }

  /// Their own fingerprints may be stored already.
  public func links(of heard: [HeardTrack]) async throws -> [TrackLink] {
    var sounds: [Pair: SoundMatch] = [:]
    for item in heard {
      let finder = TrackFinder(OtherPrints(store: prints, track: item.track))
      // Apart from each other: who is found as a copy of one does not hide those who play it faster.
      for queries in [[item.fingerprint], item.others] {
        for match in try await finder.matches(of: queries) {
          let pair = Pair(query: item.track, found: match.key.track)
          guard sounds[pair, default: match.sound].confidence <= match.sound.confidence else { continue }
          sounds[pair] = match.sound
        }
      }
    }
    let portraits = try await identity.portraits(
      of: Set(sounds.keys.flatMap { [$0.query, $0.found] }).sorted())
    return sounds.keys.sorted { ($0.query, $0.found) < ($1.query, $1.found) }.flatMap { pair in
      Self.links(pair, sounds, portraits)
    }
  }

  /// The known track that a sound is, under its fingerprints at several speeds, and how they fit; nil for none. What was
  /// released goes before what somebody has recorded, and `own` is what the sound is said to be anyway.
  public func recognised(
    _ queries: [Fingerprint], but own: Track.ID?
  ) async throws -> (track: Track.ID, sound: SoundMatch)? {
    let finder = TrackFinder(OtherPrints(store: prints, track: own))
    let matches = try await finder.matches(of: queries)
    guard !matches.isEmpty else { return nil }
    let portraits = try await identity.portraits(of: Set(matches.map(\.key.track)).sorted())
    let best = matches.first { portraits[$0.key.track]?.isOriginalSound == false } ?? matches.first
    return best.map { ($0.key.track, $0.sound) }
  }

  private static func links(
    _ pair: Pair, _ sounds: [Pair: SoundMatch], _ portraits: [Track.ID: TrackPortrait]
  ) -> [TrackLink] {
    guard let sound = sounds[pair], let query = portraits[pair.query], let found = portraits[pair.found]
    else {
      return []
    }
    let other = sounds[pair.reversed]
    // Of two that have found each other, what is told once is enough: by the surer one.
    if let other, (other.confidence, pair.found) > (sound.confidence, pair.query) { return [] }
    guard isMade(found, of: query) else { return Judge().links(of: query, heard: [(found, sound)]) }
    return Judge().links(of: found, heard: [(query, sound.reversed)])
  }

  /// Who made a version of whose: a recording with a code was released, and of two alike the later was made of the other.
  private static func isMade(_ track: TrackPortrait, of other: TrackPortrait) -> Bool {
    let isReleased = [track, other].map { $0.allKeys.contains { $0.platform == .isrc } }
    return isReleased[0] == isReleased[1] ? track.track > other.track : isReleased[1]
  }

  private struct Pair: Hashable {
    var query: Track.ID
    var found: Track.ID

    var reversed: Pair { Pair(query: found, found: query) }
  }
}

/// All fingerprints but those of one track.
private struct OtherPrints: FingerprintIndex {
  let store: FingerprintStore
  let track: Track.ID?

  func hits(for probes: [FingerprintTerm]) async throws -> [FingerprintHit] {
    try await store.hits(for: probes).filter { $0.key.track != track }
  }

  func fingerprints(_ keys: [FingerprintKey]) async throws -> [FingerprintKey: Fingerprint] {
    try await store.fingerprints(keys)
  }
}
