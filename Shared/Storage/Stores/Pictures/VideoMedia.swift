public import Models

/// Where the pictures of a video may be, and what was seen of it before.
public struct VideoMedia: Sendable, Equatable {
  public var kind: Video.Kind
  public var mediaURL: String?
  public var imageURLs: [String]
  /// Changes when the media do.
  public var place: String
  /// The track that it is said to use.
  public var track: Track.ID?
  /// Whether what is heard in it may be music that nobody has named: no track is known, or only its creator's own sound.
  public var hasOwnSound: Bool
  /// What this version saw in these media.
  public var clip: JSON?
  /// Whether copies of that were looked for.
  public var isCompared: Bool
  /// Where this version saw nothing in these media, what was seen last in any media of it, by this version or an older one.
  public var earlier: StoredView?
  /// What any version saw in these media: SHA-256 in hexadecimal digits, of the film or of each photo.
  public var contents: [[String]]
  /// The same of media that it had before.
  public var formerContents: [[String]]
  /// How often this version failed to see it.
  public var tries: Int
  /// How often in these media.
  public var placeTries: Int
}

extension Session {
  /// The media of those of these videos that there are.
  public func videoMedia(
    _ ids: [Video.ID], version: Int = VideoFeatures.version
  ) throws -> [Video.ID: VideoMedia] {
    let version = Int32(clamping: version)
    var found: [Video.ID: VideoMedia] = [:]
    try query(
      """
      select v.id, \(MediaStanding.columns), v.kind, v.media_url, v.image_urls, v.track_id,
        coalesce(t.is_original_sound, true), h.clip, coalesce(h.is_compared, false),
        array(select array_to_string(contents, ',') from hookline.video_view s
              where video_id = v.id and contents <> '{}' and s.place = p.place
              group by 1 order by max(s.seen_at) desc),
        array(select array_to_string(contents, ',') from hookline.video_view s
              where video_id = v.id and contents <> '{}'
              group by 1 having bool_and(s.place <> p.place) order by max(s.seen_at) desc),
        e.version, e.origin, e.place, e.contents, e.remark, e.clip
      from hookline.video v \(Video.tables.standing("v.id", version: version))
      left join hookline.track t on t.id = v.track_id
      left join lateral (
        select * from hookline.video_view where h.video_id is null and video_id = v.id and version <= \(version)
        order by version desc limit 1) e on true
      where v.id = any(\(ids.numbers))
      """
    ) { row in found[try row.decode(0)] = try Self.media(row) }
    return found
  }

  private static func media(_ row: borrowing Row) throws -> VideoMedia {
    let id = try row.decode(0, as: Video.ID.self), standing = try MediaStanding(row)
    return VideoMedia(
      kind: Video.Kind(rawValue: try row.decode(4)) ?? .film, mediaURL: try row.decode(5),
      imageURLs: try row.decode(6), place: standing.place, track: try row.decode(7),
      hasOwnSound: try row.decode(8), clip: try row.decode(9), isCompared: try row.decode(10),
      earlier: try earlier(of: id, row), contents: try contents(row, 11),
      formerContents: try contents(row, 12), tries: standing.tries, placeTries: standing.placeTries)
  }

  private static func earlier(of id: Video.ID, _ row: borrowing Row) throws -> StoredView? {
    guard let version = try row.decode(13, as: Int32?.self) else { return nil }
    return StoredView(
      id, version: Int(version), origin: try row.decode(14), place: try row.decode(15),
      contents: try row.decode(16), remark: try row.decode(17), clip: try row.decode(18))
  }

  private static func contents(_ row: borrowing Row, _ column: Int) throws -> [[String]] {
    try row.decode(column, as: [String].self).map { $0.split(separator: ",").map(String.init) }
  }

  /// The newest features of the music in videos: of the track that was recognised in them, or that they are
  /// said to use. Those of which nothing is known are missing.
  public func soundFeatures(
    of ids: [Video.ID], version: Int = VideoFeatures.version
  ) throws -> [Video.ID: JSON] {
    let rows = try rows(
      """
      select v.id, f.features from hookline.video v
      left join hookline.video_music m on m.video_id = v.id and m.version = \(Int32(clamping: version))
      cross join lateral (select coalesce(m.track_id, v.track_id) as id) t
      cross join lateral (
        select features from hookline.music_features
        where track_id in (t.id, (select canonical_id from hookline.track_identity where track_id = t.id))
          and version <= \(TrackFeatures.version)
        order by version desc, track_id = t.id desc limit 1) f
      where v.id = any(\(ids.numbers))
      """, as: Video.ID.self, JSON.self)
    return Dictionary(rows.map { ($0.0, $0.1) }) { first, _ in first }
  }
  /// The tracks that were recognised in the sound of videos.
  public func recognisedTracks(
    in ids: [Video.ID], version: Int = VideoFeatures.version
  ) throws -> [Video.ID: Track.ID] {
    let rows = try rows(
      """
      select video_id, track_id from hookline.video_music
      where video_id = any(\(ids.numbers)) and version = \(Int32(clamping: version))
      """, as: Video.ID.self, Track.ID.self)
    return Dictionary(rows.map { ($0.0, $0.1) }) { first, _ in first }
  }
}
