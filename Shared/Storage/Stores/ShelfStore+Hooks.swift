public import Models

extension ShelfStore {
  /// The hooks of those of these tracks in which analysis has found one.
  ///
  /// A track that nobody could listen to has that of another which is one with it, unless the two are known to be of
  /// different lengths: cuts of one recording begin at different seconds.
  public func hooks(of tracks: some Collection<Track.ID>) async throws -> [Track.ID: TrackHook] {
    guard !tracks.isEmpty else { return [:] }
    var hooks: [Track.ID: TrackHook] = [:]
    let found = try await database.map(
      "select track, hook from (\(Self.hookSources(of: Set(tracks).sorted()))) h"
    ) { row in
      (try row.decode(0, as: Track.ID.self), try? row.decode(1, as: JSON.self).decode(TrackHook.self))
    }
    for (track, hook) in found {
      guard let hook, hook.isPossible else { continue }
      hooks[track] = hook
    }
    return hooks
  }

  /// By how many seconds lengths that sources tell may differ though they mean the same sound.
  private static let slack = 2.0

  /// Which of the tracks that are one with each has the hook that it gets.
  static func hookSources(of tracks: [Track.ID]) -> SQL {
    """
    select t.id as track, h.source, h.hook from track t
    cross join lateral (
      select s.id as source, f.features -> 'hook' as hook from (
        select t.id as id, t.duration as duration
        union all
        select m.id, m.duration from track_identity i join track m on m.id = i.track_id where i.canonical_id = t.id) s
      cross join lateral (\(newestFeatures("s.id"))) f
      where jsonb_typeof(f.features -> 'hook') = 'object'
        and (s.id = t.id or abs(s.duration - t.duration) <= \(slack) is not false)
      order by s.id <> t.id, s.id limit 1) h
    where t.id = any(\(tracks))
    """
  }
}
