/// A question that cannot be answered, with the reason for people.
public struct SearchError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: Sendable {
    /// What was asked makes no sense; asked otherwise it may.
    case badQuestion
    /// It takes more memory than allowed.
    case tooLarge
    /// There is nothing to compare with.
    case missing
    /// The other side of an interface does not do what it should.
    case endpoint
  }

  public let code: Code
  public let message: String
  /// Whether the same may succeed later.
  public var isRetriable: Bool
  /// How long the other side wants to be left alone.
  public var pause: Duration?
  /// Whether it may be the texts that the other side cannot deal with, so that fewer or others may succeed.
  public var isOfTexts = false

  public init(_ code: Code, _ message: String, isRetriable: Bool = false, pause: Duration? = nil) {
    (self.code, self.message, self.isRetriable, self.pause) = (code, message, isRetriable, pause)
  }

  public var description: String { message }
}
