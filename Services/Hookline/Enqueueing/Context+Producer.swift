import Jobs
import Lifecycle
import Messaging
import Storage

extension Context {
  /// Hands a producer on the servers that services use to the body.
  func withProducer<Value: Sendable>(
    _ body: (Producer, JobStore, ConnectionSettings) async throws -> Value
  ) async throws -> Value {
    try refuseServers()
    let settings = try settings(requiring: [\.databaseURL, \.amqpURL])
    var connection = try ConnectionSettings(
      url: settings.require(\.databaseURL).text, statementTimeout: settings[\.statementTimeout])
    // Every portion runs the same few statements: plans are made once.
    connection.serverSettings["plan_cache_mode"] = "force_generic_plan"
    let pool = Pool(
      connection, settings: PoolSettings(connectionLimit: Enqueuer.width + 1), logger: logger)
    let store = JobStore(pool)
    let broker = RabbitBroker(try BrokerSettings(url: settings.require(\.amqpURL).text), logger: logger)
    // Less than a service has: somebody waits for the answer, and what is committed is accepted.
    let producer = Producer(store, broker: broker, patience: .seconds(5), logger: logger)
    let result: Result<Value, any Error>
    do {
      // A database that does not answer is part of what the body tells.
      if let outdated = try? await OutdatedSchema(pool) { throw outdated }
      result = .success(try await body(producer, store, connection))
    } catch { result = .failure(error) }
    await producer.close()
    await pool.close()
    do { return try result.get() } catch { throw Self.explained(error) }
  }

  /// Says what the broker has not taken.
  func tellOfLeft(by producer: Producer) {
    let left = producer.left
    guard left.count > 0 else { return }
    console.note(
      "\(counted(left.count, "message")) \(left.count == 1 ? "lies" : "lie") in the outbox until the broker "
        + "takes \(left.count == 1 ? "it" : "them")" + (left.reason.map { " (\($0))" } ?? ""))
  }
}
