/// Tells failures to connect apart.
///
/// The server's code for them does not reach the caller of libpq 15, only the text does.
enum ConnectFailure {
  private static let signs: [(text: String, code: StorageError.Code, advice: String)] = [
    ("password authentication failed", .authentication, "check user and password"),
    ("no password supplied", .authentication, "add the password to the URL"),
    ("no pg_hba.conf entry", .authentication, "allow this user and address in the server's pg_hba.conf"),
    ("role \"", .authentication, "create the role or name another user"),
    ("is not permitted to log in", .authentication, "use a role that may log in"),
    ("permission denied for database", .permission, "grant CONNECT on the database to this user"),
    ("database \"", .configuration, "create the database or name another one"),
    (
      "server does not support SSL", .tls,
      "turn TLS on at the server, or set sslmode=prefer if it may be without"
    ),
    ("certificate verify failed", .tls, "check sslrootcert and the server's certificate"),
    ("root certificate file", .tls, "set sslrootcert to the certificate authority's file"),
    ("does not match host name", .tls, "the certificate is for another host; connect by that name"),
    ("SSL error", .tls, "check the TLS settings of both sides"),
    ("could not translate host name", .unreachable, "check the host name"),
    ("too many clients", .resources, "raise max_connections or lower the pools"),
    ("remaining connection slots", .resources, "raise max_connections or lower the pools"),
    ("the database system is", .unreachable, "wait until it is up"),
    ("Connection refused", .unreachable, "check that Postgres runs there"),
    ("expected authentication request", .unsupportedServer, "check that it is Postgres that listens there"),
    (
      "invalid response to SSL negotiation", .unsupportedServer,
      "check that it is Postgres that listens there"
    ),
    ("unrecognized configuration parameter", .configuration, "check the server settings of this connection"),
    ("invalid value for parameter", .configuration, "check the server settings of this connection"),
    ("permission denied to set parameter", .permission, "check the server settings of this connection"),
    ("invalid sslmode", .configuration, "use disable, allow, prefer, require, verify-ca or verify-full"),
    ("invalid port", .configuration, "check the port"),
  ]

  static func error(_ message: String, _ settings: ConnectionSettings) -> StorageError {
    let text = oneLine(message)
    let reason = core(of: text)
    guard let sign = signs.first(where: { text.contains($0.text) }) else {
      return StorageError(.unreachable, "no connection to the database at \(settings): \(reason)")
    }
    return StorageError(sign.code, "no connection to the database at \(settings): \(reason); \(sign.advice)")
  }

  /// Without libpq's preamble and its question whether the server runs: the sentence has both in other words.
  private static func core(of text: String) -> String {
    var text = Substring(text)
    if let preamble = text.firstRange(of: " failed: ") { text = text[preamble.upperBound...] }
    if let question = text.firstRange(of: " Is the server running") { text = text[..<question.lowerBound] }
    if text.hasPrefix("FATAL: ") { text = text.dropFirst("FATAL: ".count) }
    while text.first == " " { text.removeFirst() }
    return String(text)
  }
}
