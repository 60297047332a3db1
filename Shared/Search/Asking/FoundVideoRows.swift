import FoundationEssentials
import Models
import Storage

/// What is shown of videos that were found.
enum FoundVideoRows {
  /// A source's caption may be as long as it likes.
  private static let captionLimit: Int32 = 2_000

  static func videos(_ places: [Place], _ session: Session) throws -> [FoundVideo] {
    guard !places.isEmpty else { return [] }
    let found = try session.map(
      """
      select v.id, s.platform, s.key, a.handle, a.name, left(v.caption, \(captionLimit)), v.posted_at, v.plays,
        t.language, t.genre, t.mood, v.url,
        (select count(*) from hookline.video_copy c where c.original_id = coalesce(
          (select o.original_id from hookline.video_copy o where o.video_id = v.id), v.id)),
        array(select h.written from hookline.video_hashtag h where h.video_id = v.id order by h.place limit 100)
      from \(unnest: places.map(\.video)) with ordinality as i(id, place)
      join hookline.video v using (id)
      left join hookline.video_text t on t.video_id = v.id
      left join hookline.author a on a.id = v.author_id
      left join lateral (select platform, key from hookline.video_source where video_id = v.id
                         order by platform, key limit 1) s on true
      order by i.place
      """
    ) { row in try video(row) }
    let known = Dictionary(places.map { ($0.video, $0) }) { first, _ in first }
    return found.compactMap { video in known[video.video.rawValue].map { video.placed($0) } }
  }

  /// By number; those that are gone are missing.
  static func videos(_ ids: [Int64], _ session: Session) throws -> [Int64: FoundVideo] {
    let places = ids.map { Place(tier: 1, parts: 0, relevance: 0, weight: 0, video: $0) }
    return Dictionary(try videos(places, session).map { ($0.video.rawValue, $0) }) { first, _ in first }
  }

  private static func video(_ row: borrowing Row) throws -> FoundVideo {
    let platform = try row.decode(1, as: String?.self).flatMap(Platform.init(rawValue:))
    let key = try row.decode(2, as: String?.self)
    return FoundVideo(
      video: try row.decode(0), match: .some,
      key: platform.flatMap { platform in key.map { SourceKey(platform, $0) } },
      handle: try row.decode(3), author: try row.decode(4), caption: try row.decode(5),
      hashtags: try row.decode(13), postedAt: try row.decode(6), plays: try row.decode(7),
      language: try row.decode(8), genre: try row.decode(9), mood: try row.decode(10),
      url: try row.decode(11), copies: try row.decode(12),
      place: Place(tier: 0, parts: 0, relevance: 0, weight: 0, video: 0))
  }
}

extension FoundVideo {
  fileprivate func placed(_ place: Place) -> FoundVideo {
    let match: Match = place.tier == 3 ? .phrase : place.tier == 2 ? .all : .some
    return FoundVideo(
      video: video, match: match, key: key, handle: handle, author: author, caption: caption,
      hashtags: hashtags, postedAt: postedAt, plays: plays, language: language, genre: genre, mood: mood,
      url: url, copies: copies, place: place)
  }
}
