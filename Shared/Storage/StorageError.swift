/// What went wrong between this process and Postgres, and whether trying again can help.
///
/// `description` is safe to log: what the server says about the data in question stands in `detail` only.
public struct StorageError: Error, Sendable {
  public enum Code: String, Sendable, CaseIterable {
    /// A URL or a setting that cannot work, whatever the server says.
    case configuration
    /// The server was not reached, or the connection to it broke.
    case unreachable
    case authentication
    case tls
    /// The server is older than this program needs, or is not Postgres.
    case unsupportedServer
    case permission
    case constraint
    /// Two transactions got in each other's way: serialization failure or deadlock.
    case conflict
    case timeout
    case cancelled
    /// Every connection of the pool was in use for too long.
    case poolExhausted
    /// The connection broke after COMMIT was sent: the transaction may or may not have happened.
    case commitUnknown
    /// The server is out of disk, memory or connections.
    case resources
    /// A statement that the server refuses for what it says.
    case statement
    /// A value that does not have the type which the program expects.
    case decoding
    case migration
  }

  public let code: Code
  public let message: String
  /// The server's five-character code, where the server said one.
  public let sqlState: String?
  /// What the server says about the data; may hold personal data, so it is never part of `description`.
  public let detail: String?
  public let constraint: String?

  public init(
    _ code: Code, _ message: String, sqlState: String? = nil, detail: String? = nil, constraint: String? = nil
  ) {
    self.code = code
    self.message = message
    self.sqlState = sqlState
    self.detail = detail
    self.constraint = constraint
  }

  /// Whether the same call may succeed later, unchanged.
  public var isRetriable: Bool {
    switch code {
    case .unreachable, .conflict, .poolExhausted, .resources: true
    case .timeout: sqlState == nil || sqlState == "55P03"
    default: false
    }
  }

  func adding(_ context: String) -> StorageError {
    StorageError(
      code, "\(context): \(message)", sqlState: sqlState, detail: detail, constraint: constraint)
  }
}

extension StorageError: CustomStringConvertible {
  public var description: String {
    guard let sqlState else { return message }
    return "\(message) (SQLSTATE \(sqlState))"
  }
}

extension StorageError {
  /// The code for a SQLSTATE; the classes are those of the Postgres manual, appendix A.
  static func code(forState state: String) -> Code {
    switch state {
    case "40001", "40P01": .conflict
    case "57014": .cancelled
    case "55P03": .timeout
    case "25P03", "57P01", "57P02", "57P03", "57P05": .unreachable
    case "42501": .permission
    default: code(forClass: state.prefix(2))
    }
  }

  private static func code(forClass prefix: Substring) -> Code {
    switch prefix {
    case "08": .unreachable
    case "23": .constraint
    case "28": .authentication
    case "53", "58": .resources
    default: .statement
    }
  }
}
