public import Models

extension Session {
  /// What analysis reads of these videos; those that do not exist are missing. Two statements, however many there are.
  public func analysableVideos(_ ids: [Video.ID]) throws -> [Video.ID: AnalysableVideo] {
    let numbers = ids.numbers
    var videos: [Video.ID: AnalysableVideo] = [:]
    try query(
      """
      select v.id, v.caption, v.stickers, v.language, v.loudness, v.plays, v.likes, v.comments, v.shares, v.saves,
        v.reposts, v.content_hash, t.title, t.artist, t.album, t.duration, t.is_original_sound, t.uses, t.id
      from hookline.video v left join hookline.track t on t.id = v.track_id
      where v.id = any(\(numbers))
      """
    ) { row in videos[try row.decode(0)] = try AnalysableVideo(row) }
    try query(
      """
      select video_id, written from hookline.video_hashtag where video_id = any(\(numbers)) order by video_id, place
      """
    ) { row in videos[try row.decode(0)]?.hashtags.append(try row.decode(1)) }
    return videos
  }

  /// Keeps what this version of the analyser found, in place of what it found before. What was found in a video that is
  /// another by now is dropped: the analysis of what it is now is on its way. Where the same was found again, nothing is
  /// written, and is no news to those who follow.
  public func storeVideoFeatures(_ found: [AnalysedFeatures<Video>], version: Int = VideoFeatures.version)
    throws
  {
    guard !found.isEmpty else { return }
    let (keys, features, hashes) = columns(found)
    try execute(
      """
      insert into hookline.content_features as stands (video_id, version, content_hash, features)
      select found.id, \(Int32(clamping: version)), found.hash, found.features
      from \(unnest: keys, hashes, features) as found (id, hash, features)
      cross join lateral (select from hookline.video v
                          where v.id = found.id and v.content_hash = found.hash limit 1) v
      order by found.id
      on conflict (video_id, version) do update
      set features = excluded.features, content_hash = excluded.content_hash, written = pg_current_xact_id(), computed_at = now()
      where (stands.features, stands.content_hash) is distinct from (excluded.features, excluded.content_hash)
      """)
  }
}

extension AnalysableVideo {
  fileprivate init(_ row: borrowing Row) throws {
    let counts = VideoCounts(
      plays: try row.decode(5), likes: try row.decode(6), comments: try row.decode(7),
      shares: try row.decode(8),
      saves: try row.decode(9), reposts: try row.decode(10))
    self.init(
      caption: try row.decode(1), stickers: try row.decode(2), language: try row.decode(3),
      loudness: try row.decode(4), counts: counts, contentHash: try row.decode(11, as: Bytes.self).bytes)
    // No title: the sound was removed, or its track is not there.
    guard try row.decode(12, as: String?.self) != nil else { return }
    (sound, track) = (try AnalysableTrack(row, from: 12), try row.decode(18))
  }
}

extension AnalysableTrack {
  /// From six columns, the title first.
  init(_ row: borrowing Row, from column: Int) throws {
    self.init(
      title: try row.decode(column), artist: try row.decode(column + 1), album: try row.decode(column + 2),
      duration: try row.decode(column + 3), isOriginalSound: try row.decode(column + 4),
      uses: try row.decode(column + 5))
  }
}
