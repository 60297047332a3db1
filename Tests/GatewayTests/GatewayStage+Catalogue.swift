import API
import Documents
import FoundationEssentials
import HTTP
import Models
import Storage
import TestKit

/// What is known of creators, videos and tracks, beside what `fill` puts in.
extension GatewayStage {
  /// Sixty seconds of 120 beats a minute in bars of four, with a hook from the ninth second on.
  static let sound = """
    {"version": 2, "duration": 60, "kinds": {"speech": 0, "music": 1, "noise": 0, "silence": 0},
     "tempo": {"bpm": 120, "confidence": 0.9, "alternatives": [60]},
     "beats": [\((0..<120).map { "\(Double($0) / 2)" }.joined(separator: ","))],
     "meter": {"name": "4/4", "beatsPerBar": 4, "confidence": 0.8,
       "downbeats": [\((0..<30).map { "\($0 * 2)" }.joined(separator: ","))]},
     "segments": [{"start": 0, "end": 30, "label": "A", "energy": 0.5}, {"start": 30, "end": 60, "label": "B", "energy": 1}],
     "repetitions": []}
    """

  private static let course = #"{"mean": 0.5, "deviation": 0.1, "least": 0.2, "greatest": 0.9}"#

  private static let clip = """
    {"duration": 12.5, "sound": {"sound": \(sound), "course": {"stretches": [], "step": 0.5, "energy": [0.5], "loudness": [-14]}},
     "picture": {"kind": "film", "width": 720, "height": 1280, "frames": 30,
       "shots": {"transitions": [], "shots": [{"start": 0, "end": 5}, {"start": 5, "end": 12.5}], "duration": 12.5},
       "looks": {"frames": 30, "width": 360, "height": 640, "brightness": \(course), "contrast": \(course),
         "saturation": \(course), "colourfulness": \(course), "warmth": \(course), "spatialInformation": \(course),
         "palette": {"swatches": [{"red": 255, "green": 136, "blue": 0, "share": 0.5}]},
         "letterbox": {"top": 0, "bottom": 0, "left": 0, "right": 0}, "orientation": "portrait", "looks": []},
       "print": []}}
    """

  /// A day of November 2026, at eight o'clock.
  static func day(_ day: Int) -> Date {
    Date(timeIntervalSince1970: 1_793_520_000 + Double(day - 1) * 86_400)
  }

  /// The current version of a data set, one from before, and one whose time is over.
  static let versions: SQL = """
    insert into dataset_version (dataset, title, origin, state, created_at, expiry_at, report) values
      ('movielens', 'small', 'a folder', 'current', '2026-11-03', null,
        '{"kinds": [{"name": "film", "records": 2, "rejected": {"film.id": 1}, "rejectedCount": 1, "flagged": {}}]}'),
      ('movielens', 'older', 'a folder', 'history', '2026-11-02', null, '{}'),
      ('movielens', 'oldest', 'a folder', 'history', '2026-11-01', '2026-11-02', '{}')
    """

  func fillCatalogue() async throws {
    try await fillVideos()
    try await fillTracks()
    try await database.pool.execute(Self.versions)
    try await database.pool.execute(
      """
      insert into rejection (place, byte_offset, reason, at, source, rule) values
        ('a.json', 1, 'no id', '2026-11-02', 'scrapes', 'tiktok post.id required'),
        ('a.json', 2, 'no id', '2026-11-02', 'scrapes', 'tiktok post.id required'),
        ('b.json', 7, 'is no JSON', '2026-11-01', 'library', null)
      """)
    try await database.pool.execute(
      """
      insert into source_activity (source, day, what, count, last_at) values
        ('scrapes', (now() at time zone 'UTC')::date, 'requests', 9, now()),
        ('scrapes', (now() at time zone 'UTC')::date, 'records', 7, now()),
        ('scrapes', (now() at time zone 'UTC')::date, 'rejected tiktok post.id required', 2, now())
      """)
  }

  private func fillVideos() async throws {
    let mood = Feature([Finding(Distribution.only(Mood.happy), confidence: 0.5, evidence: .title)])
    var features = VideoFeatures()
    features.mood = mood
    features.length = 12.5
    let counts = VideoCounts(plays: 1_000, likes: 50, comments: 3)
    try await database.add(
      videos: [
        PastVideo(Video.ID(70), postedAt: Self.day(10), features: features),
        PastVideo(Video.ID(71), postedAt: Self.day(12)), PastVideo(Video.ID(72), postedAt: nil),
      ], by: 1, track: Track.ID(5), counts: counts, hashtags: ["tea"])
    try await database.pool.execute(
      "insert into video_source (platform, key, video_id) values ('tiktok', '7001', 70)")
    try await database.pool.execute(
      """
      insert into video_view (video_id, version, origin, place, clip, print)
      values (70, \(Int32(VideoFeatures.version)), 'link', 'p', \(JSON(text: Self.clip)), 'x')
      """)
    try await database.pool.execute(
      """
      insert into author_metrics (author_id, at, followers, likes, flags) values
        (1, '2026-11-01T08:00Z', 100, 10, null), (1, '2026-11-01T20:00Z', 110, null, null),
        (1, '2026-11-08T08:00Z', 120, null, 'followers jumped, likes fell')
      """)
    try await database.pool.execute(
      """
      insert into video_metrics (video_id, at, plays, likes) values
        (70, '2026-11-10T08:00Z', 400, 20), (70, '2026-11-11T08:00Z', 1000, 50)
      """)
  }

  private func fillTracks() async throws {
    try await database.add(tracks: [
      KnownTrack(Track.ID(18), title: "Lanterns", artist: "The Herons", uses: 1),
      KnownTrack(Track.ID(19), title: "Lanterns live", artist: "The Herons"),
    ])
    try await database.pool.execute(
      "insert into track_source (platform, key, track_id) values ('spotify', 'abc', 5)")
    var features = TrackFeatures()
    features.hook = TrackHook(start: 8, end: 23, reason: "the loudest part")
    try await database.put(features, of: Track.ID(5))
    let sound = StoredSound(
      Track.ID(5), origin: "library", place: "p", contentHash: nil, sound: JSON(text: Self.sound),
      waveform: nil)
    try await database.pool.transaction { try $0.storeSounds([sound]) }
    try await database.pool.execute(
      """
      insert into track_link (left_id, right_id, relation, kind, rule, evidence, made_by)
      values (5, 19, 'variant', 'live', 'person', '{}', 'anna')
      """)
    try await database.pool.execute(
      """
      insert into track_metrics (track_id, at, uses) values
        (5, '2026-11-01T08:00Z', 100), (5, '2026-11-08T08:00Z', 150), (18, '2026-11-08T08:00Z', 7)
      """)
    let right = TrackRight(.world, .commercial, isPermission: true, source: "contract-1")
    try await database.pool.perform { _ = try $0.storeRights([.init(Track.ID(5), right)]) }
  }
}

extension GatewayStage.Reply {
  /// A member of each element of a list.
  func each(_ name: String, of list: String = "items") -> [JSONValue?] {
    document[list]?.arrayValue?.map { $0[name] } ?? []
  }
}

extension GatewayStage {
  /// All pages of a list, one member of each element; `between` comes after the first page.
  func pages(
    _ target: String, key: String, _ name: String, between: () async throws -> Void = {}
  ) async throws -> [[JSONValue?]] {
    var pages: [[JSONValue?]] = []
    var more = ""
    while pages.count < 20 {
      let reply = await ask(.get, target + more, key: key)
      pages.append(reply.each(name))
      if pages.count == 1 { try await between() }
      guard let cursor = reply.document["next_cursor"]?.stringValue else { break }
      more = (target.contains("?") ? "&" : "?") + "cursor=" + cursor
    }
    return pages
  }
}
