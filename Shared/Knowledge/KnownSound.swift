public import Audio
public import Models
public import Storage

/// What was heard in a track, or in another that is the same recording.
public enum KnownSound: Sendable {
  public struct Heard: Sendable {
    /// In which of them.
    public let track: Track.ID
    public let sound: AnalyzedSound
    public let stored: StoredSound
  }

  case heard(Heard)
  /// Why nothing was, for people.
  case unheard(String)

  /// Of the first of these tracks that anybody has listened to: the one that is meant comes first.
  public init(of recording: [Track.ID], in database: any Database) async throws {
    if let stored = try await SoundStore(database).newest(among: recording),
      let sound = try? stored.sound.decode(AnalyzedSound.self)
    {
      self = .heard(Heard(track: stored.track, sound: sound, stored: stored))
      return
    }
    let missed: [UnheardTrack] =
      if let first = recording.first { try await database.missed(first) } else { [] }
    self = .unheard(missed.last.map { "not heard: \($0.reason)" } ?? "nobody has listened to it yet")
  }

  public var heard: Heard? { if case .heard(let heard) = self { heard } else { nil } }
  public var silence: String? { if case .unheard(let reason) = self { reason } else { nil } }
}
