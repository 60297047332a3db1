public import Models

extension RecommendationStore {
  /// The last list of a day of each of these creators who has one, with its first `limit` tracks.
  public func lists(of authors: [Author.ID], on day: Day, limit: Int) async throws -> [Author.ID: Found] {
    let found = try await load(
      """
      select r.id, r.author_id, r.run_id, r.ranker, r.considered, r.videos, r.made_at, r.day::text, r.basis
      from \(unnest: Set(authors).sorted()) as a(id)
      cross join lateral (
        select * from recommendation where author_id = a.id and day = \("\(day)")::date
        order by made_at desc, id desc limit 1
      ) r
      """, limit)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.list.author, $0) })
  }

  /// The day nearest to another on which each of these creators has a list; the earlier of two that are equally near.
  public func nearestDays(of authors: [Author.ID], to day: Day) async throws -> [Author.ID: Day] {
    let day = "\(day)"
    let rows = try await database.rows(
      """
      select a.id, n.day::text from \(unnest: Set(authors).sorted()) as a(id)
      cross join lateral (
        select d.day from (
          (select day from recommendation where author_id = a.id and day <= \(day)::date order by day desc limit 1)
          union all
          (select day from recommendation where author_id = a.id and day > \(day)::date order by day limit 1)) d
        order by abs(d.day - \(day)::date), d.day limit 1
      ) n
      """, as: Author.ID.self, String.self)
    return rows.reduce(into: [:]) { days, row in days[row.0] = Day(row.1) }
  }
}
