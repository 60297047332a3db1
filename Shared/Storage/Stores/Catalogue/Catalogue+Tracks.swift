import FoundationEssentials
import Models

extension Catalogue {
  static func writeTracks(_ rows: [(TrackEntry, Date)], _ session: Session) throws {
    guard !rows.isEmpty else { return }
    let (entries, times) = (rows.map(\.0), rows.map(\.1))
    let artists = try artistNumbers(entries, session)
    let tracks = entries.map(\.track)
    try session.execute(
      """
      insert into track(id, title, artist, artist_id, album, duration, is_original_sound, media_url, cover_url, uses,
        is_commercial, seen_at)
      select i.* from \(unnest: entries.map(\.id), tracks.map(\.title), tracks.map(\.artist),
        entries.map { $0.foldedArtist.flatMap { artists[$0] } }, tracks.map(\.album), tracks.map(\.duration),
        tracks.map(\.isOriginalSound), tracks.map(\.mediaURL), tracks.map(\.coverURL), tracks.map(\.uses),
        tracks.map(\.isCommercial), times)
        as i(id, title, artist, artist_id, album, duration, is_original_sound, media_url, cover_url, uses,
             is_commercial, seen_at)
      left join lateral (select * from track where track.id = i.id limit 1) t on true
      where t.id is null or t.seen_at < i.seen_at - interval '1 hour'
        or (t.title, t.artist, t.is_original_sound) is distinct from (i.title, i.artist, i.is_original_sound)
        or coalesce(i.uses, t.uses) is distinct from t.uses or coalesce(i.album, t.album) is distinct from t.album
        or coalesce(i.duration, t.duration) is distinct from t.duration
      order by i.id
      on conflict (id) do update set title = excluded.title, artist = excluded.artist,
        artist_id = excluded.artist_id, album = coalesce(excluded.album, track.album),
        duration = coalesce(excluded.duration, track.duration), is_original_sound = excluded.is_original_sound,
        media_url = coalesce(excluded.media_url, track.media_url),
        cover_url = coalesce(excluded.cover_url, track.cover_url), uses = coalesce(excluded.uses, track.uses),
        is_commercial = coalesce(excluded.is_commercial, track.is_commercial),
        seen_at = greatest(excluded.seen_at, track.seen_at)
      """)
    let counted = rows.filter { $0.0.track.uses != nil }
    try session.execute(
      """
      insert into track_metrics(track_id, at, uses)
      select * from \(unnest: counted.map(\.0.id), counted.map(\.1), counted.map(\.0.track.uses))
      on conflict do nothing
      """)
  }

  /// By folded name.
  private static func artistNumbers(_ entries: [TrackEntry], _ session: Session) throws -> [String: Int64] {
    let names = entries.reduce(into: [String: String]()) { names, entry in
      guard let folded = entry.foldedArtist, let artist = entry.track.artist else { return }
      names[folded] = names[folded] ?? artist
    }
    return try NamedRows.numbers(
      of: names, in: NamedRows.Table(name: "artist", key: "folded", written: "name"), session)
  }
}
