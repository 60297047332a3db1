public import Models

/// Something that knows creators: what they are, what they posted and which music they used.
public protocol Source: Sendable {
  /// For people, and for telling sources apart.
  var name: String { get }

  /// What it knows of a creator; nil when it does not know the creator.
  func profile(_ handle: Handle) async throws(SourceError) -> Scrape?
}

/// Why a source could not be asked.
public struct SourceError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: String, Sendable, CaseIterable {
    /// It cannot be reached or read at this moment.
    case unavailable
    /// What it is given to work with can never be right.
    case misconfigured
    /// What it has of this creator is so broken that nothing can be read from it: asking again gives the same.
    case unreadable
    /// The task that asked was cancelled. It says nothing of the source or the creator, so the work is to be given back and
    /// neither discarded nor held up.
    case cancelled
  }

  public let code: Code
  public let message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Whether the source may answer later, without anybody changing anything else. A cancelled question is no failure of
  /// the source: whoever asks tells it by its code.
  public var isRetriable: Bool { code == .unavailable }
  public var description: String { message }
}
