import Lifecycle

/// How yt-dlp is called.
public struct YtDlpSettings: Sendable {
  /// A path, or a name that is looked for in PATH.
  public var program = "yt-dlp"
  /// How many of a creator's newest posts are asked for.
  public var postLimit = 60
  /// How many posts a page of a list has.
  public var pageLength = 30
  /// How long a call may take; then it is killed with all that it started.
  public var timeout: Duration = .seconds(180)
  public var versionTimeout: Duration = .seconds(30)
  /// How many calls there may be in a second; nil for no limit.
  public var callsPerSecond: Double? = 0.5
  /// How many there may be at once: each is an interpreter of 100 MB.
  public var width = 2
  /// How long a program that is missing or too old is not looked at again.
  public var patience: Duration = .seconds(60)
  public var environment: [String: String] = ChildProcess.ownEnvironment

  public init() {}

  public init(program: String?) {
    if let program { self.program = program }
  }
}
