/// The payload of a `content-analysis` task.
public struct VideoToAnalyse: Sendable, Equatable, Codable {
  public var video: Video.ID

  public init(_ video: Video.ID) { self.video = video }
}

/// The payload of a `music-analysis` task.
public struct TrackToAnalyse: Sendable, Equatable, Codable {
  public var track: Track.ID

  public init(_ track: Track.ID) { self.track = track }

  /// What makes it work that is done once: a track is analysed once by each version of the analyser, whoever uses it.
  public var key: String { "\(track)@\(TrackFeatures.version)" }

  /// The same for another try to hear it: what kept it from being heard may have passed.
  public func key(tries: Int) -> String { "\(key)+\(tries)" }
}

/// The payload of a `recommend` task, which ends a run.
public struct RunToConclude: Sendable, Equatable, Codable {
  public var run: String
  public var subject: String

  public init(run: String, subject: String) {
    self.run = run
    self.subject = subject
  }
}
