/// Writes what happens to a sink, as a short message and fields that programs can read.
///
/// A logger is a value: `with(_:)` makes one that adds fields to every entry. Below its level nothing is
/// evaluated, neither the message nor the fields.
public struct Logger: Sendable {
  public enum Level: Int, Sendable, Comparable, CaseIterable {
    case debug, info, notice, warning, error

    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  public let service: String
  public let level: Level
  private let sink: any LogSink
  private var fields: LogFields = [:]

  public init(service: String, level: Level = .info, sink: any LogSink) {
    self.service = service
    self.level = level
    self.sink = sink
  }

  /// A logger that adds `fields` to every entry; an entry's own fields prevail.
  public func with(_ fields: LogFields) -> Logger {
    var logger = self
    logger.fields = self.fields.merging(fields)
    return logger
  }

  public func debug(
    _ message: @autoclosure () -> String, _ fields: @autoclosure () -> LogFields = [:]
  ) {
    log(.debug, message(), fields())
  }

  public func info(
    _ message: @autoclosure () -> String, _ fields: @autoclosure () -> LogFields = [:]
  ) {
    log(.info, message(), fields())
  }

  public func notice(
    _ message: @autoclosure () -> String, _ fields: @autoclosure () -> LogFields = [:]
  ) {
    log(.notice, message(), fields())
  }

  public func warning(
    _ message: @autoclosure () -> String, _ fields: @autoclosure () -> LogFields = [:]
  ) {
    log(.warning, message(), fields())
  }

  public func error(
    _ message: @autoclosure () -> String, _ fields: @autoclosure () -> LogFields = [:]
  ) {
    log(.error, message(), fields())
  }

  /// For a level that is only known when running; the functions named after a level read better.
  public func log(
    _ level: Level, _ message: @autoclosure () -> String,
    _ fields: @autoclosure () -> LogFields = [:]
  ) {
    guard level >= self.level else { return }
    let entry = LogEntry(
      time: Timestamp.now(), level: level, message: message(), service: service,
      fields: self.fields.merging(fields()))
    sink.write(entry)
  }
}

extension Logger.Level {
  /// As in logs and settings: `debug`, `info`, `notice`, `warning`, `error`.
  public var name: String {
    switch self {
    case .debug: "debug"
    case .info: "info"
    case .notice: "notice"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// The level of that name, in upper or lower case.
  public init?(_ name: String) {
    let name = name.lowercased()
    guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = level
  }
}
