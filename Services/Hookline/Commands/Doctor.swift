import Lifecycle

extension Commands {
  static let doctor = Command(
    name: "doctor",
    summary: "lists every setting, where it comes from, and whether it works",
    examples: [
      .init(line: "doctor", meaning: "look at everything"),
      .init(line: "doctor --json", meaning: "the same for a program"),
      .init(line: "doctor --env-file prod.env", meaning: "with the settings of another place"),
    ],
    notes: ["Passwords are never shown. Exits with 1 when something that is needed does not work."]
  ) { _, context in
    let survey = Settings.survey(environment: context.environment, directory: context.directory)
    for warning in survey.warnings { context.console.warn(warning) }
    let checks = Checks.missing(survey) + Checks.all(survey.settings, context)
    let report = Report(survey, findings: await findings(of: checks))
    report.show(on: context.console)
    return report.isHealthy ? .done : .failed
  }

  /// Runs the checks side by side; what they find stands in their order.
  private static func findings(of checks: [Check]) async -> [Finding] {
    await withTaskGroup(of: (Int, [Finding]).self) { group in
      for (index, check) in checks.enumerated() { group.addTask { (index, await check.run()) } }
      var found = [[Finding]](repeating: [], count: checks.count)
      for await (index, findings) in group { found[index] = findings }
      return found.flatMap(\.self)
    }
  }
}
