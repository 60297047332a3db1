public import Telemetry

extension Logger {
  /// For what logs only by the way.
  public static var silent: Logger { Logger(service: "test", level: .error, sink: LogCapture()) }
}
