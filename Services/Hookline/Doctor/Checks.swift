import Lifecycle
import Media

/// The doctor's checks. A part of the system that wants to be looked at adds a line here.
enum Checks {
  static func all(_ settings: Settings, _ context: Context) -> [Check] {
    let decoder = DecoderSettings.installedProgram(environment: context.environment)
    return [
      remote(settings), databases(settings, context), migrations(settings, context),
      broker(settings), apis(settings),
      ytDlp(settings),
      gateway(settings), media(settings, installed: decoder), models(settings),
      machine(settings, directory: context.directory),
    ].flatMap(\.self)
  }

  /// Variables that an installation needs and that are not set.
  static func missing(_ survey: Settings.Survey) -> [Check] {
    // Who asks a gateway needs no servers.
    let needsServers = survey.settings[\.apiURL] == nil
    let problems =
      survey.problems
      + Variables.definitions.filter { definition in
        needsServers && definition.standing == .required && survey.settings.source(of: definition) == .nowhere
          && !survey.problems.contains { $0.subject.hasPrefix(definition.name) }
      }.map(ConfigurationError.Problem.missing)
    return problems.map { problem in
      Check(subject: "settings", variable: variable(problem)) { [.failure("\(problem)")] }
    }
  }

  /// The variable that the problem is with; nil when it is with a file.
  static func variable(_ problem: ConfigurationError.Problem) -> String? {
    Variables.definitions.map(\.name).first { [$0, $0 + "_FILE"].contains(problem.subject) }
  }
}
