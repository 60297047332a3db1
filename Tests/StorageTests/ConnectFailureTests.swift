import Storage
import TestKit
import Testing

/// Whatever is wrong, the message says what and what to do, on one line and in bounded time.
@Suite(.timeLimit(.minutes(1))) struct ConnectFailureTests {
  @Test(arguments: [
    ("mysql://host/db", "\"mysql://\" is not a Postgres URL; write postgres://user@host/database"),
    ("somewhere", "not a Postgres URL; write postgres://user@host/database"),
    ("postgres://user:s3cret@host:port:port/db", "the Postgres URL is malformed: "),
    ("postgres://user:s3cret@[::1/db", "the Postgres URL is malformed: "),
    ("postgres://user:s3cret@host/db?colour=red", "the Postgres URL is malformed: "),
    ("postgres://user:s3cret%zz@host/db", "the Postgres URL is malformed: invalid percent-encoded token"),
    ("postgres://user:s3cret/x@host/db", "the Postgres URL is malformed: the port is not one"),
    ("postgres://user:x@s3cret@host/db", "the Postgres URL is malformed: \"@\" in the host"),
    ("postgres://user@host/db?s3cret", "the Postgres URL is malformed: missing key/value separator"),
    ("host=localhost password=my s3cret", "the Postgres URL is malformed: missing = after"),
  ])
  func `a URL that cannot work is refused without repeating its password`(url: String, message: String) throws
  {
    let error = try #require(throws: StorageError.self) { try ConnectionSettings(url: url) }

    #expect(error.code == .configuration)
    #expect(error.message.hasPrefix(message))
    #expect(!error.message.contains("s3cret") && !error.message.contains("\n"))
  }

  @Test func `settings describe themselves without the password`() throws {
    let settings = try ConnectionSettings(url: "postgres://me:s3cret@example:6000/db")

    #expect("\(settings)" == "me@example:6000/db")
  }

  @Test func `a port where nobody listens is said to refuse`() async throws {
    let error = try await failure("postgres://me@127.0.0.1:1/db")

    #expect(error.code == .unreachable && error.isRetriable)
    #expect(
      error.message
        == "no connection to the database at me@127.0.0.1:1/db: Connection refused; check that Postgres runs there"
    )
  }

  @Test func `a server that never answers is given up in time`() async throws {
    let server = try ScriptedServer(answer: [])
    let start = ContinuousClock.now

    let error = try await failure(
      "postgres://me@127.0.0.1:\(server.port)/db?sslmode=disable", timeout: .milliseconds(200))

    #expect(error.code == .unreachable)
    #expect(error.message.hasSuffix("did not answer within 0.2 seconds"))
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func `an old server is refused by its version`() async throws {
    let server = try ScriptedServer(answer: Self.greeting(version: "13.4"))

    let error = try await failure("postgres://me@127.0.0.1:\(server.port)/db?sslmode=disable")

    #expect(error.code == .unsupportedServer && !error.isRetriable)
    #expect(error.message.hasSuffix("is Postgres 13.4; 15 or later is needed"))
  }

  @Test(arguments: ["disable", "prefer"]) func `what is not Postgres is told apart`(mode: String) async throws
  {
    let server = try ScriptedServer(answer: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))

    let error = try await failure("postgres://me@127.0.0.1:\(server.port)/db?sslmode=\(mode)")

    #expect(error.code == .unsupportedServer)
    #expect(error.message.hasSuffix("check that it is Postgres that listens there"))
  }

  @Test(
    .needsPostgres,
    arguments: [
      ("user", "nobody", StorageError.Code.authentication), ("password", "wrong", .authentication),
      ("dbname", "nowhere", .configuration), ("sslmode", "require", .tls),
    ])
  func `what the server refuses is told apart`(keyword: String, value: String, code: StorageError.Code)
    async throws
  {
    let separator = TestServers.adminURL?.contains("?") == true ? "&" : "?"
    let error = try await failure((TestServers.adminURL ?? "") + "\(separator)\(keyword)=\(value)")

    #expect(error.code == code)
    #expect(!error.isRetriable)
    #expect(!error.message.contains("\n") && error.message.contains("; "))
  }

  @Test(.needsPostgres) func `a role that may not migrate is told who may`() async throws {
    try await withDatabase(migrated: false) { database in
      var settings = database.settings
      settings.serverSettings["role"] = "hookline_worker"
      let migrator = Migrator(settings, logger: database.logger)

      let error = try await #require(throws: StorageError.self) { try await migrator.migrate() }

      #expect(error.code == .permission)
      #expect(
        error.message.hasPrefix(
          "the schema cannot be made; migrate as the database's owner: permission denied"))
    }
  }

  @Test(.needsPostgres) func `a setting that the server does not know is not tried again`() async throws {
    try await withDatabase { database in
      var settings = database.settings
      settings.serverSettings["nonsense"] = "1"
      let connection = Connection(settings, logger: .silent)

      let error = try await #require(throws: StorageError.self) { try await connection.execute("select 1") }

      #expect(error.code == .configuration && !error.isRetriable)
    }
  }

  @Test(.needsPostgres, arguments: [" ", "\t", " \u{301}", "\\ "])
  func `a setting's value cannot bring another setting`(separator: String) async throws {
    try await withDatabase { database in
      var settings = database.settings
      settings.serverSettings["my.value"] = "x\(separator)-c\(separator)work_mem=77kB"
      let connection = Connection(settings, logger: .silent)

      let value = try await connection.value("show my.value", as: String.self)

      #expect(value == settings.serverSettings["my.value"])
      await connection.close()
    }
  }

  private func failure(_ url: String, timeout: Duration = .seconds(5)) async throws -> StorageError {
    let settings = try ConnectionSettings(url: url, connectTimeout: timeout)
    let connection = Connection(settings, logger: .silent)
    return try await #require(throws: StorageError.self) { try await connection.execute("select 1") }
  }

  /// What a server says to whom it trusts: authenticated, its version, the key, ready.
  private static func greeting(version: String) -> [UInt8] {
    let status = Array("server_version".utf8) + [0] + Array(version.utf8) + [0]
    return [0x52, 0, 0, 0, 8, 0, 0, 0, 0]
      + [0x53, 0, 0, 0, UInt8(status.count + 4)] + status
      + [0x4b, 0, 0, 0, 12, 0, 0, 0, 1, 0, 0, 0, 2]
      + [0x5a, 0, 0, 0, 5, 0x49]
  }
}
