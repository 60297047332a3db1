public import Models

/// Where the sound of a track may be, and what was heard of it before.
public struct TrackMedia: Sendable, Equatable {
  /// A file of a folder of music, as the catalogue knows it.
  public struct File: Sendable, Equatable {
    public var root: String
    public var path: String
    public var key: String
  }

  public var mediaURL: String?
  public var files: [File]
  /// Changes when the media do.
  public var place: String
  /// Whether it has a fingerprint with which others were looked for: what took it down may have ended before that.
  public var wasCompared: Bool
  /// What this version heard in these media.
  public var sound: JSON?
  /// Where that is nothing, what was heard last in any media of it, by this version or an older one.
  public var earlier: JSON?
  /// SHA-256 in hexadecimal digits of what any version heard in these media.
  public var contents: [String]
  /// The same of media that it had before.
  public var formerContents: [String]
  /// How often this version failed to hear it.
  public var tries: Int
  /// How often in these media.
  public var placeTries: Int
}

extension Session {
  /// The media of those of these tracks that there are.
  public func trackMedia(
    _ ids: [Track.ID], version: Int = TrackFeatures.version
  ) throws -> [Track.ID: TrackMedia] {
    let version = Int32(clamping: version)
    var found: [Track.ID: TrackMedia] = [:]
    try query(
      """
      select t.id, \(MediaStanding.columns), t.media_url,
        exists (select from hookline.fingerprint where track_id = t.id)
          and (cardinality(f.roots) > 0 or exists (select from hookline.track_sound where track_id = t.id)),
        h.sound,
        array(select content_hash from hookline.track_sound s
              where track_id = t.id and content_hash is not null and s.place = p.place
              group by 1 order by max(s.heard_at) desc),
        f.roots, f.paths, f.keys,
        case when h.track_id is null then
          (select sound from hookline.track_sound where track_id = t.id and version <= \(version)
           order by version desc limit 1) end,
        array(select content_hash from hookline.track_sound s
              where track_id = t.id and content_hash is not null
              group by 1 having bool_and(s.place <> p.place) order by max(s.heard_at) desc)
      from hookline.track t \(Track.tables.standing("t.id", version: version))
      cross join lateral (
        select coalesce(array_agg(l.root order by l.root, l.path), '{}') as roots,
          coalesce(array_agg(l.path order by l.root, l.path), '{}') as paths,
          coalesce(array_agg(l.key order by l.root, l.path), '{}') as keys
        from hookline.track_source s
        join hookline.library_file l on l.key = s.key and l.state = 'taken'
        where s.track_id = t.id and s.platform = 'library') f
      where t.id = any(\(ids.numbers))
      """
    ) { row in found[try row.decode(0)] = try Self.media(row) }
    return found
  }

  private static func media(_ row: borrowing Row) throws -> TrackMedia {
    let roots = try row.decode(8, as: [String].self), paths = try row.decode(9, as: [String].self)
    let keys = try row.decode(10, as: [String].self)
    let standing = try MediaStanding(row)
    return TrackMedia(
      mediaURL: try row.decode(4),
      files: zip(zip(roots, paths), keys).map { TrackMedia.File(root: $0.0, path: $0.1, key: $1) },
      place: standing.place, wasCompared: try row.decode(5), sound: try row.decode(6),
      earlier: try row.decode(11), contents: try row.decode(7), formerContents: try row.decode(12),
      tries: standing.tries, placeTries: standing.placeTries)
  }
}
