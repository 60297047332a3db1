import FoundationEssentials
public import Models

extension RightsStore {
  /// A right with its place in a list by track.
  public struct Listed: Sendable, Equatable {
    public var entry: Entry
    public var place: Place
  }

  public struct Place: Sendable, Equatable {
    public var track: Track.ID
    public var id: Int64

    public init(track: Track.ID, id: Int64) { (self.track, self.id) = (track, id) }
  }

  /// What a source has stated, or all have, by track: behind a place, so many. With `end` what goes before that, the
  /// nearest first: the page before, backwards.
  public func page(
    of source: String? = nil, after place: Place? = nil, before end: Place? = nil, limit: Int
  ) async throws -> [Listed] {
    let stated: SQL = source.map { "source = \($0)" } ?? "true"
    let behind: SQL = place.map { "(track_id, id) > (\($0.track), \($0.id))" } ?? "true"
    let ahead: SQL = end.map { "(track_id, id) < (\($0.track), \($0.id))" } ?? "true"
    let order: SQL = end == nil ? "track_id, id" : "track_id desc, id desc"
    return try await database.map(
      """
      select track_id, territory, use, is_permission, valid_from, valid_until, source, id from hookline.track_right
      where \(stated) and \(behind) and \(ahead) order by \(order) limit \(limit)
      """
    ) { row in
      let entry = try Self.entry(row)
      return Listed(entry: entry, place: Place(track: entry.track, id: try row.decode(7)))
    }
  }

  /// Contracts behind one, in the order of their names. The index is walked from name to name: only what these state is
  /// counted. With `end` those that go before it, the nearest first: the page before, backwards.
  public func sources(
    after name: String?, before end: String? = nil, limit: Int
  ) async throws -> [SourceSummary] {
    let bound: SQL =
      if let end { "where source < \(end)" } else { name.map { "where source > \($0)" } ?? "" }
    let order: SQL = end == nil ? "order by r.source" : "order by r.source desc"
    let onwards: SQL = end == nil ? ">" : "<"
    return try await database.map(
      """
      with recursive page (source, place) as (
        (select r.source, 1 from hookline.track_right r \(bound) \(order) limit 1)
        union all
        select (select r.source from hookline.track_right r where r.source \(onwards) p.source \(order) limit 1),
          p.place + 1
        from page p where p.source is not null and p.place < \(Int32(limit)))
      select p.source, c.rights, c.tracks, c.imported_at from page p
      cross join lateral (
        select count(*) as rights, count(distinct track_id) as tracks, max(imported_at) as imported_at
        from hookline.track_right where source = p.source) c
      where p.source is not null order by p.place
      """
    ) { row in
      SourceSummary(
        source: try row.decode(0), rights: try row.decode(1), tracks: try row.decode(2),
        importedAt: try row.decode(3))
    }
  }
}
