public import Models

extension IdentityStore {
  /// All tracks that are one recording with this one: itself first, then the one that stands for them and the others.
  /// Empty when there is no such track.
  public func recording(of track: Track.ID) async throws -> [Track.ID] {
    try await database.perform { session in
      let isKnown = try session.value(
        """
        select exists (select from track where id = \(track))
          or exists (select from track_portrait where track_id = \(track))
        """, as: Bool.self)
      guard isKnown else { return [] }
      let canonical = try Self.canonical(of: track, session)
      let first = canonical == track ? [track] : [track, canonical]
      return first + (try Self.members(with: track, session)).filter { !first.contains($0) }
    }
  }
}

extension SoundStore {
  /// What was heard in the first of these tracks that anybody has listened to, by the newest version up to this one.
  public func newest(among tracks: [Track.ID]) async throws -> StoredSound? {
    guard !tracks.isEmpty else { return nil }
    return try await database.map(
      """
      select i.id, s.version, s.origin, s.place, s.content_hash, s.sound, s.heard_at, s.remark
      from \(unnest: tracks) with ordinality as i(id, position)
      cross join lateral (
        select * from hookline.track_sound where track_id = i.id and version <= \(Int32(TrackFeatures.version))
        order by version desc limit 1) s
      order by i.position limit 1
      """
    ) { row in
      var sound = StoredSound(
        try row.decode(0), version: Int(try row.decode(1, as: Int32.self)), origin: try row.decode(2),
        place: try row.decode(3), contentHash: try row.decode(4), sound: try row.decode(5), waveform: nil)
      sound.heardAt = try row.decode(6)
      sound.remark = try row.decode(7)
      return sound
    }.first
  }
}
