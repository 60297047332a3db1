/// One environment variable: what it is called, what it may hold, and what holds when it is absent.
///
/// `Variables` lists them all; `Settings` reads them.
public struct Variable<Value: Sendable>: Sendable {
  public let definition: Definition
  let absent: Value
  let parse: @Sendable (String) throws(Complaint) -> Value

  public var name: String { definition.name }
}

/// What is known of a variable whatever its type.
public struct Definition: Sendable {
  /// Whether something is wrong when the variable is absent.
  public enum Standing: Sendable, Equatable {
    /// An installation does not work without it; which processes need it, they say themselves.
    case required
    case optional
    case preset(String)
  }

  /// How much of a value must never be shown.
  public enum Secrecy: Sendable, Equatable {
    case open
    /// A URL: only what authenticates.
    case password
    case whole
  }

  /// Where a value may come from when the variable itself is absent.
  enum Alternative: Sendable, Equatable {
    case variable(String)
    /// libpq's own variables: `PGHOST` and its kin.
    case postgresVariables
  }

  public let name: String
  /// What the value is for, in one line.
  public let help: String
  /// What a value must look like: completes "expected …".
  public let expectation: String
  public let secrecy: Secrecy
  public let standing: Standing
  let alternative: Alternative?

  init(
    _ name: String, _ standing: Standing, expects expectation: String, secrecy: Secrecy = .open,
    alternative: Alternative? = nil, help: String
  ) {
    self.name = name
    self.help = help
    self.expectation = expectation
    self.secrecy = secrecy
    self.standing = standing
    self.alternative = alternative
  }

  /// Whether the value may also lie in the file that `<name>_FILE` names.
  public var isSecret: Bool { secrecy != .open }
  var fileName: String { name + "_FILE" }
}

/// What is wrong with a value, for the person who set it. Never holds a part of a secret.
struct Complaint: Error, Equatable {
  let message: String

  init(_ message: String) { self.message = message }
}

/// A variable of any type, for those who treat them all alike.
protocol AnyVariable: Sendable {
  var definition: Definition { get }

  func complaint(about text: String) -> Complaint?
  func display(_ text: String) -> String
}

extension Variable: AnyVariable {
  func complaint(about text: String) -> Complaint? {
    do throws(Complaint) {
      _ = try parse(text)
      return nil
    } catch { return error }
  }

  /// The value as it may be shown. A secret that cannot be parsed is hidden whole, because nobody knows which
  /// part of it is the password.
  func display(_ text: String) -> String {
    switch definition.secrecy {
    case .open: return text
    case .whole: return ServiceURL.mask
    case .password:
      guard let value = try? parse(text) as? ServiceURL else { return ServiceURL.mask }
      return value.description
    }
  }
}
