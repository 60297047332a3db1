/// Why something in this module could not be done.
public struct CryptoError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: Sendable {
    /// The system gave no random bytes.
    case noRandomness
    /// A text is not what its encoding says.
    case invalidEncoding
  }

  public let code: Code
  /// For operators; never holds the data.
  public let message: String

  /// Asking again soon may help.
  public var isRetriable: Bool { code == .noRandomness }
  public var description: String { message }
}
