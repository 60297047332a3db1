import FoundationEssentials
import Models

extension Catalogue {
  static func writeVideos(_ rows: [(VideoEntry, Date)], _ session: Session) throws {
    guard !rows.isEmpty else { return }
    let (entries, videos) = (rows.map(\.0), rows.map(\.0.video))
    let counts = videos.map(\.counts)
    try session.execute(
      """
      insert into video(id, author_id, track_id, kind, caption, posted_at, duration, width, height, url, media_url,
        cover_url, language, region, is_pinned, is_advertisement, loudness, plays, likes, comments, shares, saves,
        reposts, content_hash, seen_at, image_urls, mentions, stickers)
      select i.*, array(select jsonb_array_elements_text(j.images)),
        array(select jsonb_array_elements_text(j.mentions)), array(select jsonb_array_elements_text(j.stickers))
      from \(unnest: entries.map(\.id), entries.map(\.author), entries.map(\.sound), videos.map(\.kind.rawValue),
        videos.map(\.caption), videos.map(\.postedAt), videos.map(\.duration), videos.map { $0.width.map(Int32.init(clamping:)) },
        videos.map { $0.height.map(Int32.init(clamping:)) }, videos.map(\.url), videos.map(\.mediaURL),
        videos.map(\.coverURL), videos.map(\.language), videos.map(\.region), videos.map(\.isPinned),
        videos.map(\.isAdvertisement), videos.map(\.loudness), counts.map(\.plays), counts.map(\.likes),
        counts.map(\.comments), counts.map(\.shares), counts.map(\.saves), counts.map(\.reposts),
        entries.map { Bytes($0.contentHash) }, rows.map(\.1)) as i(id)
      join \(unnest: entries.map(\.id), try lists(videos.map(\.imageURLs)),
        try lists(videos.map { $0.mentions.map(\.name) }), try lists(videos.map(\.stickers)))
        as j(id, images, mentions, stickers) using (id)
      order by id
      on conflict (id) do update set author_id = excluded.author_id, track_id = excluded.track_id,
        kind = excluded.kind, caption = excluded.caption, posted_at = coalesce(excluded.posted_at, video.posted_at),
        duration = coalesce(excluded.duration, video.duration), width = coalesce(excluded.width, video.width),
        height = coalesce(excluded.height, video.height), url = coalesce(excluded.url, video.url),
        media_url = coalesce(excluded.media_url, video.media_url),
        cover_url = coalesce(excluded.cover_url, video.cover_url),
        language = coalesce(excluded.language, video.language), region = coalesce(excluded.region, video.region),
        is_pinned = excluded.is_pinned, is_advertisement = excluded.is_advertisement,
        loudness = coalesce(excluded.loudness, video.loudness), plays = coalesce(excluded.plays, video.plays),
        likes = coalesce(excluded.likes, video.likes), comments = coalesce(excluded.comments, video.comments),
        shares = coalesce(excluded.shares, video.shares), saves = coalesce(excluded.saves, video.saves),
        reposts = coalesce(excluded.reposts, video.reposts), content_hash = excluded.content_hash,
        seen_at = greatest(excluded.seen_at, video.seen_at), image_urls = excluded.image_urls,
        mentions = excluded.mentions, stickers = excluded.stickers
      """)
    try writeMetrics(rows, session)
  }

  private static func lists(_ texts: [[String]]) throws -> [JSON] { try texts.map { try JSON(encoding: $0) } }

  private static func writeMetrics(_ rows: [(VideoEntry, Date)], _ session: Session) throws {
    let rows = rows.filter { $0.0.video.counts != VideoCounts() }
    let counts = rows.map(\.0.video.counts)
    try session.execute(
      """
      insert into video_metrics(video_id, at, plays, likes, comments, shares, saves, reposts)
      select * from \(unnest: rows.map(\.0.id), rows.map(\.1), counts.map(\.plays), counts.map(\.likes),
        counts.map(\.comments), counts.map(\.shares), counts.map(\.saves), counts.map(\.reposts))
      on conflict do nothing
      """)
  }

  static func writeHashtags(_ entries: [VideoEntry], _ session: Session) throws {
    let names = entries.reduce(into: [String: String]()) { names, entry in
      for tag in entry.tags { names[tag.name] = tag.name }
    }
    let numbers = try NamedRows.numbers(
      of: names, in: NamedRows.Table(name: "hashtag", key: "name", written: nil), session)
    let rows = entries.flatMap { entry in
      entry.tags.enumerated().compactMap { place, tag in
        numbers[tag.name].map {
          (video: entry.id, tag: $0, place: Int16(clamping: place), written: tag.written)
        }
      }
    }
    try session.execute(
      """
      with now as (select * from \(unnest: rows.map(\.video), rows.map(\.tag), rows.map(\.place), rows.map(\.written))
                     as n(video_id, hashtag_id, place, written)),
      gone as (delete from video_hashtag h where h.video_id = any(\(entries.map(\.id)))
                 and not exists (select from now n where n.video_id = h.video_id and n.hashtag_id = h.hashtag_id))
      insert into video_hashtag(video_id, hashtag_id, place, written)
      select n.* from now n
      left join lateral (select * from video_hashtag h
                         where h.video_id = n.video_id and h.hashtag_id = n.hashtag_id limit 1) h on true
      where h.video_id is null or (h.place, h.written) is distinct from (n.place, n.written)
      order by n.video_id, n.hashtag_id
      on conflict (video_id, hashtag_id) do update set place = excluded.place, written = excluded.written
      """)
  }
}
