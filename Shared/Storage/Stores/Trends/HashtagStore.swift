public import Models

/// Reads who uses which hashtags with which tracks.
public struct HashtagStore: Sendable {
  /// Tags of one creator, and tags that are asked about at once.
  public static let tagLimit = 30
  public static let askedLimit = 1_000
  /// Videos of a creator, of a tag and of a track that are looked at, the newest first (those that came in last); of what
  /// is used more often that is enough to tell.
  private static let ownLimit = 500
  private static let tagVideoLimit = 20_000
  private static let trackVideoLimit = 200_000
  /// Tracks of one tag, those with most creators first.
  private static let trackLimit = 300
  /// Tracks whose creators are counted in one statement: each may have very many videos, and a statement has its time.
  private static let portion = 200
  private static let patience = Duration.seconds(120)

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// In how many of their newest videos each of these creators has which tags: the most frequent, at most `tagLimit`.
  public func tags(of authors: [Author.ID]) async throws -> [Author.ID: [String: Int]] {
    guard !authors.isEmpty else { return [:] }
    let rows = try await database.rows(
      """
      select a.id, t.name, t.videos
      from \(unnest: Set(authors).sorted()) as a(id)
      cross join lateral (
        select h.name, count(*) as videos
        from (select id from video where author_id = a.id order by posted_at desc nulls last, id desc
              limit \(Self.ownLimit)) v
        join video_hashtag l on l.video_id = v.id join hashtag h on h.id = l.hashtag_id
        group by h.name order by count(*) desc, h.name limit \(Self.tagLimit)) t
      """, as: Author.ID.self, String.self, Int.self)
    return rows.reduce(into: [:]) { $0[$1.0, default: [:]][$1.1] = $1.2 }
  }

  /// The counts of these tags, at most `askedLimit` (the first by name), and of the tracks that at least `least` creators
  /// used with one of them; of recordings the track that stands for them. Copies of other videos do not count.
  public func counts(of tags: Set<String>, least: Int) async throws -> HashtagCounts {
    let names = Array(tags.sorted().prefix(Self.askedLimit))
    guard !names.isEmpty else { return HashtagCounts() }
    // All of one moment, or a pair could have more creators than its tag.
    return try await database.transaction(.init(isolation: .repeatableRead, isReadOnly: true)) { session in
      try session.setStatementTimeout(Self.patience)
      var counts = HashtagCounts()
      counts.creators = try session.value(
        "select count(*) from author a where exists (select from video where author_id = a.id)", as: Int.self)
      for name in names { try Self.add(name, least, to: &counts, session) }
      let tracks = Set(counts.pairs.map(\.track)).sorted()
      for start in stride(from: 0, to: tracks.count, by: Self.portion) {
        let portion = Array(tracks[start..<min(start + Self.portion, tracks.count)])
        for (track, creators) in try session.rows(Self.creators(of: portion), as: Track.ID.self, Int.self) {
          counts.ofTracks[track] = creators
        }
      }
      // Of what very many videos use, only a part was counted.
      for pair in counts.pairs {
        counts.ofTracks[pair.track] = max(counts.ofTracks[pair.track] ?? 0, pair.creators)
      }
      return counts
    }
  }

  /// A tag at a time, so that what all of them have together need not fit into memory.
  private static func add(
    _ tag: String, _ least: Int, to counts: inout HashtagCounts, _ session: Session
  ) throws {
    let rows = try session.rows(
      """
      with used as materialized (
        select distinct v.author_id, coalesce(i.canonical_id, v.track_id) as track
        from (select video_id from video_hashtag
              where hashtag_id = (select id from hashtag where name = \(tag))
              order by video_id desc limit \(tagVideoLimit)) l
        join video v on v.id = l.video_id
        left join track_identity i on i.track_id = v.track_id
        where not exists (select from video_copy where video_id = v.id)
      )
      select null::int8, count(distinct author_id) from used
      union all (
        select track, count(*) from used where track is not null group by track having count(*) >= \(least)
        order by count(*) desc, track limit \(trackLimit))
      """, as: Track.ID?.self, Int.self)
    for (track, creators) in rows {
      if let track {
        counts.pairs.append(.init(tag, track, creators: creators))
      } else if creators > 0 {
        counts.ofTags[tag] = creators
      }
    }
  }

  private static func creators(of tracks: [Track.ID]) -> SQL {
    """
    select t.id, count(distinct v.author_id)
    from \(unnest: tracks) as t(id)
    cross join lateral (
      select v.author_id
      from (select t.id as member union all select track_id from track_identity where canonical_id = t.id) m
      join video v on v.track_id = m.member
      where not exists (select from video_copy where video_id = v.id)
      order by v.id desc limit \(trackVideoLimit)) v
    group by t.id
    """
  }
}
