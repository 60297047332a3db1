public typealias Handler = @Sendable (Request) async -> Response

/// What answers the requests of one method for paths of one pattern.
public struct Route: Sendable {
  /// What differs from the settings of the server.
  public struct Options: Sendable {
    /// How many bytes a body may have.
    public var bodyLimit: Int?
    /// How long the handler may take.
    public var deadline: Duration?
    /// How long a body may take to arrive.
    public var bodyTimeout: Duration?
    /// Whether the body goes to a file, `Request.upload`, however small it is, instead of into memory.
    public var takesFile: Bool
    /// Asked at the end of the header, before any of the body is taken; nil where everybody may bring one.
    public var admits: (@Sendable (Request) async -> Admittance)?

    public init(
      bodyLimit: Int? = nil, deadline: Duration? = nil, bodyTimeout: Duration? = nil, takesFile: Bool = false,
      admits: (@Sendable (Request) async -> Admittance)? = nil
    ) {
      self.bodyLimit = bodyLimit
      self.deadline = deadline
      self.bodyTimeout = bodyTimeout
      self.takesFile = takesFile
      self.admits = admits
    }
  }

  /// Whether somebody may bring a body.
  public enum Admittance: Sendable {
    /// What was found out about who asks comes to the handler as `Request.pass`. Files are counted by whose they are, where
    /// that is said: nobody brings so many at once that others cannot.
    case welcome(pass: (any Sendable)?, owner: String? = nil)
    /// The answer is given without taking the body, and the connection ends.
    case turnedAway(Response)
  }

  public let method: Method
  /// As it was written: `/v1/runs/{id}`.
  public let pattern: String
  public let options: Options
  let parts: [PatternPart]
  let handler: Handler
}

/// One segment of a pattern.
enum PatternPart: Sendable, Equatable {
  case literal(String)
  case parameter(String)

  /// Takes a pattern apart. Patterns are written by programmers, so a wrong one is a bug.
  static func parse(_ pattern: String) -> [PatternPart] {
    precondition(pattern.hasPrefix("/"), "the pattern \(pattern) must begin with a slash")
    guard pattern != "/" else { return [] }
    let parts = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { part in
      guard part.hasPrefix("{"), part.hasSuffix("}") else {
        precondition(!part.contains { "{}%".contains($0) }, "\(part) is no part of a pattern")
        return PatternPart.literal(String(part))
      }
      return .parameter(String(part.dropFirst().dropLast()))
    }
    // A path may end with a slash, and is then another than without.
    precondition(!parts.dropLast().contains(.literal("")), "the pattern \(pattern) has two slashes in a row")
    let names = parts.compactMap(\.name)
    precondition(Set(names).count == names.count, "a name occurs twice in the pattern \(pattern)")
    return parts
  }

  var name: String? {
    guard case .parameter(let name) = self else { return nil }
    return name
  }
}
