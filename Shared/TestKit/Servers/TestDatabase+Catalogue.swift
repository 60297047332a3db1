public import FoundationEssentials
public import Models
import Storage

/// Rows of the catalogue as a test needs them, without the way by which they come in.
extension TestDatabase {
  public func add(
    author id: Int64, _ handle: String, name: String? = nil, followers: Int64? = nil,
    seenAt: Date = Date(timeIntervalSince1970: 1_700_000_000)
  ) async throws {
    try await pool.execute(
      """
      insert into author (id, handle, name, is_verified, region, followers, seen_at)
      values (\(id), \(handle), \(name as String?), true, 'DE', \(followers as Int64?), \(seenAt))
      """)
  }

  /// Each with its features, if it has any.
  public func add(tracks: [KnownTrack]) async throws {
    try await pool.execute(
      """
      insert into track (id, title, artist, is_original_sound, uses, words)
      select *, format(' %s | %s ', lower(title), lower(artist))
      from \(unnest: tracks.map(\.track), tracks.map(\.title), tracks.map(\.artist),
        tracks.map(\.isOriginalSound), tracks.map(\.uses)) as i(id, title, artist, is_original_sound, uses)
      """)
    for track in tracks {
      guard let features = track.features else { continue }
      try await put(features, of: track.track)
    }
  }

  /// Says that a creator wants to see a track no more; returns the number of that.
  @discardableResult
  public func dismiss(_ track: Int64, for author: Int64) async throws -> Int64 {
    let said = Feedback(
      author: Author.ID(author), track: Track.ID(track), kind: .dismiss,
      at: Date(timeIntervalSince1970: 1_790_000_000))
    return try await pool.transaction { session in
      let key = try KeyStore.create(
        name: "shop", scopes: ["submit"], lifetime: nil, by: "a test", session)
      return try FeedbackStore.note([said], key: key.record.id, session)[0].id
    }
  }

  public func put(_ features: TrackFeatures, of track: Track.ID) async throws {
    let features = try JSON(encoding: features)
    try await pool.perform { session in
      _ = try session.execute(Self.putting(features, of: track))
    }
  }

  /// What music analysis does with its result.
  static func putting(_ features: JSON, of track: Track.ID) -> SQL {
    """
    insert into music_features (track_id, version, features)
    values (\(track), \(TrackFeatures.version), \(features))
    on conflict (track_id, version) do update
    set features = excluded.features, written = pg_current_xact_id(), computed_at = now()
    """
  }

  /// Begins to write features, and commits once the gate is open.
  public func put(_ features: TrackFeatures, of track: Track.ID, before gate: Gate) async throws {
    let features = try JSON(encoding: features)
    try await pool.transaction { session in
      try session.execute(Self.putting(features, of: track))
      gate.waitUntilOpen()
    }
  }

  public func add(
    videos: [PastVideo], by author: Int64, track: Track.ID? = nil, counts: VideoCounts = VideoCounts(),
    hashtags: [String] = []
  ) async throws {
    for video in videos {
      try await pool.execute(
        """
        insert into video (id, author_id, track_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash,
          plays, likes, comments, shares, saves)
        values (\(video.video), \(author), \(track as Track.ID?), 'film', '', \(video.postedAt as Date?), \(video.isPinned),
          \(video.isAdvertisement), '', \(counts.plays as Int64?), \(counts.likes as Int64?), \(counts.comments as Int64?),
          \(counts.shares as Int64?), \(counts.saves as Int64?))
        """)
      for (place, hashtag) in hashtags.enumerated() {
        try await pool.execute(
          """
          with h as (insert into hashtag (name) values (\(hashtag)) on conflict (name) do update set name = excluded.name
                     returning id)
          insert into video_hashtag (video_id, hashtag_id, place, written) select \(video.video), id, \(place), \(hashtag) from h
          """)
      }
      guard let features = video.features else { continue }
      try await pool.execute(
        """
        insert into content_features (video_id, version, content_hash, features)
        values (\(video.video), \(VideoFeatures.version), '', \(try JSON(encoding: features)))
        """)
    }
  }
}
