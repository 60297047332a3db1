import Lifecycle
import Storage
import Telemetry

/// What a command works with besides its arguments.
struct Context: Sendable {
  let console: Console
  let environment: [String: String]
  let directory: String

  /// The settings; throws all that is wrong with them, warns of what is odd.
  func settings(requiring required: [PartialKeyPath<Variables>] = []) throws(ConfigurationError) -> Settings {
    let survey = Settings.survey(environment: environment, directory: directory, requiring: required)
    for warning in survey.warnings { console.warn(warning) }
    guard survey.problems.isEmpty else { throw ConfigurationError(problems: survey.problems) }
    return survey.settings
  }

  /// For what the modules below have to say while a command runs.
  var logger: Logger { Logger(service: "hookline", level: .notice, sink: NoteSink(console: console)) }

  /// For what is looked at again and again: what went wrong is part of what is shown.
  var silentLogger: Logger { Logger(service: "hookline", level: .error, sink: Silence()) }
}

/// A command that fails for a reason of its own: what was wrong and what to do.
struct CommandFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Shows notices to the person at the terminal. Warnings are left out: what they tell of comes again as the
/// error that ends the command.
private struct NoteSink: LogSink {
  let console: Console

  func write(_ entry: LogEntry) {
    if entry.level == .notice { console.note(entry.message) }
  }
}

struct Silence: LogSink {
  func write(_ entry: LogEntry) {}
}
