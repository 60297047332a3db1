import Lifecycle

/// A RabbitMQ that one test has for itself.
public struct PrivateBroker: Sendable {
  let server: PrivateServer
  /// A client's and an operator's view of it.
  public let broker: TestBroker

  public var environment: [String: String] { server.environment }

  /// Its address with TLS, where it was started with that; the authority is not part of it.
  public var secureURL: String { server.environment["HOOKLINE_TEST_AMQPS_URL"] ?? "" }
  /// The management interface with TLS.
  public var secureManagementURL: String { server.environment["HOOKLINE_TEST_MANAGEMENT_TLS_URL"] ?? "" }

  public func restart(_ mode: PrivateServer.Mode = .fast) async throws { try await server.restart(mode) }

  /// While on, the broker believes that its memory is used up, and takes nothing more.
  public func raiseMemoryAlarm(_ isOn: Bool) async throws {
    try await control("set_vm_memory_high_watermark", isOn ? "0.00001" : "0.4")
  }

  /// How long a delivery may stay unsettled before the broker closes its channel, and how often it looks. Holds for
  /// channels that are opened from then on.
  public func limitDeliveries(to timeout: Duration, lookingEach period: Duration) async throws {
    let (timeout, period) = (Int(timeout / .milliseconds(1)), Int(period / .milliseconds(1)))
    try await control(
      "eval",
      "application:set_env(rabbit, consumer_timeout, \(timeout)), application:set_env(rabbit, channel_tick_interval, \(period))."
    )
  }

  /// Ends every client's connection, as an operator does.
  public func closeConnections() async throws {
    try await control("close_all_connections", "--global", "closed by hand")
  }

  /// Calls rabbitmqctl.
  private func control(_ arguments: String...) async throws {
    let place = server.directory + "/rabbitmq"
    let settings = try await setting(in: place)
    let environment = [
      "PATH": ChildProcess.ownEnvironment["PATH"] ?? "/usr/bin:/bin", "HOME": place, "LANG": "C.UTF-8",
      "ERL_EPMD_PORT": settings["epmd_port"] ?? "", "RABBITMQ_NODENAME": settings["node"] ?? "",
      "RABBITMQ_CONF_ENV_FILE": place + "/rabbitmq-env.conf",
    ]
    let result = try await ChildProcess(
      "/usr/lib/rabbitmq/bin/rabbitmqctl", arguments, environment: environment, timeout: .seconds(60)
    ).run()
    guard result.isSuccess else {
      throw ChildProcessError(program: "rabbitmqctl", reason: result.errorText + result.text)
    }
  }

  private func setting(in place: String) async throws -> [String: String] {
    let text = try await ChildProcess("cat", [place + "/settings"]).run().text
    let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
      let parts = line.split(separator: "=", maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
    return Dictionary(pairs) { _, last in last }
  }
}

/// Starts a RabbitMQ in a directory of its own, hands it to the test and removes it, however the test ends.
///
/// With a folder of certificates it also speaks TLS, as compose/local says.
@discardableResult
public func withRabbitMQServer<Result: Sendable>(
  tls folder: String? = nil, _ body: (PrivateBroker) async throws -> Result
) async throws -> Result {
  try await PrivateServer.with(.rabbitmq, options: folder.map { ["--tls", $0] } ?? []) { server in
    let environment = server.environment
    let broker = try TestBroker(
      url: environment["HOOKLINE_AMQP_URL"] ?? "",
      managementURL: environment["HOOKLINE_AMQP_MANAGEMENT_URL"] ?? "")
    return try await body(PrivateBroker(server: server, broker: broker))
  }
}
