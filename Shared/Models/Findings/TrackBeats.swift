/// When the beats of a track come, as music analysis heard them. In seconds from the track's begin.
public struct TrackBeats: Sendable, Equatable, Codable {
  public var beats: [Double]
  /// Those that begin bars.
  public var downbeats: [Double]
  /// Of what was heard, in seconds.
  public var duration: Double

  public init(beats: [Double], downbeats: [Double], duration: Double) {
    (self.beats, self.downbeats, self.duration) = (beats, downbeats, duration)
  }
}
