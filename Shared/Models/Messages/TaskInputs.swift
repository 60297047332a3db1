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

  /// The same for a task that takes the place of one that ended without a result of this version.
  public func key(remade count: Int) -> String { count == 0 ? key : "\(key)~\(count)" }

  /// What follows the track in these keys. There are no more of them: a track that kills each task over it is left as it is.
  public static let keyEndings = ["", "~1", "~2"].map { "@\(TrackFeatures.version)\($0)" }

  /// The same for trying again to hear it, whenever that is: what kept it from being heard may have passed.
  public var keyToHear: String { "\(key)+again" }

  /// The schema of its task: a worker that knows only an older version of the analyser keeps it for a newer one.
  public static let schema = TrackFeatures.version
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
