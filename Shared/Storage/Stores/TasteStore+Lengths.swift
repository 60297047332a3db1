public import Models

extension TasteStore {
  /// How long the videos of each of these creators are, in the middle of the newest `videoLimit`, in seconds. Photos have no
  /// length; creators without a film are missing.
  public func medianLengths(of authors: [Author.ID]) async throws -> [Author.ID: Double] {
    guard !authors.isEmpty else { return [:] }
    let rows = try await database.rows(
      """
      select a.id, l.length from \(unnest: Set(authors).sorted()) as a(id)
      cross join lateral (\(Self.medianLength(of: "a.id"))) l where l.length is not null
      """, as: Author.ID.self, Double.self)
    return Dictionary(rows.map { ($0.0, $0.1) }) { $1 }
  }

  /// As `length`; null where nothing is known.
  static func medianLength(of author: SQL) -> SQL {
    """
    select percentile_cont(0.5) within group (order by v.duration) as length from (
      select duration from video
      where author_id = \(author) and kind = 'film' and duration > 0 and duration < 86400
      order by posted_at desc nulls last, id desc limit \(Self.videoLimit)) v
    """
  }
}
