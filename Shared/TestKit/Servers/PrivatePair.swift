/// Starts a Postgres and a RabbitMQ in directories of their own, hands them to the test and removes them, however the
/// test ends.
@discardableResult
public func withPostgresAndRabbitMQServers<Result: Sendable>(
  _ body: (PrivatePostgres, PrivateBroker) async throws -> Result
) async throws -> Result {
  await TestServers.pairs.enter()
  defer { TestServers.pairs.leave() }
  return try await withPostgresServer { database in
    try await withRabbitMQServer { broker in try await body(database, broker) }
  }
}
