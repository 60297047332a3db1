import Crypto
import Lifecycle
import Management
import TestKit
import Testing

@testable import Hookline

let ownSettings = Settings.survey(environment: ChildProcess.ownEnvironment, directory: "/nowhere").settings
let hasBroker = ownSettings[\.amqpURL] != nil && ownSettings[\.amqpManagementURL] != nil

/// The environment of the program, with a virtual host that one test has for itself.
func withTopologyHost(
  _ body: ([String: String], ManagementClient) async throws -> Void
) async throws {
  let name = "test-" + Hex.encode(try SecureRandom.bytes(count: 6))
  let (amqp, management) = (
    try ownSettings.require(\.amqpURL).text, try ownSettings.require(\.amqpManagementURL)
  )
  let client = ManagementClient(try .init(management, virtualHost: name))
  let slash = try #require(amqp.lastIndex(of: "/"))
  try await client.makeVirtualHost()
  let result: Result<Void, any Error>
  do {
    let environment = [
      "HOOKLINE_AMQP_URL": amqp[...slash] + name, "HOOKLINE_AMQP_MANAGEMENT_URL": management.text,
    ]
    result = .success(try await body(environment, client))
  } catch { result = .failure(error) }
  try await Task { try await client.deleteVirtualHost() }.value
  try result.get()
}
