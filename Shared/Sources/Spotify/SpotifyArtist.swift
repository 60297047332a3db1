public import Models

/// Somebody who makes music, as Spotify tells. Newer applications are told neither followers nor popularity.
public struct SpotifyArtist: Sendable, Equatable {
  public var key: SourceKey
  public var name: String
  public var genres: [String]
  public var imageURL: String?
  public var followers: Int64?
  /// 0 to 100.
  public var popularity: Int?
}

/// What Spotify heard in a track. Only older applications are told.
public struct SpotifyAudioFeatures: Sendable, Equatable {
  public var key: SourceKey
  /// These from 0 to 1.
  public var danceability: Double?
  public var energy: Double?
  public var valence: Double?
  public var acousticness: Double?
  public var instrumentalness: Double?
  public var speechiness: Double?
  /// In beats per minute.
  public var tempo: Double?
  /// In LUFS.
  public var loudness: Double?
}

/// A track of Spotify that is the same recording as a known one.
public struct SpotifyMatch: Sendable, Equatable {
  /// What tells that it is the same.
  public enum Evidence: String, Sendable, Codable, CaseIterable {
    /// The known track names it.
    case id
    /// Both have this code.
    case isrc
    /// Title and artist agree but for case and spelling in Unicode, and the durations within 2 seconds.
    case search
  }

  public var track: Track
  public var evidence: Evidence
}
