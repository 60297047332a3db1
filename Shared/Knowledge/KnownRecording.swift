public import Models
public import Storage

/// A recording with all that is known of it, whatever it is called where.
public struct KnownRecording: Sendable {
  public let shown: ShownTrack
  public let features: TrackFeatures?
  public let rights: Rights
  public let sound: KnownSound

  public init(shown: ShownTrack, features: TrackFeatures? = nil, rights: Rights = Rights(), sound: KnownSound)
  {
    self.shown = shown
    self.features = features
    self.rights = rights
    self.sound = sound
  }

  /// Of the recording that a track is of; nil when there is no such track.
  public init?(_ track: Track.ID, in database: any Database) async throws {
    guard let shown = try await IdentityStore(database).show(track) else { return nil }
    let members = [track] + shown.members.map(\.track).filter { $0 != track }
    self.init(
      shown: shown,
      features: try await ShelfStore(database).tracks([shown.canonical]).tracks.first?.features,
      rights: try await RightsStore(database).rights(of: [track])[track] ?? Rights(),
      sound: try await KnownSound(of: members, in: database))
  }
}
