import FoundationEssentials
import Models

extension Catalogue {
  static let authorRow = TimedRow(
    table: "author", firm: ["source"],
    timed: [
      "name", "bio", "is_verified", "is_private", "is_gone", "region", "language", "avatar_url", "followers",
      "following", "likes", "videos",
    ], special: ["handle"])

  /// What one snapshot says of a creator.
  struct AuthorSnapshot: Sendable {
    var author: Author
    var source: String?
  }

  static func writeAuthors(_ entries: [CatalogueEntry], _ session: Session) throws {
    let snapshots = entries.flatMap { entry in
      entry.authors.map { ($0.id, entry.at, AuthorSnapshot(author: $0.author, source: entry.source)) }
    }
    for round in Rounds.of(snapshots) { try write(round, session) }
    try writeHandles(entries, session)
  }

  private static func write(
    _ rows: [(key: Author.ID, at: Date, value: AuthorSnapshot)], _ session: Session
  ) throws {
    let (ids, authors, times) = (rows.map(\.key), rows.map(\.value.author), rows.map(\.at))
    let standings = try MetricSeries.authors.standings(of: ids.map(\.rawValue), session)
    // A source that knows the name only does not rename: the name may be an old one.
    try session.execute(
      """
      insert into author(id, platform, handle, name, bio, is_verified, is_private, is_gone, region, language,
        avatar_url, followers, following, likes, videos, source, seen_at, first_seen_at)
      select * from \(unnest: ids, authors.map { ($0.key?.platform ?? .tiktok).rawValue },
        authors.map(\.handle.name), authors.map(\.name), authors.map(\.bio), authors.map(\.isVerified),
        authors.map(\.isPrivate), authors.map(\.isGone), authors.map(\.region), authors.map(\.language),
        authors.map(\.avatarURL), authors.map(\.counts.followers), authors.map(\.counts.following),
        authors.map(\.counts.likes), authors.map(\.counts.videos), rows.map(\.value.source), times, times)
      on conflict (id) do update set \(authorRow.assignments), handle = case
        when excluded.seen_at >= author.seen_at and excluded.id <> all(\(keyless(rows))) then excluded.handle
        else author.handle end
      """)
    let counts = rows.map { row in
      let counts = row.value.author.counts
      return MetricSeries.Row(
        id: row.key.rawValue, at: row.at,
        values: [counts.followers, counts.following, counts.likes, counts.videos])
    }
    try MetricSeries.authors.append(counts, after: standings, session)
  }

  private static func keyless(_ rows: [(key: Author.ID, at: Date, value: AuthorSnapshot)]) -> [Author.ID] {
    rows.filter { $0.value.author.key == nil }.map(\.key)
  }

  /// From when to when each name was seen to be whose.
  private static func writeHandles(_ entries: [CatalogueEntry], _ session: Session) throws {
    struct Name: Hashable, Comparable {
      var id: Author.ID, platform: String, handle: String
      static func < (left: Self, right: Self) -> Bool {
        (left.id, left.platform, left.handle) < (right.id, right.platform, right.handle)
      }
    }
    var spans: [Name: ClosedRange<Date>] = [:]
    for entry in entries {
      let named: [(Author.ID, Models.Handle)] = entry.authors.map { ($0.id, $0.author.handle) }
      for (id, handle) in named + entry.asked.map({ ($0.id, $0.handle) }) {
        let name = Name(id: id, platform: Platform.tiktok.rawValue, handle: handle.name)
        let span = spans[name] ?? entry.at...entry.at
        spans[name] = min(span.lowerBound, entry.at)...max(span.upperBound, entry.at)
      }
    }
    guard !spans.isEmpty else { return }
    let rows = spans.sorted { $0.key < $1.key }
    try session.execute(
      """
      insert into author_alias as h (author_id, platform, handle, seen_from, seen_to)
      select * from \(unnest: rows.map(\.key.id), rows.map(\.key.platform), rows.map(\.key.handle),
        rows.map(\.value.lowerBound), rows.map(\.value.upperBound))
      on conflict (author_id, platform, handle) do update
        set seen_from = least(h.seen_from, excluded.seen_from), seen_to = greatest(h.seen_to, excluded.seen_to)
        where excluded.seen_from < h.seen_from or excluded.seen_to > h.seen_to
      """)
  }
}
