/// A link to a file of media, from outside and not to be trusted.
public struct MediaLink: Sendable {
  /// May hold a signature, so it is never shown.
  public var url: String
  /// The page that the file belongs to, where the server insists on one.
  public var referer: String?
  public var expected: MediaKind
  /// Asks the source for a new link when this one has expired; asked once at most in a fetch. `nil` from it means that
  /// there is none.
  public var refresh: (@Sendable () async throws -> String?)?

  public init(
    _ url: String, referer: String? = nil, expected: MediaKind = .any,
    refresh: (@Sendable () async throws -> String?)? = nil
  ) {
    self.url = url
    self.referer = referer
    self.expected = expected
    self.refresh = refresh
  }
}

extension MediaLink: CustomStringConvertible, CustomReflectable {
  public var description: String { "a link to \(expected)" }
  /// Keeps `dump` and failed expectations from listing the URL.
  public var customMirror: Mirror { Mirror(self, children: ["expected": expected]) }
}
