/// The stretch of a track that is worth using in a video.
public struct TrackHook: Sendable, Equatable, Codable {
  /// Seconds from the track's begin.
  public let start: Double
  public let end: Double
  /// Why it is this one, in English: "repeats 3 times, the loudest part, starts on a downbeat".
  public let reason: String

  public init(start: Double, end: Double, reason: String) {
    self.start = start
    self.end = end
    self.reason = reason
  }
}

extension TrackHook {
  /// Whether it is a stretch of time at all, whatever was stored.
  public var isPossible: Bool {
    start.isFinite && end.isFinite && start >= 0 && end > start && end <= Self.latest
  }

  /// A day: no track is longer.
  private static let latest = 86_400.0
}
