import Crypto
import Lifecycle
import Management
import Messaging
import Telemetry
import TestKit
import Testing

/// A virtual host that one test has for itself, and its administrator.
struct VirtualHost: Sendable {
  let name: String
  let admin: ManagementClient
  let broker: BrokerSettings

  /// A user of the role, who goes with the virtual host.
  func makeUser(_ role: BrokerRole) async throws -> (management: ManagementClient, broker: BrokerSettings) {
    let user = "\(name)-\(role.rawValue)"
    try await admin.setUser(user, password: "p/w:\(role.rawValue)", role: role)
    var settings = admin.settings
    var broker = broker
    (settings.user, settings.password) = (user, "p/w:\(role.rawValue)")
    (broker.user, broker.password) = (settings.user, settings.password)
    return (ManagementClient(settings), broker)
  }
}

private let own = Settings.survey(environment: ChildProcess.ownEnvironment, directory: "/nowhere").settings

extension Trait where Self == ConditionTrait {
  static var needsBroker: Self {
    .enabled(
      if: own[\.amqpURL] != nil && own[\.amqpManagementURL] != nil, "\(TestServers.advice)")
  }
}

/// Makes a virtual host, hands it to the test and deletes it and its users, however the test ends.
func withVirtualHost(_ body: (VirtualHost) async throws -> Void) async throws {
  let name = "test-" + Hex.encode(try SecureRandom.bytes(count: 6))
  var broker = try BrokerSettings(url: try own.require(\.amqpURL).text)
  broker.virtualHost = name
  let admin = ManagementClient(try .init(try own.require(\.amqpManagementURL), virtualHost: name))
  try await admin.makeVirtualHost()
  let result: Result<Void, any Error>
  do { result = .success(try await body(VirtualHost(name: name, admin: admin, broker: broker))) } catch {
    result = .failure(error)
  }
  // Cancellation of the test must not leave anything behind.
  try await Task {
    for role in BrokerRole.allCases { try? await admin.deleteUser("\(name)-\(role.rawValue)") }
    try await admin.deleteVirtualHost()
  }.value
  try result.get()
}

/// What an operation fails with.
func failure(_ body: () async throws -> Void) async throws -> MessagingError? {
  do {
    try await body()
    return nil
  } catch let error as MessagingError {
    return error
  }
}
