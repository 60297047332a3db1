public import Models
public import Storage

/// What Spotify calls tracks.
public enum SpotifyNames {
  /// Of those that are known there, under any of their numbers.
  public static func names(
    of tracks: [Track.ID], in database: any Database
  ) async throws -> [Track.ID: String] {
    guard !tracks.isEmpty else { return [:] }
    let rows = try await database.rows(
      """
      select distinct on (asked.id) asked.id, s.key
      from \(unnest: tracks) as asked(id)
      cross join lateral (
        select asked.id union select i.track_id from track_identity i where i.canonical_id = asked.id) same
      join track_source s on s.track_id = same.id and s.platform = \(Platform.spotify.rawValue)
      order by asked.id, same.id <> asked.id, s.key
      """, as: Track.ID.self, String.self)
    return Dictionary(rows.map { ($0.0, $0.1) }) { first, _ in first }
  }
}
