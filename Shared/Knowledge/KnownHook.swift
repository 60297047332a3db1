public import Matching
public import Models
public import Storage

/// Which seconds of a track to use, and where to cut a film on its beats.
public struct KnownHook: Sendable, Equatable {
  /// Whose seconds these are.
  public let track: Track.ID
  public let hook: TrackHook
  /// The stretch from a bar on, as long as was asked for; without beats where nobody knows them.
  public let grid: CutGrid?

  public init(track: Track.ID, hook: TrackHook, grid: CutGrid? = nil) {
    (self.track, self.hook, self.grid) = (track, hook, grid)
  }

  /// Of the first of these tracks, which are one recording, or of the one that stands for them; nil where analysis has
  /// found none. `length` is that of a video, in seconds.
  public init?(of recording: [Track.ID], length: Double? = nil, in database: any Database) async throws {
    guard let asked = recording.first else { return nil }
    let canonical = try await IdentityStore(database).canonicals(of: [asked])[asked] ?? asked
    let hooks = try await ShelfStore(database).hooks(of: [asked, canonical])
    let track = hooks[asked] == nil ? canonical : asked
    guard let hook = hooks[track] else { return nil }
    let beats = try await SoundStore(database).beats(of: [track])[track]
    let facts = try await TrackFactsStore(database).facts(of: [track])[track]
    let pulse = beats.map { Pulse($0) } ?? Pulse(beats: [])
    self.init(
      track: track, hook: hook,
      grid: CutGrid(of: hook, pulse, length: length, trackEnd: beats?.duration ?? facts?.duration))
  }
}
