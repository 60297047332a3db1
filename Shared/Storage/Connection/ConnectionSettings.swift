import CPostgres
import Glibc
import Lifecycle

/// Where a database is and how to behave towards it.
public struct ConnectionSettings: Sendable {
  /// What libpq understands, by its keywords.
  private(set) var keywords: [String: String]
  public var applicationName: String
  /// Bounds everything from the name lookup's end to the first answer of the server.
  public var connectTimeout: Duration
  /// Bounds each statement, on the server and, a little later, on this side too. `nil`: no bound.
  public var statementTimeout: Duration?
  /// How long this side waits for an answer beyond the statement's bound, and again for the end of a statement
  /// that it has cancelled, before it gives the connection up.
  public var patience: Duration
  /// A transaction that its own process has forgotten must not keep its locks.
  public var idleInTransactionTimeout: Duration
  /// Further settings of the server for this connection, as `plan_cache_mode`.
  public var serverSettings: [String: String]

  /// From `postgres://user:password@host:port/database?sslmode=…` or `host=… dbname=…`, as libpq reads them;
  /// what it leaves out comes from the `PG…` variables. An empty string leaves everything to them.
  public init(
    url: String, applicationName: String = "hookline", connectTimeout: Duration = .seconds(5),
    statementTimeout: Duration? = .seconds(10)
  ) throws(StorageError) {
    keywords = try Self.parse(url)
    self.applicationName = applicationName
    self.connectTimeout = connectTimeout
    self.statementTimeout = statementTimeout
    patience = .seconds(2)
    idleInTransactionTimeout = .seconds(30)
    serverSettings = [:]
  }

  public var host: String? { keywords["host"] ?? keywords["hostaddr"] }
  public var port: String? {
    get { keywords["port"] }
    set { keywords["port"] = newValue }
  }

  public var user: String? { keywords["user"] }

  public var database: String? {
    get { keywords["dbname"] }
    set { keywords["dbname"] = newValue }
  }

  private static func parse(_ url: String) throws(StorageError) -> [String: String] {
    let scheme = url.prefix { $0 != ":" }
    if url.contains("://"), scheme != "postgres", scheme != "postgresql" {
      throw StorageError(
        .configuration, "\"\(scheme)://\" is not a Postgres URL; write postgres://user@host/database")
    }
    if !url.isEmpty, !url.contains("="), !url.contains("://") {
      throw StorageError(.configuration, "not a Postgres URL; write postgres://user@host/database")
    }
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(url, &message) else {
      defer { PQfreemem(message) }
      let reason = message.map { String(cString: $0) } ?? "out of memory"
      throw StorageError(.configuration, "the Postgres URL is malformed: \(oneLine(withoutQuotes(reason)))")
    }
    defer { PQconninfoFree(options) }
    var result: [String: String] = [:]
    var cursor = options
    while let keyword = cursor.pointee.keyword {
      if let value = cursor.pointee.val { result[String(cString: keyword)] = String(cString: value) }
      cursor += 1
    }
    // libpq would notice when it connects; a setting that cannot work is better refused at once.
    // Neither is repeated: with an unescaped "/" or "@" in the password, part of the password stands there.
    for port in (result["port"] ?? "").split(separator: ",") where UInt16(port) ?? 0 == 0 {
      throw StorageError(
        .configuration, "the Postgres URL is malformed: the port is not one; write \"/\" in a password as %2F"
      )
    }
    if result["host"]?.contains("@") == true {
      throw StorageError(
        .configuration, "the Postgres URL is malformed: \"@\" in the host; write \"@\" in a password as %40")
    }
    return result
  }

  /// libpq quotes the URL or a part of it in its message, password and all: what stands before the quote must do.
  private static func withoutQuotes(_ reason: String) -> String {
    String(reason.replacing("\"=\"", with: "=").unicodeScalars.prefix { $0 != "\"" })
  }

  /// What goes to `PQconnectStartParams`.
  var parameters: [(String, String)] {
    var result = keywords
    result["application_name"] = result["application_name"] ?? applicationName
    result["client_encoding"] = "UTF8"
    result["options"] = [keywords["options"], serverOptions].compactMap(\.self).joined(separator: " ")
    // libpq would look for a Kerberos ticket at each connection, and load what it takes: a megabyte and milliseconds.
    if result["gssencmode"] == nil, getenv("PGGSSENCMODE") == nil { result["gssencmode"] = "disable" }
    // A black-holed server is noticed within this time, both while waiting and while sending.
    result["tcp_user_timeout"] = result["tcp_user_timeout"] ?? "10000"
    result["keepalives_idle"] = result["keepalives_idle"] ?? "10"
    result["keepalives_interval"] = result["keepalives_interval"] ?? "5"
    result["keepalives_count"] = result["keepalives_count"] ?? "3"
    return result.sorted { $0.key < $1.key }
  }

  private var serverOptions: String {
    var settings = serverSettings
    settings["timezone"] = "UTC"
    settings["search_path"] = settings["search_path"] ?? "hookline,public"
    settings["statement_timeout"] = String(statementTimeout?.wholeMilliseconds ?? 0)
    settings["idle_in_transaction_session_timeout"] = String(idleInTransactionTimeout.wholeMilliseconds)
    return settings.sorted { $0.key < $1.key }
      .map { "-c \($0.key)=\(Self.escaped($0.value))" }
      .joined(separator: " ")
  }

  /// The server splits options at white space that has no backslash before it. By scalars: to `String` a space and
  /// a combining mark behind it are one character.
  private static func escaped(_ value: String) -> String {
    var result = "".unicodeScalars
    for scalar in value.unicodeScalars {
      if scalar == "\\" || scalar.properties.isWhitespace { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }
}

extension ConnectionSettings: CustomStringConvertible {
  /// Where, and as whom; never the password.
  public var description: String {
    "\(user ?? "default user")@\(host ?? "default host"):\(port ?? "5432")/\(database ?? user ?? "default")"
  }
}

extension Duration {
  /// For settings in milliseconds, in which zero would mean "no bound".
  var wholeMilliseconds: Int64 {
    max(1, components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000)
  }
}

/// Server and library messages come with line breaks and tabs; a log line has neither.
func oneLine(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
