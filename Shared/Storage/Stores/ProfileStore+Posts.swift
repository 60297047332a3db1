import FoundationEssentials
public import Models

extension ProfileStore {
  /// A creator's newest posts, at most so many: what is older says little of today, and has to fit into memory.
  public static let postLimit = 500
  /// Sounds of which it is looked up who else uses them, and uses that are looked at of each: the earliest.
  private static let companyLimit = 50
  private static let useLimit = 2_000

  /// The newest first.
  public func posts(of id: Author.ID) async throws -> [CreatorPost] {
    try await database.perform { session in
      try session.map(Self.posts(of: id), Self.post)
    }
  }

  /// How many follow a creator, and how that changed; nil where nobody has counted.
  public func followers(of id: Author.ID) async throws -> UsageTrend? {
    let days = UsageTrend.span + 1
    let readings = try await database.map(
      """
      select followers, at from author_metrics
      where author_id = \(id) and followers is not null and at >= (
        select max(at) from author_metrics where author_id = \(id) and followers is not null
      ) - make_interval(days => \(Int32(days)))
      order by at desc limit 5000
      """
    ) { row in CounterReading(try row.decode(0), at: try row.decode(1)) }
    return UsageTrend(readings)
  }

  private static func post(_ row: borrowing Row) throws -> CreatorPost {
    let counts = VideoCounts(
      plays: try row.decode("plays"), likes: try row.decode("likes"), comments: try row.decode("comments"),
      shares: try row.decode("shares"), saves: try row.decode("saves"))
    let sound = try row.decode("sound", as: Track.ID?.self).map { track in
      CreatorPost.Sound(
        track, isOwn: try row.decode("is_own"), others: try row.decode("others"),
        earlier: try row.decode("earlier"))
    }
    return CreatorPost(
      postedAt: try row.decode("posted_at"), counts: counts, duration: try row.decode("duration"),
      hashtags: try row.decode("hashtags"), sound: sound,
      features: (try row.decode("features", as: JSON?.self)).flatMap { try? $0.decode(VideoFeatures.self) },
      isFavoured: try row.decode("is_favoured"))
  }

  /// A date in the future is a mistake of the source. A sound is the creator's own where it bears their name, or where
  /// it is somebody's original that others use, too, and nobody is known to have used it before.
  private static func posts(of id: Author.ID) -> SQL {
    """
    with mine as materialized (
      select v.*, case when v.posted_at <= v.seen_at + interval '1 day' then v.posted_at end as at,
             coalesce(c.id, v.track_id) as sound
      from video v
      left join lateral (select canonical_id as id from track_identity where track_id = v.track_id limit 1) c on true
      where v.author_id = \(id)
      order by case when v.posted_at <= v.seen_at + interval '1 day' then v.posted_at end desc nulls last, v.id desc
      limit \(postLimit)
    ), used as (
      select sound from mine where sound is not null
      group by sound order by max(at) desc nulls last, sound limit \(companyLimit)
    ), begun as (
      select coalesce(c.id, v.track_id) as sound, min(v.posted_at) as first
      from video v
      left join lateral (select canonical_id as id from track_identity where track_id = v.track_id limit 1) c on true
      where v.author_id = \(id) and v.track_id is not null and v.posted_at <= v.seen_at + interval '1 day'
      group by 1
    ), company as (
      select u.sound, count(o.first)::bigint as others, count(o.first) filter (where o.first < u.first)::bigint as earlier
      from (select sound, first from used join begun using (sound)) u
      cross join lateral (
        select min(l.posted_at) as first from (
          select author_id, posted_at from video
          where track_id in (select u.sound union all select track_id from track_identity where canonical_id = u.sound)
            and author_id <> \(id) and posted_at <= seen_at + interval '1 day'
          order by posted_at, id limit \(useLimit)) l
        group by l.author_id) o
      group by u.sound
    )
    select m.at as posted_at, m.plays, m.likes, m.comments, m.shares, m.saves, m.duration, m.sound,
           m.is_pinned or m.is_advertisement as is_favoured, f.features,
           coalesce(k.others, 0)::bigint as others, coalesce(k.earlier, 0)::bigint as earlier,
           coalesce(t.is_original_sound and (
             lower(t.artist) in (lower(a.name), lower(a.handle)) or k.others > 0 and k.earlier = 0), false) as is_own,
           array(select h.name from video_hashtag l join hashtag h on h.id = l.hashtag_id
                 where l.video_id = m.id order by h.name limit 50) as hashtags
    from mine m
    join author a on a.id = m.author_id
    left join track t on t.id = m.track_id
    left join company k on k.sound = m.sound
    left join lateral (
      select features from content_features where video_id = m.id and version <= \(VideoFeatures.version)
      order by version desc limit 1
    ) f on true
    order by m.at desc nulls last, m.id desc
    """
  }
}
