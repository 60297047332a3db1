public import Models

/// What is known of creators beside their videos, as far as it decides by what a list goes.
public struct CreatorFacts: Sendable, Equatable {
  public var hasPlace: Bool
  public var hasProfile: Bool
  /// How many others have used at least two of the same tracks, up to `CreatorFacts.similarLimit`.
  public var similar: Int

  /// More of them say nothing new.
  public static let similarLimit = 200
  /// Tracks that are compared, and uses of each: the newest.
  private static let trackLimit = 50
  private static let useLimit = 300

  public init(hasPlace: Bool = false, hasProfile: Bool = false, similar: Int = 0) {
    self.hasPlace = hasPlace
    self.hasProfile = hasProfile
    self.similar = similar
  }

  /// Of each of these creators who is known.
  public static func read(
    of authors: [Author.ID], in database: any Database
  ) async throws -> [Author.ID: CreatorFacts] {
    guard !authors.isEmpty else { return [:] }
    let rows = try await database.rows(
      """
      select a.id, coalesce(nullif(a.region, ''), nullif(a.language, '')) is not null, a.followers is not null,
        (select count(*) from (
           select u.author_id from (
             select distinct track_id from (
               select track_id from video where author_id = a.id and track_id is not null
               order by posted_at desc nulls last limit \(Int64(trackLimit) * 4)) newest limit \(Int64(trackLimit))) t
           cross join lateral (
             select distinct author_id from (
               select author_id from video where track_id = t.track_id limit \(Int64(useLimit))) few) u
           where u.author_id <> a.id group by u.author_id having count(*) >= 2 limit \(Int64(similarLimit))) s)
      from author a where a.id = any(\(Set(authors).sorted()))
      """, as: Author.ID.self, Bool.self, Bool.self, Int64.self)
    return rows.reduce(into: [:]) { facts, row in
      facts[row.0] = CreatorFacts(hasPlace: row.1, hasProfile: row.2, similar: Int(row.3))
    }
  }
}
