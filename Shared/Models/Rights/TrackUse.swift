/// What a track is used for in a video.
public enum TrackUse: String, Sendable, Codable, CaseIterable {
  /// A creator's own post, which nobody pays for.
  case organic
  /// A creator's post that a company pays for.
  case branded
  /// A company's post on a profile of its own.
  case commercial
  /// A post that is shown for money.
  case advertising
  /// Anywhere else than on the platform: what a platform's own licence covers ends at its door.
  case offPlatform = "off-platform"

  /// Whether anybody earns by it, so that it needs a permission.
  public var needsPermission: Bool { self != .organic }
}
