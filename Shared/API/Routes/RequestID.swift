import Crypto
public import HTTP

/// The name of one request: that which it came with, where that is sane, or a new one.
public enum RequestID {
  public static let header = "X-Request-Id"
  /// What is taken from others, so that it can stand in any log.
  static let pattern = Pattern(.of("A-Za-z0-9_.:-", 1...100))

  public static func of(_ request: Request) -> String {
    if let given = request.headers[header], pattern.matches(given) { return given }
    var generator = SystemRandomNumberGenerator()
    return Hex.encode((0..<12).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }
}
