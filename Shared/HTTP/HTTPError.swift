/// Why a server could not start.
public struct HTTPError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: Sendable {
    /// The text is no address.
    case invalidAddress
    case addressInUse
    case notPermitted
    /// The address does not belong to this machine.
    case addressNotAvailable
    case cannotListen
  }

  public let code: Code
  /// Names the address, and says what to do where that is known.
  public let message: String

  /// Whether trying again may succeed without anybody changing the settings.
  public var isRetriable: Bool { code == .addressInUse || code == .addressNotAvailable }
  public var description: String { message }
}
