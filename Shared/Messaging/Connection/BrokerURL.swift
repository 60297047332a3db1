import Lifecycle

/// The parts of an `amqp:` or `amqps:` URL, as the AMQP URI specification reads them.
struct BrokerURL: Equatable {
  var isSecure = false
  var user: String?
  var password: String?
  var host = "localhost"
  var port: UInt16?
  /// `nil` without a path; `amqp://host/` names the vhost with the empty name.
  var virtualHost: String?
  var options: [String: String] = [:]

  init(_ text: String) throws(MessagingError) {
    guard text.utf8.count <= 4_096 else { throw Self.malformed("longer than 4,096 bytes") }
    guard let colon = text.firstRange(of: "://") else {
      throw Self.malformed("write amqp://user:password@host:5672/vhost")
    }
    switch text[..<colon.lowerBound].lowercased() {
    case "amqp": isSecure = false
    case "amqps": isSecure = true
    default: throw Self.malformed("it must begin with amqp:// or amqps://")
    }
    var rest = text[colon.upperBound...]
    try take(query: &rest)
    if let slash = rest.firstIndex(of: "/") {
      virtualHost = try Self.decoded(rest[rest.index(after: slash)...], "virtual host")
      rest = rest[..<slash]
    }
    if let at = rest.lastIndex(of: "@") {
      try take(login: rest[..<at])
      rest = rest[rest.index(after: at)...]
    }
    try take(authority: rest)
  }

  private mutating func take(query rest: inout Substring) throws(MessagingError) {
    guard let mark = rest.firstIndex(of: "?") else { return }
    for pair in rest[rest.index(after: mark)...].split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw Self.malformed("an option has no value") }
      options[try Self.decoded(parts[0], "option")] = try Self.decoded(parts[1], "option")
    }
    rest = rest[..<mark]
  }

  private mutating func take(login: Substring) throws(MessagingError) {
    let parts = login.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    user = try Self.decoded(parts[0], "user")
    if parts.count == 2 { password = try Self.decoded(parts[1], "password") }
  }

  private mutating func take(authority: Substring) throws(MessagingError) {
    var name = authority
    if authority.first == "[" {
      guard let end = authority.firstIndex(of: "]") else {
        throw Self.malformed("the address has no closing bracket")
      }
      name = authority[authority.index(after: authority.startIndex)..<end]
      try take(port: authority[authority.index(after: end)...])
    } else if let colon = authority.firstIndex(of: ":") {
      name = authority[..<colon]
      try take(port: authority[colon...])
    }
    if !name.isEmpty { host = try Self.decoded(name, "host") }
  }

  private mutating func take(port text: Substring) throws(MessagingError) {
    guard !text.isEmpty else { return }
    guard text.first == ":", let number = UInt16(text.dropFirst()), number > 0 else {
      throw Self.malformed("the port is not a number from 1 to 65535")
    }
    port = number
  }

  /// Names the part, never its content: it may be the password.
  private static func decoded(_ text: Substring, _ part: String) throws(MessagingError) -> String {
    guard let decoded = PercentEncoding.decode(text) else {
      throw malformed("the \(part) is not percent-encoded text; write % itself as %25")
    }
    return decoded
  }

  private static func malformed(_ reason: String) -> MessagingError {
    MessagingError(.configuration, "the broker URL is malformed: \(reason)")
  }
}
