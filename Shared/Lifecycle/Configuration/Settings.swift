/// The values of all `Variables`, read once when a process starts.
public struct Settings: Sendable {
  private let texts: [String: String]
  private let sources: [String: Source]
  /// The process's environment and what the environment file adds to it, for children.
  public let environment: [String: String]

  /// Reads the environment over the environment file in `directory`; throws everything that is wrong, which
  /// includes that one of `required` is not set.
  public init(
    environment: [String: String] = ChildProcess.ownEnvironment, directory: String = "",
    requiring required: [PartialKeyPath<Variables>] = []
  ) throws(ConfigurationError) {
    let survey = Settings.survey(environment: environment, directory: directory, requiring: required)
    guard survey.problems.isEmpty else { throw ConfigurationError(problems: survey.problems) }
    self = survey.settings
  }

  init(texts: [String: String], sources: [String: Source], environment: [String: String]) {
    self.texts = texts
    self.sources = sources
    self.environment = environment
  }

  /// A variable's value: what is set, else its default, else nil.
  public subscript<Value>(path: KeyPath<Variables, Variable<Value>>) -> Value {
    let variable = Variables.table[keyPath: path]
    guard let text = texts[variable.name] else { return variable.absent }
    return (try? variable.parse(text)) ?? variable.absent
  }

  /// The value of a variable that has no default; throws when it is not set.
  public func require<Value>(
    _ path: KeyPath<Variables, Variable<Value?>>
  ) throws(ConfigurationError) -> Value {
    if let value = self[path] { return value }
    throw ConfigurationError(problems: [.missing(Variables.table[keyPath: path].definition)])
  }

  public func source<Value>(of path: KeyPath<Variables, Variable<Value>>) -> Source {
    source(of: Variables.table[keyPath: path].definition)
  }

  public func source(of definition: Definition) -> Source {
    if let source = sources[definition.name] { return source }
    guard case .preset = definition.standing else { return .nowhere }
    return .preset
  }

  /// A variable's value as it may be shown: secrets masked. Nil when it is not set and has no default.
  public func display(_ definition: Definition) -> String? {
    if let text = texts[definition.name] {
      return Variables.all.first { $0.definition.name == definition.name }?.display(text)
    }
    guard case .preset(let text) = definition.standing else { return nil }
    return text
  }
}

extension Settings: CustomStringConvertible, CustomReflectable {
  /// The values that are set, secrets masked.
  public var description: String {
    let set = Variables.definitions.filter { texts[$0.name] != nil }
    return set.map { "\($0.name)=\(display($0) ?? "")" }.joined(separator: " ")
  }

  /// Keeps `dump` and failed expectations from listing the texts.
  public var customMirror: Mirror { Mirror(self, children: ["set": description]) }
}
