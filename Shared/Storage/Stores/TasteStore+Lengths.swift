public import Models

extension TasteStore {
  /// How long the videos of each of these creators are, in the middle of the newest `videoLimit`, in seconds. Photos have no
  /// length; creators without a film are missing.
  public func medianLengths(of authors: [Author.ID]) async throws -> [Author.ID: Double] {
    guard !authors.isEmpty else { return [:] }
    let rows = try await database.rows(
      """
      select a.id, percentile_cont(0.5) within group (order by v.duration)
      from \(unnest: Set(authors).sorted()) as a(id)
      cross join lateral (
        select duration from video
        where author_id = a.id and kind = 'film' and duration > 0 and duration < 86400
        order by posted_at desc nulls last, id desc limit \(Self.videoLimit)) v
      group by a.id
      """, as: Author.ID.self, Double.self)
    return Dictionary(rows.map { ($0.0, $0.1) }) { $1 }
  }
}
