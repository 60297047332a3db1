public import Lifecycle
import Synchronization
public import Telemetry

/// Hears notifications on a connection of its own for as long as it runs.
///
/// Notifications are wake-up calls, not messages: while the connection is away they are lost. Every stream is
/// told when that may have happened, so that its reader looks for itself.
public final class Listener: Service {
  public enum Event: Sendable, Equatable {
    case notification(Notification)
    /// Listening begins or begins again, or the reader was too slow: notifications may be missing.
    case resumed
  }

  private struct Reader {
    let channel: String
    let continuation: AsyncStream<Event>.Continuation
    /// Whether it has heard that the server listens.
    var isTold = false
  }

  private struct State {
    var streams: [Int: Reader] = [:]
    var isOver = false
    var nextID = 0
    /// Cancelled to end the wait for notifications, so that a new channel is listened on at once.
    var step: Task<Step, any Error>?
  }

  /// What came of one turn: channels that the server was just asked for, or notifications.
  private struct Step: Sendable {
    var begun: Set<String> = []
    var notifications: [Notification] = []
  }

  private let connection: Connection
  private let logger: Logger
  private let shutdown: Shutdown
  private let state = Mutex(State())

  public init(_ settings: ConnectionSettings, logger: Logger, shutdown: Shutdown = Shutdown()) {
    var settings = settings
    settings.applicationName += " listener"
    connection = Connection(settings, logger: logger)
    self.logger = logger
    self.shutdown = shutdown
  }

  /// What comes on the channel from now on. The first event is `resumed`, once the server listens.
  public func events(on channel: String) -> AsyncStream<Event> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Event.self, bufferingPolicy: .bufferingNewest(256))
    let id = state.withLock { state in
      state.nextID += 1
      if state.isOver {
        continuation.finish()
      } else {
        state.streams[state.nextID] = Reader(channel: channel, continuation: continuation)
      }
      state.step?.cancel()
      return state.nextID
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.streams.removeValue(forKey: id) }
    }
    return stream
  }

  public func run() async throws {
    let stopper = Task {
      await shutdown.drainRequested()
      state.withLock { $0.step?.cancel() }
    }
    defer { stopper.cancel() }
    let result: Result<Void, any Error>
    do { result = .success(try await listen()) } catch { result = .failure(error) }
    await connection.close()
    let readers = state.withLock { state in
      state.isOver = true
      return state.streams.values.map(\.continuation)
    }
    for reader in readers { reader.finish() }
    try result.get()
  }

  private func listen() async throws {
    var failures = 0
    while shutdown.phase == .running, !Task.isCancelled {
      do {
        let step = try await step()
        failures = 0
        resume(step.begun)
        for notification in step.notifications { deliver(notification) }
      } catch let error as StorageError where error.code == .cancelled {
        continue
      } catch let error as StorageError where error.isRetriable {
        failures += 1
        try? await Task.sleep(for: Self.reconnect.delay(afterFailure: failures))
      }
    }
  }

  private static let reconnect = Backoff(base: .milliseconds(100), cap: .seconds(5))

  /// One turn on the connection. What it listens on is kept with the session, so that a connection that was
  /// opened anew is told everything again.
  private func step() async throws -> Step {
    let connection = connection
    let task = state.withLock { state in
      let channels = Set(state.streams.values.map(\.channel))
      let untold = Set(state.streams.values.filter { !$0.isTold }.map(\.channel))
      let task = Task {
        try await connection.perform { session in
          var begun = untold.intersection(session.channels)
          do {
            for channel in channels.subtracting(session.channels) {
              try session.listen(channel)
              begun.insert(channel)
            }
          } catch {
            // Those of the channels that are listened on must hear of it; the next turn does the rest.
            guard !begun.isEmpty else { throw error }
          }
          if !begun.isEmpty { return Step(begun: begun) }
          return Step(notifications: try session.notifications(until: .now + .seconds(15)))
        }
      }
      state.step = task
      return task
    }
    if shutdown.phase != .running { task.cancel() }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }

  private func resume(_ channels: Set<String>) {
    let readers = state.withLock { state in
      let due = state.streams.filter { channels.contains($0.value.channel) }
      for id in due.keys { state.streams[id]?.isTold = true }
      return due.values.map(\.continuation)
    }
    for reader in readers { reader.yield(.resumed) }
  }

  private func deliver(_ notification: Notification) {
    let readers = state.withLock { state in
      state.streams.values.filter { $0.isTold && $0.channel == notification.channel }.map(\.continuation)
    }
    for reader in readers {
      if case .dropped = reader.yield(.notification(notification)) { reader.yield(.resumed) }
    }
  }
}
