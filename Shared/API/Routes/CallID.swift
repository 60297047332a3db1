import Crypto
import HTTP

/// The name of one request: that which the server gave it, which may be the client's own; without a server the same, made
/// here.
enum CallID {
  static let header = "X-Request-Id"
  /// What is taken from others, so that it can stand in any log.
  private static let pattern = Pattern(.of("A-Za-z0-9_.-", 1...64))

  static func of(_ request: Request) -> String {
    guard request.id.isEmpty else { return request.id }
    if let given = request.headers[header], pattern.matches(given) { return given }
    var generator = SystemRandomNumberGenerator()
    return Hex.encode((0..<12).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }
}
