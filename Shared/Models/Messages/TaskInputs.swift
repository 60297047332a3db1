/// The payload of a task that analyses one subject by one version of an analyser.
public protocol AnalysisTask: Sendable, Equatable, Codable {
  associatedtype Subject

  /// Of the analyser.
  static var version: Int { get }
  var subject: EntityID<Subject> { get }
  init(_ subject: EntityID<Subject>)
}

extension AnalysisTask {
  /// What makes it work that is done once by each version of the analyser, whoever wants it.
  public var key: String { "\(subject)@\(Self.version)" }

  /// The same for a task that takes the place of one that ended without a result of this version.
  public func key(remade count: Int) -> String { count == 0 ? key : "\(key)~\(count)" }

  /// What follows the subject in these keys. There are no more of them: what kills each task over it is left as it is.
  public static var keyEndings: [String] { ["", "~1", "~2"].map { "@\(version)\($0)" } }

  /// The same for trying again to have its media, whenever that is: what kept it from them may have passed.
  public var keyToRetry: String { "\(subject)\(Self.retryEnding)" }

  /// What follows the subject in that key.
  public static var retryEnding: String { "@\(version)+again" }

  /// The schema of its task: a worker that knows only an older version of the analyser keeps it for a newer one.
  public static var schema: Int { version }
}

/// The payload of a `content-analysis` task.
public struct VideoToAnalyse: AnalysisTask {
  public static var version: Int { VideoFeatures.version }
  public var video: Video.ID
  public var subject: Video.ID { video }

  public init(_ video: Video.ID) { self.video = video }
}

/// The payload of a `music-analysis` task.
public struct TrackToAnalyse: AnalysisTask {
  public static var version: Int { TrackFeatures.version }
  public var track: Track.ID
  public var subject: Track.ID { track }

  public init(_ track: Track.ID) { self.track = track }
}

/// The payload of a `recommend` task, which ends a run.
public struct RunToConclude: Sendable, Equatable, Codable {
  /// The kind of runs that make lists by night.
  public static let nightlyRunKind = "nightly"

  public var run: String
  public var subject: String
  /// The day whose list it is, as days are written; nil for that on which it is made.
  public var day: String?

  public init(run: String, subject: String, day: String? = nil) {
    self.run = run
    self.subject = subject
    self.day = day
  }
}

/// The payload of a `train` task.
public struct ModelToTrain: Sendable, Equatable, Codable {
  /// What is to be learnt; there is one kind, which tracks keep company.
  public var kind: String
  /// Of what is drawn at random.
  public var seed: UInt64

  public static let company = "company"

  public init(kind: String = Self.company, seed: UInt64 = 1) {
    self.kind = kind
    self.seed = seed
  }
}
