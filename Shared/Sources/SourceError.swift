/// Why a source could not be asked.
public struct SourceError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: String, Sendable, CaseIterable {
    /// It cannot be reached or read at this moment.
    case unavailable
    /// It wants to be left alone for a while: too many questions, or the day's quota is spent.
    case limited
    /// What it is given to work with can never be right: credentials, addresses, programs.
    case misconfigured
    /// It does not answer this question to us; others it may.
    case refused
    /// It cannot be asked this.
    case unsupported
    /// What it has of this creator is so broken that nothing can be read from it: asking again gives the same.
    case unreadable
    /// The task that asked was cancelled. It says nothing of the source or the creator, so the work is to be given back and
    /// neither discarded nor held up.
    case cancelled
  }

  public let code: Code
  public let message: String
  /// How long the source asks to be left alone.
  public let retryAfter: Duration?
  /// Whether it is this machine that is not set up right: others may fare better with the same source.
  public let isLocal: Bool

  public init(_ code: Code, _ message: String, retryAfter: Duration? = nil, isLocal: Bool = false) {
    self.code = code
    self.message = message
    self.retryAfter = retryAfter
    self.isLocal = isLocal
  }

  /// Whether the source may answer later, without anybody changing anything else. A cancelled question is no failure of
  /// the source: whoever asks tells it by its code.
  public var isRetriable: Bool { code == .unavailable || code == .limited }
  public var description: String { message }
}
