public import Lifecycle
public import Telemetry

/// Watches a folder of music and calls when something in it has changed and then been quiet for a while; from time to time
/// in any case, because network file systems tell nobody, and the kernel may lose events.
public final class LibraryWatch: Service {
  public struct Settings: Sendable {
    /// How long nothing may change before it is looked at.
    public var quiet: Duration = .seconds(2)
    /// How often it is looked at where nothing is said to change.
    public var interval: Duration = .seconds(600)
    /// How often where changes are not told.
    public var blindInterval: Duration = .seconds(60)

    public init() {}
  }

  private let events: FolderEvents
  private let settings: Settings
  private let logger: Logger
  private let onChange: @Sendable () async throws -> Void

  /// `onChange` runs when the folder begins to be watched, and then after each change; one at a time. What it throws ends
  /// the watch.
  public init(
    _ path: String, settings: Settings = Settings(), logger: Logger,
    onChange: @escaping @Sendable () async throws -> Void
  ) {
    events = FolderEvents(path)
    self.settings = settings
    self.logger = logger
    self.onChange = onChange
  }

  /// Until the task is cancelled.
  public func run() async throws {
    try await withTaskCancellationHandler {
      try await watch()
    } onCancel: {
      events.wake.raise()
    }
  }

  private func watch() async throws {
    var isBlind = await beginWatching(wasBlind: false)
    while !Task.isCancelled {
      // Watched first, then looked at: what changes meanwhile is told.
      try await onChange()
      var quiet = QuietTime(settings.quiet)
      let latest = ContinuousClock.now + (isBlind ? settings.blindInterval : settings.interval)
      while !Task.isCancelled {
        let deadline = min(quiet.due ?? latest, latest)
        guard deadline > .now else { break }
        let found = await events.wait(until: deadline)
        if found.hasChanged { quiet.change(at: .now) }
        if found.needsWatch { isBlind = await beginWatching(wasBlind: isBlind) }
      }
      // The folder itself may have come back.
      if isBlind { isBlind = await beginWatching(wasBlind: true) }
    }
  }

  private func beginWatching(wasBlind: Bool) async -> Bool {
    guard case .notWatched(let reason) = await events.watch() else { return false }
    if !wasBlind {
      logger.warning(
        "changes of the library are not told; it is looked at from time to time", ["reason": .string(reason)])
    }
    return true
  }
}
