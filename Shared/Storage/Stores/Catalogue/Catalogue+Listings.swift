import FoundationEssentials
import Models

extension Catalogue {
  /// Keeps lists that were whole, and says of posts that one of them should have had, and had not, since when they are
  /// missing. Worked out from what is kept, so that the order in which lists arrive does not matter.
  static func writeListings(_ entries: [CatalogueEntry], videos: [VideoEntry], _ session: Session) throws {
    struct Moment: Hashable, Comparable {
      var author: Author.ID, at: Date, until: Date
      static func < (left: Self, right: Self) -> Bool {
        (left.author, left.at, left.until) < (right.author, right.at, right.until)
      }
    }
    let lists = latest(
      entries.flatMap { entry in
        entry.listings.map {
          (
            Moment(author: $0.author, at: entry.at, until: $0.until),
            ($0.author, entry.at, $0.since, $0.until)
          )
        }
      })
    if !lists.isEmpty {
      try session.execute(
        """
        insert into author_listing as l (author_id, at, since, until)
        select * from \(unnest: lists.map(\.0), lists.map(\.1), lists.map(\.2), lists.map(\.3))
        on conflict (author_id, at, until) do update set since = least(l.since, excluded.since)
        """)
    }
    try updateMissing(
      authors: lists.map(\.0), since: lists.map(\.2), videos: videos.map(\.id).sorted(), session)
  }

  /// Holds all videos that are written here or may turn out to be missing, in the order of their numbers: one that is
  /// missing may come before those that are written.
  static func lockVideos(_ entries: [CatalogueEntry], _ session: Session) throws {
    let lists = entries.flatMap(\.listings)
    guard !lists.isEmpty else { return }
    try session.execute(
      """
      with touched as (
        select v.id from \(unnest: lists.map(\.author), lists.map(\.since)) as a(id, since)
        join video v on v.author_id = a.id and v.posted_at >= a.since
        union select unnest(\(entries.flatMap(\.videos).map(\.id))::int8[]))
      select from video v where v.id in (select id from touched) order by v.id for update of v
      """)
  }

  private static func updateMissing(
    authors: [Author.ID], since: [Date], videos: [Video.ID], _ session: Session
  ) throws {
    try session.execute(
      """
      with touched as (
        select v.id from \(unnest: authors, since) as a(id, since)
        join video v on v.author_id = a.id and v.posted_at >= a.since
        union select unnest(\(videos)::int8[])),
      standing as materialized (
        select v.id, (select min(l.at) from author_listing l
                      where l.author_id = v.author_id and l.at > v.seen_at
                        and v.posted_at between l.since and l.until) as since
        from video v where v.id in (select id from touched)),
      changed as materialized (
        select v.id, s.since from video v join standing s on s.id = v.id
        where v.missing_since is distinct from s.since order by v.id for update of v)
      update video v set missing_since = c.since from changed c where v.id = c.id
      """)
  }
}
