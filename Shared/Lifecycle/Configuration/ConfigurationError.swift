/// Everything that is wrong with the settings, at once, so that it can be put right at once.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  public struct Problem: Sendable, Equatable, CustomStringConvertible {
    public enum Code: Sendable, Equatable {
      /// Required and not set.
      case missing
      /// Set to what cannot be used.
      case invalid
      /// Given twice, as a value and as a file.
      case conflict
      /// In a file that cannot be read.
      case unreadable
      /// A line of the environment file that is no assignment.
      case malformed
    }

    public let code: Code
    /// The variable, or the path and line of a file.
    public let subject: String
    public let message: String

    public var description: String { "\(subject) \(message)" }
  }

  public let problems: [Problem]

  public init(problems: [Problem]) { self.problems = problems }

  public var description: String {
    guard problems.count > 1 else { return problems.first.map(String.init) ?? "nothing is wrong" }
    return "\(problems.count) settings are wrong:" + problems.map { "\n  \($0)" }.joined()
  }
}

/// Where a value comes from.
public enum Source: Sendable, Equatable, CustomStringConvertible {
  case environment
  case environmentFile(path: String, line: Int)
  /// The file that `<name>_FILE` names.
  case secretFile(path: String)
  /// Another variable stands in.
  case variable(String)
  case postgresVariables([String])
  /// The value that holds when nothing is set.
  case preset
  case nowhere

  public var description: String {
    switch self {
    case .environment: "environment"
    case .environmentFile(let path, let line): "\(path):\(line)"
    case .secretFile(let path): path
    case .variable(let name): "as \(name)"
    case .postgresVariables(let names): names.joined(separator: ", ")
    case .preset: "default"
    case .nowhere: "not set"
    }
  }
}

/// A value of a variable that is no secret, short and printable, for messages.
func quoted(_ text: String) -> String {
  let printable = text.unicodeScalars.prefix(40).map {
    $0.value < 0x20 || $0.value == 0x7f ? "?" : String($0)
  }
  return "\"" + printable.joined() + (text.unicodeScalars.count > 40 ? "…" : "") + "\""
}
