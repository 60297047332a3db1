public import Models
import Text

extension Spotify {
  /// Recordings that differ by more are different ones, or cut.
  static let durationTolerance = 2.0

  /// The same recording on Spotify, and how that is known: by an id or a code that the track has, else by title, artist
  /// and duration together. Nil rather than a guess.
  public func find(track: Track) async throws(SourceError) -> SpotifyMatch? {
    let keys = [track.key] + track.links
    for key in keys where key.platform == .spotify {
      if let found = try await self.track(id: key.id) { return SpotifyMatch(track: found, evidence: .id) }
    }
    for key in keys where key.platform == .isrc {
      if let found = try await self.track(isrc: key.id) { return SpotifyMatch(track: found, evidence: .isrc) }
    }
    // A creator's own sound is titled like thousands of others.
    guard !track.isOriginalSound, let artist = track.artist, track.duration != nil, !track.title.isEmpty
    else {
      return nil
    }
    let candidates = try await search(title: track.title, artist: artist)
    return Self.same(as: track, among: candidates).map { SpotifyMatch(track: $0, evidence: .search) }
  }

  /// The candidate whose names agree, and whose duration is the closest within the tolerance; the first of several.
  static func same(as track: Track, among candidates: [Track]) -> Track? {
    guard let duration = track.duration, let artist = track.artist.map(foldedNames), !artist.isEmpty else {
      return nil
    }
    let title = folded(track.title)
    guard !title.isEmpty else { return nil }
    let same = candidates.compactMap { candidate -> (track: Track, difference: Double)? in
      guard let other = candidate.duration, let names = candidate.artist.map(foldedNames),
        folded(candidate.title) == title, names == artist || names.hasPrefix(artist + ", ")
      else { return nil }
      let difference = abs(other - duration)
      return difference <= durationTolerance ? (candidate, difference) : nil
    }
    return same.enumerated().min { ($0.element.difference, $0.offset) < ($1.element.difference, $1.offset) }?
      .element.track
  }

  /// Others name the first artist alone, or join the names otherwise.
  private static func foldedNames(_ text: String) -> String { folded(text).replacing(" & ", with: ", ") }

  /// Without guests in brackets, differences of case and white space.
  private static func folded(_ text: String) -> String {
    var folded = Text.folded(text)
    for opening in [" (feat", " [feat", " (ft.", " [ft."] {
      guard let start = folded.firstRange(of: opening)?.lowerBound else { continue }
      guard let end = folded[start...].firstIndex(where: { $0 == ")" || $0 == "]" }) else { continue }
      folded.removeSubrange(start...end)
    }
    return folded.split { $0.isWhitespace }.joined(separator: " ")
  }
}
