public import FoundationEssentials
import Models

extension Catalogue {
  /// Writes entries, which may overlap: the later one counts. Runs in the transaction that ends their tasks, so what
  /// is written is sorted, and rows that would not change are left alone: a sound that everybody uses would otherwise
  /// make all of them wait for each other.
  public static func write(
    _ entries: [(entry: CatalogueEntry, run: UUID?)], _ session: Session
  ) throws {
    let all = entries.map(\.entry)
    try writeAuthors(all, session)
    try writeTracks(latest(all.flatMap { e in e.tracks.map { ($0.id, ($0, e.at)) } }), session)
    let videos = latest(all.flatMap { e in e.videos.map { ($0.id, ($0, e.at)) } })
    try writeVideos(videos, session)
    try writeHashtags(videos.map(\.0), session)
    try writeRejections(entries, session)
    // Last, because it may wait for all others.
    try session.settle(IdentityFindings(all.map(\.identity)))
  }

  /// One for each key, the last of them, sorted by key.
  static func latest<Key: Hashable & Comparable, Value>(_ pairs: [(Key, Value)]) -> [Value] {
    let last = pairs.reduce(into: [Key: Value]()) { $0[$1.0] = $1.1 }
    return last.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func writeAuthors(_ entries: [CatalogueEntry], _ session: Session) throws {
    let rows = latest(entries.compactMap { e in e.author.map { ($0.id, ($0.id, $0.author, e.at)) } })
    guard !rows.isEmpty else { return }
    let (ids, authors, times) = (rows.map(\.0), rows.map(\.1), rows.map(\.2))
    // What this source does not say, another may have said.
    try session.execute(
      """
      insert into author(id, platform, handle, name, bio, is_verified, is_private, region, language, avatar_url,
        followers, following, likes, videos, seen_at)
      select * from \(unnest: ids, authors.map { ($0.key?.platform ?? .tiktok).rawValue },
        authors.map(\.handle.name), authors.map(\.name), authors.map(\.bio), authors.map(\.isVerified),
        authors.map(\.isPrivate), authors.map(\.region), authors.map(\.language), authors.map(\.avatarURL),
        authors.map(\.counts.followers), authors.map(\.counts.following), authors.map(\.counts.likes),
        authors.map(\.counts.videos), times)
      on conflict (id) do update set handle = excluded.handle, name = coalesce(excluded.name, author.name),
        bio = coalesce(excluded.bio, author.bio),
        is_verified = coalesce(excluded.is_verified, author.is_verified),
        is_private = coalesce(excluded.is_private, author.is_private),
        region = coalesce(excluded.region, author.region), language = coalesce(excluded.language, author.language),
        avatar_url = coalesce(excluded.avatar_url, author.avatar_url),
        followers = coalesce(excluded.followers, author.followers),
        following = coalesce(excluded.following, author.following),
        likes = coalesce(excluded.likes, author.likes), videos = coalesce(excluded.videos, author.videos),
        seen_at = greatest(excluded.seen_at, author.seen_at)
      """)
    let counted = rows.filter { !$0.1.counts.isEmpty }
    try session.execute(
      """
      insert into author_metrics(author_id, at, followers, following, likes, videos)
      select * from \(unnest: counted.map(\.0), counted.map(\.2), counted.map(\.1.counts.followers),
        counted.map(\.1.counts.following), counted.map(\.1.counts.likes), counted.map(\.1.counts.videos))
      on conflict do nothing
      """)
  }

  private static func writeRejections(
    _ entries: [(entry: CatalogueEntry, run: UUID?)], _ session: Session
  ) throws {
    struct Place: Hashable, Comparable {
      let place: String, offset: Int
      static func < (left: Self, right: Self) -> Bool {
        (left.place, left.offset) < (right.place, right.offset)
      }
    }
    let rows = latest(
      entries.flatMap { item in
        item.entry.rejections.map {
          (Place(place: $0.place, offset: $0.offset), ($0, item.run, item.entry.at))
        }
      })
    guard !rows.isEmpty else { return }
    try session.execute(
      """
      insert into rejection(place, byte_offset, reason, run_id, at)
      select i.* from \(unnest: rows.map(\.0.place), rows.map(\.0.offset), rows.map(\.0.reason), rows.map(\.1),
        rows.map(\.2)) as i(place, byte_offset, reason, run_id, at)
      left join rejection r using (place, byte_offset)
      where r.place is null or r.reason <> i.reason or r.at < i.at - interval '1 hour'
      order by i.place, i.byte_offset
      on conflict (place, byte_offset) do update
        set reason = excluded.reason, run_id = excluded.run_id, at = excluded.at
      """)
  }
}
