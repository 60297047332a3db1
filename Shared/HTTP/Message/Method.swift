/// The method of a request, in the spelling that was sent; methods are case-sensitive.
public struct Method: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public static let get = Method(rawValue: "GET")
  public static let head = Method(rawValue: "HEAD")
  public static let post = Method(rawValue: "POST")
  public static let put = Method(rawValue: "PUT")
  public static let patch = Method(rawValue: "PATCH")
  public static let delete = Method(rawValue: "DELETE")
  public static let options = Method(rawValue: "OPTIONS")

  public var description: String { rawValue }

  /// For labels of metrics, which must not grow with what strangers send.
  var label: String { Self.known.contains(self) ? rawValue : "other" }

  private static let known: Set<Method> = [.get, .head, .post, .put, .patch, .delete, .options]
}
