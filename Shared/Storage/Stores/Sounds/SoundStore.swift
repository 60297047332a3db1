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
}

/// Reads what was heard in tracks.
public struct SoundStore: Sendable {
  let database: any Database

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

  /// The features of a track by version.
  public func features(of track: Track.ID) async throws -> [Int: JSON] {
    let rows = try await database.rows(
      "select version, features from hookline.music_features where track_id = \(track)", as: Int32.self,
      JSON.self)
    return Dictionary(rows.map { (Int($0.0), $0.1) }) { $1 }
  }
}
