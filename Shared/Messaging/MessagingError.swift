/// What went wrong between this process and the broker, and whether trying again can help.
public struct MessagingError: Error, Sendable, Equatable {
  public enum Code: String, Sendable, CaseIterable {
    /// A URL or a setting that cannot work, whatever the broker says.
    case configuration
    /// The broker was not reached, or the connection to it broke.
    case unreachable
    case authentication
    case tls
    /// The broker is older than this program needs, or does not speak AMQP 0-9-1.
    case unsupportedBroker
    case permission
    /// An exchange or queue is missing, or is not as the program needs it.
    case topology
    /// The message reached no queue.
    case unroutable
    /// The broker did not take the message: its queue is full, or it failed inside.
    case rejected
    case timeout
    /// The message is larger than may be sent.
    case tooLarge
    /// The message holds what AMQP cannot say.
    case invalid
    /// The publisher or consumer was closed.
    case closed
  }

  public let code: Code
  public let message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Whether the same call may succeed later, unchanged.
  public var isRetriable: Bool {
    switch code {
    case .unreachable, .rejected, .timeout: true
    default: false
    }
  }
}

extension MessagingError: CustomStringConvertible {
  public var description: String { message }
}
