public import Models

extension SoundStore {
  /// The beats that were heard in those of these tracks that have a hook: in the very sound that it is of, as `ShelfStore`
  /// tells it, which may be that of another track that is one with this one. Those without two beats are missing.
  public func beats(of tracks: some Collection<Track.ID>) async throws -> [Track.ID: TrackBeats] {
    guard !tracks.isEmpty else { return [:] }
    let found = try await database.map(Self.beats(of: Set(tracks).sorted())) { row in
      (try row.decode(0, as: Track.ID.self), try? row.decode(1, as: JSON.self).decode(TrackBeats.self))
    }
    return found.reduce(into: [:]) { kept, found in
      if let beats = found.1, beats.beats.count > 1, beats.duration > 0 { kept[found.0] = beats }
    }
  }

  private static func beats(of tracks: [Track.ID]) -> SQL {
    """
    select h.track, jsonb_build_object('beats', s.sound -> 'beats',
      'downbeats', coalesce(s.sound -> 'meter' -> 'downbeats', '[]'), 'duration', s.sound -> 'duration')
    from (\(ShelfStore.hookSources(of: tracks))) h
    cross join lateral (
      select sound from track_sound where track_id = h.source and version <= \(TrackFeatures.version)
      order by version desc limit 1) s
    where jsonb_typeof(s.sound -> 'beats') = 'array'
    """
  }
}
