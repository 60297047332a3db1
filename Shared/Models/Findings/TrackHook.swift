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
