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

  /// Whether anybody earns by it, so that it needs a permission.
  public var needsPermission: Bool { self != .organic }
}
