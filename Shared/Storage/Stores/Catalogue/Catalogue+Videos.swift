import FoundationEssentials
import Models

extension Catalogue {
  static let videoRow = TimedRow(
    table: "video",
    firm: [
      "author_id", "kind", "caption", "is_pinned", "is_advertisement", "content_hash", "image_urls",
      "mentions",
      "stickers", "source",
    ],
    timed: [
      "track_id", "posted_at", "duration", "width", "height", "url", "media_url", "cover_url", "language",
      "region", "loudness", "plays", "likes", "comments", "shares", "saves", "reposts",
    ])

  struct VideoSnapshot: Sendable {
    var entry: VideoEntry
    var source: String?
  }

  private typealias VideoRow = (key: Video.ID, at: Date, value: VideoSnapshot)

  static func writeVideos(_ entries: [CatalogueEntry], _ session: Session) throws {
    let snapshots = entries.flatMap { entry in
      entry.videos.map { ($0.id, entry.at, VideoSnapshot(entry: $0, source: entry.source)) }
    }
    for round in Rounds.of(snapshots) {
      let standings = try MetricSeries.videos.standings(of: round.map(\.key.rawValue), session)
      let newest = try write(round, session)
      try writeHashtags(round.filter { newest.contains($0.key) }.map(\.value.entry), session)
      try MetricSeries.videos.append(round.map(numbers), after: standings, session)
    }
  }

  private static func numbers(of row: VideoRow) -> MetricSeries.Row {
    let counts = row.value.entry.video.counts
    return MetricSeries.Row(
      id: row.key.rawValue, at: row.at,
      values: [
        counts.plays, counts.likes, counts.comments, counts.shares, counts.saves, counts.reposts,
      ])
  }

  /// Those of which nothing newer is known.
  private static func write(_ rows: [VideoRow], _ session: Session) throws -> Set<Video.ID> {
    let (entries, times) = (rows.map(\.value.entry), rows.map(\.at))
    let videos = entries.map(\.video)
    let counts = videos.map(\.counts)
    let seen = try session.rows(
      """
      insert into video(id, author_id, track_id, kind, caption, posted_at, duration, width, height, url, media_url,
        cover_url, language, region, is_pinned, is_advertisement, loudness, plays, likes, comments, shares, saves,
        reposts, content_hash, source, seen_at, image_urls, mentions, stickers, first_seen_at)
      select i.*, array(select jsonb_array_elements_text(j.images)),
        array(select jsonb_array_elements_text(j.mentions)), array(select jsonb_array_elements_text(j.stickers)),
        i.seen_at
      from \(unnest: entries.map(\.id), entries.map(\.author), entries.map(\.sound), videos.map(\.kind.rawValue),
        videos.map(\.caption), videos.map(\.postedAt), videos.map(\.duration), videos.map { $0.width.map(Int32.init(clamping:)) },
        videos.map { $0.height.map(Int32.init(clamping:)) }, videos.map(\.url), videos.map(\.mediaURL),
        videos.map(\.coverURL), videos.map(\.language), videos.map(\.region), videos.map(\.isPinned),
        videos.map(\.isAdvertisement), videos.map(\.loudness), counts.map(\.plays), counts.map(\.likes),
        counts.map(\.comments), counts.map(\.shares), counts.map(\.saves), counts.map(\.reposts),
        entries.map { Bytes($0.contentHash) }, rows.map(\.value.source), times)
        as i(id, author_id, track_id, kind, caption, posted_at, duration, width, height, url, media_url, cover_url,
             language, region, is_pinned, is_advertisement, loudness, plays, likes, comments, shares, saves, reposts,
             content_hash, source, seen_at)
      join \(unnest: entries.map(\.id), try lists(videos.map(\.imageURLs)),
        try lists(videos.map { $0.mentions.map(\.name) }), try lists(videos.map(\.stickers)))
        as j(id, images, mentions, stickers) using (id)
      order by id
      on conflict (id) do update set \(videoRow.assignments)
      returning id, seen_at
      """, as: Video.ID.self, Date.self)
    let moments = Dictionary(seen.map { ($0.0, $0.1) }) { first, _ in first }
    // To the microsecond, as the server keeps it.
    return Set(rows.filter { row in moments[row.key].map { $0 < row.at + 1e-6 } ?? false }.map(\.key))
  }

  private static func lists(_ texts: [[String]]) throws -> [JSON] { try texts.map { try JSON(encoding: $0) } }

  private static func writeHashtags(_ entries: [VideoEntry], _ session: Session) throws {
    guard !entries.isEmpty else { return }
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
