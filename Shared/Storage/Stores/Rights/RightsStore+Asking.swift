public import FoundationEssentials
public import Models

extension RightsStore {
  /// Tracks that something allows for a use in a territory at a time, at most `limit`: those that stand for themselves or
  /// for others. Only what these sources state counts, or all where there are none. What forbids is not looked at here.
  public func permitted(
    _ use: TrackUse, in territory: Territory, at time: Date, by sources: Set<String>? = nil, limit: Int
  ) async throws -> [Track.ID] {
    try await database.map(
      """
      select distinct coalesce(i.canonical_id, r.track_id) as id
      from hookline.track_right r left join hookline.track_identity i on i.track_id = r.track_id
      where r.use = \(use.rawValue) and r.is_permission and r.territory in ('WW', \(territory.code))
        and (r.valid_from is null or r.valid_from <= \(time)) and (r.valid_until is null or r.valid_until > \(time))
        and (\(sources == nil) or r.source = any(\((sources ?? []).sorted())))
      order by id limit \(Int64(limit))
      """
    ) { row in try row.decode(0) }
  }

  /// Tracks that are forbidden for a use in a territory at a time, with all others that are the same recording.
  ///
  /// - Throws: `configuration` where there are more than `limit`: without all of them nothing could be promised.
  public func forbidden(
    _ use: TrackUse, in territory: Territory, at time: Date, limit: Int = 2_000_000
  ) async throws -> Set<Track.ID> {
    let isEverywhere = territory == .world
    let tracks: [Track.ID] = try await database.map(
      """
      with banned as (
        select distinct coalesce(i.canonical_id, r.track_id) as id
        from hookline.track_right r left join hookline.track_identity i on i.track_id = r.track_id
        where r.use = \(use.rawValue) and not r.is_permission
          and (\(isEverywhere) or r.territory in ('WW', \(territory.code)))
          and (r.valid_from is null or r.valid_from <= \(time)) and (r.valid_until is null or r.valid_until > \(time)))
      select id from banned
      union select i.track_id from banned b join hookline.track_identity i on i.canonical_id = b.id
      limit \(Int64(limit) + 1)
      """
    ) { row in try row.decode(0) }
    guard tracks.count <= limit else {
      throw StorageError(.configuration, "more than \(limit) tracks are forbidden for \(use.rawValue)")
    }
    return Set(tracks)
  }
}
