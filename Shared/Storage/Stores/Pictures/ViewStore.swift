public import Models

extension Session {
  /// Keeps what was just seen in a video, in place of what the same version saw before, with its key frames and the music
  /// that was recognised. In a transaction of its own, which ends before copies are looked for: of two videos that are
  /// seen at the same time, one finds the other.
  public func storeView(_ view: StoredView, _ print: StoredPrint, _ music: RecognisedMusic?) throws {
    let (video, version, mark) = (view.video, Int32(clamping: view.version), print.mark)
    try execute("select pg_advisory_xact_lock(hashtextextended('hookline.video_view', \(video)))")
    let newest = try self.newestPrint(of: video)
    try execute(
      """
      insert into hookline.video_view as v (video_id, version, origin, place, contents, remark, clip, print)
      values (\(video), \(version), \(view.origin), \(view.place), \(view.contents), \(view.remark as String?), \(view.clip), \(mark))
      on conflict (video_id, version) do update set seen_at = now(), origin = excluded.origin, place = excluded.place,
        contents = excluded.contents, remark = excluded.remark, clip = excluded.clip, print = excluded.print,
        is_compared = v.is_compared and v.print = excluded.print, written = pg_current_xact_id()
      """)
    try storeMusic(music, in: video, version)
    try execute("delete from hookline.video_unseen where video_id = \(video) and version = \(version)")
    // An older worker's frames are of no use beside newer ones.
    guard version >= newest?.version ?? version else { return }
    try storeFrames(print.frames, of: video, version)
    if let newest, newest.print != mark { try forgetTwins(of: video, otherThan: mark) }
  }

  private func newestPrint(of video: Video.ID) throws -> (version: Int32, print: String)? {
    try rows(
      "select version, print from hookline.video_view where video_id = \(video) order by version desc limit 1",
      as: Int32.self, String.self
    ).first.map { ($0.0, $0.1) }
  }

  private func storeMusic(_ music: RecognisedMusic?, in video: Video.ID, _ version: Int32) throws {
    try execute("delete from hookline.video_music where video_id = \(video) and version = \(version)")
    guard let music else { return }
    try execute(
      """
      insert into hookline.video_music
        (video_id, version, track_id, video_start, track_start, duration, speed, confidence)
      values (\(video), \(version), \(music.track), \(music.videoStart), \(music.trackStart), \(music.duration),
        \(music.speed), \(music.confidence))
      """)
  }

  private func storeFrames(_ frames: [StoredPrint.Frame], of video: Video.ID, _ version: Int32) throws {
    try execute("delete from hookline.frame_descriptor where video_id = \(video)")
    guard !frames.isEmpty else { return }
    try execute(
      """
      insert into hookline.frame_descriptor (video_id, version, at, descriptor)
      select \(video), \(version), at, descriptor
      from \(unnest: frames.map(\.at), frames.map { Bytes($0.descriptor) }) as i (at, descriptor)
      """)
  }
}

/// Reads what was seen in videos.
public struct ViewStore: Sendable {
  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// What each version saw in a video, the oldest first.
  public func views(of video: Video.ID) async throws -> [StoredView] {
    try await database.map(
      """
      select version, origin, place, contents, remark, clip, seen_at from hookline.video_view
      where video_id = \(video) order by version
      """
    ) { row in
      var view = StoredView(
        video, version: Int(try row.decode(0, as: Int32.self)), origin: try row.decode(1),
        place: try row.decode(2), contents: try row.decode(3), remark: try row.decode(4),
        clip: try row.decode(5))
      view.seenAt = try row.decode(6)
      return view
    }
  }

  /// The music that versions recognised in a video, the oldest first.
  public func music(in video: Video.ID) async throws -> [RecognisedMusic] {
    try await database.map(
      """
      select track_id, video_start, track_start, duration, speed, confidence from hookline.video_music
      where video_id = \(video) order by version
      """
    ) { row in
      RecognisedMusic(
        try row.decode(0), videoStart: try row.decode(1), trackStart: try row.decode(2),
        duration: try row.decode(3), speed: try row.decode(4), confidence: try row.decode(5))
    }
  }

  /// The key frames of those of these videos that were seen.
  public func prints(of videos: [Video.ID]) async throws -> [Video.ID: StoredPrint] {
    let rows = try await database.rows(
      """
      select video_id, at, descriptor from hookline.frame_descriptor where video_id = any(\(videos.numbers))
      order by video_id, at
      """, as: Video.ID.self, Float.self, Bytes.self)
    return Dictionary(grouping: rows, by: \.0).mapValues { rows in
      StoredPrint(rows.map { StoredPrint.Frame(at: $0.1, descriptor: $0.2.bytes) })
    }
  }

  /// What a video is a copy of; nil where nothing earlier shows the same.
  public func original(of video: Video.ID) async throws -> Video.ID? {
    try await database.first(
      "select original_id from hookline.video_copy where video_id = \(video)", as: Video.ID.self)
  }
}
