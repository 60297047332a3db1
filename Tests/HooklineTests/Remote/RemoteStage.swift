import API
import FoundationEssentials
import HTTP
import Lifecycle
import Management
import Messaging
import Search
import Storage
import Telemetry
import TestKit
import Testing

@testable import Gateway
@testable import Jobs

/// A gateway on a database of a test's own, and the program that asks the one or the other.
struct RemoteStage: Sendable {
  let jobs: JobsStage
  /// Where the gateway is.
  let url: String
  /// With every scope.
  let key: String

  var servers: [String: String] { jobs.environment }
  /// The servers are set as well: the gateway goes before them. Nothing listens at these.
  var gateway: [String: String] {
    [
      "HOOKLINE_API_URL": url, "HOOKLINE_API_KEY": key,
      "HOOKLINE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    ]
  }

  func makeKey(_ scopes: [Scope]) async throws -> String {
    try await Self.makeKey(scopes, jobs.database)
  }

  static func makeKey(_ scopes: [Scope], _ database: TestDatabase) async throws -> String {
    try await database.pool.transaction { session in
      try KeyStore.create(
        name: "test", scopes: scopes.map(\.rawValue), lifetime: nil, by: "a test", session)
    }.text
  }

  func run(_ arguments: String...) async throws -> ChildResult {
    try await Binary.run(arguments, environment: gateway)
  }

  func runLocally(_ arguments: String...) async throws -> ChildResult {
    try await Binary.run(arguments, environment: servers)
  }

  /// Runs a command that changes nothing at the servers and at the gateway, and holds both to the same words. What is told
  /// in seconds moves on: where the servers themselves are told of otherwise a moment later, both are asked again.
  @discardableResult
  func expectSame(
    _ command: String, _ rest: [String] = [], _ environment: [String: String] = [:],
    dropping volatile: String? = nil, complaining: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> String {
    let arguments = [command] + rest
    for _ in 0..<10 {
      let local = servers.merging(environment) { $1 }
      let first = try await Binary.run(arguments, environment: local)
      let remote = try await Binary.run(arguments, environment: gateway)
      let last = try await Binary.run(arguments, environment: local)
      let (before, after) = (Self.words(first, volatile), Self.words(last, volatile))
      guard before == after else { continue }
      let (told, name) = (Self.words(remote, volatile), arguments.joined(separator: " "))
      #expect(
        told == before, "\(name): \(remote.errorText)", sourceLocation: sourceLocation)
      #expect(remote.status == first.status, "\(name)", sourceLocation: sourceLocation)
      if complaining {
        #expect(remote.errorText == first.errorText, "\(name)", sourceLocation: sourceLocation)
      }
      return remote.text
    }
    Issue.record("the servers never told the same twice", sourceLocation: sourceLocation)
    return ""
  }

  /// Without how many seconds ago something was: that moves on between two questions.
  private static func words(_ result: ChildResult, _ volatile: String?) -> String {
    let text = result.text.replacing(/\b\d+s\b/, with: "#s")
    guard let volatile else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains(volatile) }.joined(separator: "\n")
  }
}

func withRemote(
  depths: BrokerDepths = BrokerDepths(problem: "nobody was asked"),
  _ body: (RemoteStage) async throws -> Void
) async throws {
  try await withRemote(gauge: DepthGauge { depths }, body)
}

func withRemote(gauge: DepthGauge, _ body: (RemoteStage) async throws -> Void) async throws {
  try await withDatabase(migrated: true) { database in
    var settings = database.settings
    settings.serverSettings["role"] = "hookline_api"
    let pool = Pool(settings, settings: PoolSettings(connectionLimit: 4), logger: .silent)
    let (shutdown, listener) = (Shutdown(), Listener(settings, logger: .silent))
    let store = JobStore(pool)
    let producer = Producer(
      store, broker: MemoryBroker.hookline(), patience: .seconds(5), logger: .silent)
    let feed = RunFeed(store: store, listener: listener, shutdown: shutdown, logger: .silent)
    let gateway = Gateway(
      database: pool, producer: producer, feed: feed,
      lists: StoredLists(pool, checks: pool, byteLimit: 1 << 20),
      depths: gauge,
      desk: UploadDesk(program: CheckoutFiles.program("hookline-media-decoder"), logger: .silent),
      shelf: FrameShelf { try await FrameLoading(pool, memoryLimit: 1 << 20).load() }, health: Health(),
      logger: .silent, connection: settings)
    let door = Gatekeeper(
      keys: KeyRing(KeyStore(pool)), answers: IdempotencyStore(pool), limiter: RateLimiter(limit: 0),
      logger: .silent)
    var router = Router()
    gateway.interface.add(to: &router, door: door)
    let server = Server(
      address: .loopback(port: 0), router: router, shutdown: shutdown, metrics: Metrics(), logger: .silent)
    let url = "http://\(try server.bind())"
    let tasks = [
      Task { try await server.run() }, Task { try await feed.run() }, Task { try await listener.run() },
    ]
    let result: Result<Void, any Error>
    do {
      let key = try await RemoteStage.makeKey(Scope.allCases, database)
      result = .success(try await body(RemoteStage(jobs: JobsStage(database), url: url, key: key)))
    } catch { result = .failure(error) }
    shutdown.drain()
    tasks[2].cancel()
    for task in tasks { _ = try? await task.value }
    await gateway.desk.close()
    await producer.close()
    await pool.close()
    try result.get()
  }
}

extension DepthGauge {
  /// One that asks the broker of these variables.
  static func live(_ environment: [String: String]) -> DepthGauge {
    DepthGauge(Settings.survey(environment: environment, directory: "/nowhere").settings)
  }
}
