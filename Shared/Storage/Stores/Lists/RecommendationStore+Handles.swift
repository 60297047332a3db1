public import Models

/// Lists of creators by their names, as readers ask for them.
extension RecommendationStore {
  /// The newest list of whoever was seen last with each of these names and has one, with its first `limit` tracks.
  public func newest(
    ofHandles handles: [String], on platform: Platform = .tiktok, limit: Int
  ) async throws -> [String: Found] {
    let rows = try await database.rows(
      """
      select place, id from
        \(Catalogue.bearers(of: handles, on: handles.map { _ in platform }))
      where id is not null
      """, as: Int64.self, Author.ID.self)
    let found = try await newest(of: rows.map(\.1), limit: limit)
    return rows.reduce(into: [:]) { lists, row in lists[handles[Int(row.0) - 1]] = found[row.1] }
  }

  /// Stamps of those lists, for a `CheckedCache`: of the list, its tracks, which of them have become one since, and how they
  /// are called now.
  ///
  /// Whatever changes in a row changes its `xmin`; a row that comes or goes changes what is hashed. The subqueries look each
  /// track up by its key: as a join they would read the whole table of tracks for each list as long as it is small.
  public static func stamps(ofHandles handles: [String], on platform: Platform = .tiktok) -> SQL {
    """
    select bearer.place, hashint8extended(r.id, r.xmin::text::int8) # coalesce(i.stamp, 0)
    from \(Catalogue.bearers(of: handles, on: handles.map { _ in platform }))
    cross join lateral (
      select id, xmin from recommendation where author_id = bearer.id order by made_at desc, id desc limit 1) r
    cross join lateral (
      select bit_xor(hashint8extended(i.rank, hashint8extended(i.xmin::text::int8, coalesce((
        select hashint8extended(id, hashint8extended(xmin::text::int8, coalesce(c.joined, 0)))
        from track where id = coalesce(c.canonical_id, i.track_id)), 0)))) as stamp
      from recommendation_item i
      left join lateral (
        select canonical_id, xmin::text::int8 as joined from track_identity where track_id = i.track_id limit 1) c on true
      where i.recommendation_id = r.id) i
    """
  }
}
