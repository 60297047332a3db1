public import Models

extension Session {
  /// What analysis reads of these tracks; those that do not exist are missing.
  public func analysableTracks(_ ids: [Track.ID]) throws -> [Track.ID: AnalysableTrack] {
    var tracks: [Track.ID: AnalysableTrack] = [:]
    try query(
      """
      select id, title, artist, album, duration, is_original_sound, uses from hookline.track
      where id = any(\(ids.numbers))
      """
    ) { row in tracks[try row.decode(0)] = try AnalysableTrack(row, from: 1) }
    return tracks
  }

  /// Keeps what this version of the analyser found, in place of what it found before. Where it is the same, nothing is written.
  public func storeTrackFeatures(_ found: [AnalysedFeatures<Track>], version: Int = TrackFeatures.version)
    throws
  {
    guard !found.isEmpty else { return }
    let (keys, features, _) = columns(found)
    try execute(
      """
      insert into hookline.music_features as stands (track_id, version, features)
      select id, \(Int32(clamping: version)), features from \(unnest: keys, features) as found (id, features)
      order by id
      on conflict (track_id, version) do update
      set features = excluded.features, written = pg_current_xact_id(), computed_at = now()
      where stands.features is distinct from excluded.features
      """)
  }
}
