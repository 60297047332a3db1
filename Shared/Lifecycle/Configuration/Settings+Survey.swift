extension Settings {
  /// What reading the variables brought to light, for those who want to go on in spite of problems.
  public struct Survey: Sendable {
    /// What has a problem counts as not set here.
    public let settings: Settings
    public let problems: [ConfigurationError.Problem]
    /// What is odd but does no harm: misspelt names, lines without effect.
    public let warnings: [String]
  }

  /// Reads all variables and never throws.
  public static func survey(
    environment: [String: String] = ChildProcess.ownEnvironment, directory: String = "",
    requiring required: [PartialKeyPath<Variables>] = []
  ) -> Survey {
    let layers = Layers(environment: environment, directory: directory)
    var resolution = Resolution(layers: layers)
    for variable in Variables.all { resolution.read(variable) }
    for path in required {
      guard let variable = Variables.table[keyPath: path] as? any AnyVariable else { continue }
      resolution.require(variable.definition)
    }
    let settings = Settings(
      texts: resolution.texts, sources: resolution.sources, environment: layers.merged)
    return Survey(
      settings: settings, problems: layers.problems + resolution.problems, warnings: layers.warnings)
  }
}

/// The variables read so far. Alternatives stand earlier in the table than those that name them.
private struct Resolution {
  typealias Problem = ConfigurationError.Problem

  let layers: Layers
  var texts: [String: String] = [:]
  var sources: [String: Source] = [:]
  var problems: [Problem] = []

  mutating func read(_ variable: any AnyVariable) {
    let definition = variable.definition
    do throws(Problem) {
      guard let (text, source) = try layers.value(definition) ?? alternative(definition) else { return }
      if let complaint = variable.complaint(about: text) {
        problems.append(.invalid(definition, source, complaint))
      } else {
        texts[definition.name] = text
        sources[definition.name] = source
      }
    } catch { problems.append(error) }
  }

  mutating func require(_ definition: Definition) {
    let hasProblem = problems.contains { [definition.name, definition.fileName].contains($0.subject) }
    guard texts[definition.name] == nil, !hasProblem else { return }
    problems.append(.missing(definition))
  }

  private func alternative(_ definition: Definition) -> (String, Source)? {
    switch definition.alternative {
    case .variable(let name): return texts[name].map { ($0, .variable(name)) }
    case .postgresVariables:
      return PostgresVariables.url { layers.value($0)?.text }.map { ($0.text, .postgresVariables($0.names)) }
    case nil: return nil
    }
  }
}

extension ConfigurationError.Problem {
  /// Says that the variable is needed and what to set.
  public static func missing(_ definition: Definition) -> Self {
    let what =
      switch definition.alternative {
      case .variable(let name): "it or \(name)"
      case _ where definition.isSecret: "it or \(definition.fileName)"
      default: "it"
      }
    let message = "is not set (\(definition.help)); set \(what) to \(definition.expectation)"
    return Self(code: .missing, subject: definition.name, message: message)
  }

  static func invalid(_ definition: Definition, _ source: Source, _ complaint: Complaint) -> Self {
    let message = "(\(source)): \(complaint.message); expected \(definition.expectation)"
    return Self(code: .invalid, subject: definition.name, message: message)
  }
}
