public import FoundationEssentials
public import Models

/// What was heard in a track, as it is stored.
public struct StoredSound: Sendable {
  public var track: Track.ID
  public var version: Int
  public var heardAt: Date?
  /// Where it came from, in a word.
  public var origin: String
  public var place: String
  /// SHA-256 in hexadecimal digits.
  public var contentHash: String?
  /// Why little is known of it, for people.
  public var remark: String?
  public var sound: JSON
  public var waveform: JSON?

  public init(
    _ track: Track.ID, version: Int = TrackFeatures.version, origin: String, place: String,
    contentHash: String?, remark: String? = nil, sound: JSON, waveform: JSON?
  ) {
    self.track = track
    self.version = version
    self.origin = origin
    self.place = place
    self.contentHash = contentHash
    self.remark = remark
    self.sound = sound
    self.waveform = waveform
  }
}

/// Why a track was not heard.
public struct UnheardTrack: Sendable, Equatable {
  public var track: Track.ID
  public var version: Int
  public var tries: Int
  /// How many of these were of the media that it has now.
  public var placeTries: Int
  public var at: Date?
  /// How long until another try is worth it; nil for as long as its media stay what they are.
  public var retryAfter: Duration?
  public var place: String
  /// A word to group by.
  public var code: String
  public var reason: String

  public init(
    _ track: Track.ID, version: Int = TrackFeatures.version, tries: Int = 1, placeTries: Int = 1,
    retryAfter: Duration? = nil, place: String, code: String, reason: String
  ) {
    self.track = track
    self.version = version
    self.tries = tries
    self.placeTries = placeTries
    self.retryAfter = retryAfter
    self.place = place
    self.code = code
    self.reason = reason
  }
}

extension Session {
  /// Keeps what was heard, in place of what the same version heard before. Of several of one track the last.
  public func storeSounds(_ sounds: [StoredSound]) throws {
    let sounds = Dictionary(sounds.map { ($0.track, $0) }) { $1 }.values.sorted { $0.track < $1.track }
    guard !sounds.isEmpty else { return }
    try execute(
      """
      with kept as (
        insert into hookline.track_sound (track_id, version, origin, place, content_hash, remark, sound,
          waveform)
        select * from \(unnest: sounds.map(\.track), sounds.map { Int32(clamping: $0.version) },
          sounds.map(\.origin), sounds.map(\.place), sounds.map(\.contentHash), sounds.map(\.remark), sounds.map(\.sound),
          sounds.map(\.waveform)) as i
        on conflict (track_id, version) do update set heard_at = now(), origin = excluded.origin,
          place = excluded.place, content_hash = excluded.content_hash, remark = excluded.remark,
          sound = excluded.sound,
          waveform = excluded.waveform
        returning track_id, version)
      delete from hookline.track_unheard u using kept where (u.track_id, u.version) = (kept.track_id, kept.version)
      """)
  }

  /// Keeps why tracks were not heard. Of several of one track the last.
  public func storeUnheard(_ tracks: [UnheardTrack]) throws {
    let tracks = Dictionary(tracks.map { ($0.track, $0) }) { $1 }.values.sorted { $0.track < $1.track }
    guard !tracks.isEmpty else { return }
    try execute(
      """
      insert into hookline.track_unheard (track_id, version, tries, place_tries, retry_at, place, code, reason)
      select track_id, version, tries, place_tries, now() + make_interval(secs => wait), place, code, reason
      from \(unnest: tracks.map(\.track), tracks.map { Int32(clamping: $0.version) },
        tracks.map { Int32(clamping: $0.tries) }, tracks.map { Int32(clamping: $0.placeTries) },
        tracks.map { $0.retryAfter.map { $0 / .seconds(1) } },
        tracks.map(\.place), tracks.map(\.code), tracks.map(\.reason))
        as i (track_id, version, tries, place_tries, wait, place, code, reason)
      on conflict (track_id, version) do update set tries = excluded.tries, place_tries = excluded.place_tries,
        at = now(), retry_at = excluded.retry_at, place = excluded.place, code = excluded.code, reason = excluded.reason
      """)
  }
}

/// Reads what was heard in tracks.
public struct SoundStore: Sendable {
  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// What each version heard in a track, the oldest first.
  public func sounds(of track: Track.ID) async throws -> [StoredSound] {
    try await database.map(
      """
      select version, origin, place, content_hash, sound, waveform, heard_at, remark from hookline.track_sound
      where track_id = \(track) order by version
      """
    ) { row in
      var sound = StoredSound(
        track, version: Int(try row.decode(0, as: Int32.self)), origin: try row.decode(1),
        place: try row.decode(2), contentHash: try row.decode(3), sound: try row.decode(4),
        waveform: try row.decode(5))
      sound.heardAt = try row.decode(6)
      sound.remark = try row.decode(7)
      return sound
    }
  }

  /// Why versions did not hear a track, the oldest first.
  public func unheard(_ track: Track.ID) async throws -> [UnheardTrack] {
    try await database.map(
      """
      select version, tries, place, code, reason, at, place_tries from hookline.track_unheard
      where track_id = \(track) order by version
      """
    ) { row in
      var unheard = UnheardTrack(
        track, version: Int(try row.decode(0, as: Int32.self)), tries: Int(try row.decode(1, as: Int32.self)),
        placeTries: Int(try row.decode(6, as: Int32.self)), place: try row.decode(2), code: try row.decode(3),
        reason: try row.decode(4))
      unheard.at = try row.decode(5)
      return unheard
    }
  }

  /// The features of a track by version.
  public func features(of track: Track.ID) async throws -> [Int: JSON] {
    let rows = try await database.rows(
      "select version, features from hookline.music_features where track_id = \(track)", as: Int32.self,
      JSON.self)
    return Dictionary(rows.map { (Int($0.0), $0.1) }) { $1 }
  }
}
