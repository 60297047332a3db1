/// One thing that happened, before it is written anywhere.
public struct LogEntry: Sendable, Equatable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public let time: Int64
  public let level: Logger.Level
  public let message: String
  public let service: String
  public let fields: LogFields

  public init(
    time: Int64, level: Logger.Level, message: String, service: String, fields: LogFields = [:]
  ) {
    self.time = time
    self.level = level
    self.message = message
    self.service = service
    self.fields = fields
  }
}

/// Where log entries go. `write` is called from any thread and must not wait for long.
public protocol LogSink: Sendable {
  func write(_ entry: LogEntry)
}
