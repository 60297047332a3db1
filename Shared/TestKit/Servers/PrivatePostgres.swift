public import Storage

/// A Postgres server that one test has for itself.
public struct PrivatePostgres: Sendable {
  let server: PrivateServer
  public let admin: ConnectionSettings

  public var environment: [String: String] { server.environment }

  public func restart(_ mode: PrivateServer.Mode = .fast) async throws { try await server.restart(mode) }

  /// Stops the server; its data stay.
  public func stop(_ mode: PrivateServer.Mode = .fast) async throws { try await server.stop(mode) }

  public func start() async throws { try await server.start() }
}

/// Starts a server in a directory of its own, hands it to the test and removes it, however the test ends.
@discardableResult
public func withPostgresServer<Result: Sendable>(
  _ body: (PrivatePostgres) async throws -> Result
) async throws -> Result {
  try await PrivateServer.with(.postgres) { server in
    let url = server.environment["HOOKLINE_ADMIN_DATABASE_URL"] ?? ""
    return try await body(PrivatePostgres(server: server, admin: try ConnectionSettings(url: url)))
  }
}
