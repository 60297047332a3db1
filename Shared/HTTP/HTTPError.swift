/// Why a server could not start, or a request got no answer.
public struct HTTPError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: Sendable {
    /// The text is no address.
    case invalidAddress
    case addressInUse
    case notPermitted
    /// The address does not belong to this machine.
    case addressNotAvailable
    case cannotListen

    /// A request that cannot be sent, wherever it goes: its URL or its method.
    case invalidRequest
    /// The other side was not found or takes no connections.
    case unreachable
    /// Every address that the host has was refused by the client's policy.
    case refusedAddress
    /// No whole answer in time.
    case timeout
    /// The other side is not who it should be, or no encryption was agreed on.
    case tls
    /// The connection ended in the middle, or what came is no HTTP or leads away from it.
    case broken
    /// The answer is larger than allowed.
    case tooLarge
    case tooManyRedirects
    /// The sink of the body wanted no more.
    case stopped
    /// The source of the body had less than it had promised.
    case unreadable
  }

  public let code: Code
  /// Names the address, and says what to do where that is known. Never holds a password, nor a URL's query.
  public let message: String

  /// Whether trying again may succeed without anybody changing the settings.
  public var isRetriable: Bool {
    switch code {
    case .addressInUse, .addressNotAvailable, .unreachable, .timeout, .broken: true
    default: false
    }
  }
  public var description: String { message }
}
