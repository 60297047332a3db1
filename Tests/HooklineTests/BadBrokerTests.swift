import Crypto
import Lifecycle
import Management
import Messaging
import TestKit
import Testing

@testable import Hookline

/// Brokers that the commands cannot work with: one line, exit code 1, in bounded time, whoever asks.
@Suite(.timeLimit(.minutes(1))) struct BadBrokerTests {
  private static let commands = [["topology", "check"], ["topology", "plan"], ["topology", "users"]]
  /// Nobody listens there.
  private static let nobody = "http://me:hunter2@127.0.0.1:1"

  /// Runs the command and checks what every failure has in common.
  private static func failure(
    of arguments: [String], broker: String, management: String = nobody,
    at location: SourceLocation = #_sourceLocation
  ) async throws -> String {
    let start = ContinuousClock.now
    let result = try await Binary.run(
      arguments, environment: ["HOOKLINE_AMQP_URL": broker, "HOOKLINE_AMQP_MANAGEMENT_URL": management])
    #expect(result.status == .exited(1), sourceLocation: location)
    #expect(result.text.isEmpty, sourceLocation: location)
    #expect(result.errorText.hasPrefix("hookline: "), sourceLocation: location)
    #expect(result.errorText.split(separator: "\n").count == 1, sourceLocation: location)
    #expect(!result.errorText.contains("hunter2"), sourceLocation: location)
    #expect(ContinuousClock.now - start < .seconds(15), sourceLocation: location)
    return result.errorText
  }

  @Test(arguments: [
    ("http://me:hunter2@localhost", "does not begin with amqp://"),
    ("amqp://me:hunter2@", "names no host"),
    ("amqp://me:hunter2@localhost:none", "has a port that is none"),
    ("amqp://me:hun%zzter2@localhost", "write %25 for %"),
    ("amqp://me:hunter2@localhost/%zz", "the virtual host is not percent-encoded"),
    ("amqp://me:hunter2@localhost/x?cacertfile=/a", "cacertfile needs amqps://"),
    ("amqp://me:hunter2@localhost/x?nonsense=1", "unknown option \"nonsense\""),
    ("amqps://me:hunter2@localhost/x", "add ?cacertfile=FILE"),
    ("amqps://me:hunter2@localhost/x?cacertfile=/a&certfile=/b", "certfile and keyfile go together"),
  ])
  func `a URL that cannot work is refused by every command`(url: String, complaint: String) async throws {
    for command in Self.commands {
      let message = try await Self.failure(of: command, broker: url)

      #expect(message.contains(complaint), "\(message)")
    }
    let doctor = try await Binary.run(["doctor"], environment: ["HOOKLINE_AMQP_URL": url])
    #expect(doctor.status == .exited(1))
    #expect(doctor.text.contains(complaint), "\(doctor.text)")
    #expect(!doctor.text.contains("hunter2") && !doctor.text.contains("ter2"))
  }

  @Test func `a broker that does not answer as one is told by what it does`() async throws {
    let mute = try ScriptedServer(answer: [])
    let web = try ScriptedServer(answer: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
    let old = try ScriptedServer(answer: Self.login(version: "3.8.9"))
    let overview = #"{"rabbitmq_version":"3.8.9"}"#
    let oldManagement = try ScriptedServer(
      answer: Array("HTTP/1.1 200 OK\r\nContent-Length: \(overview.utf8.count)\r\n\r\n\(overview)".utf8))
    let check = ["topology", "check"]
    func url(_ server: ScriptedServer) -> String { "amqp://me:hunter2@127.0.0.1:\(server.port)/x" }

    let messages = [
      try await Self.failure(of: check, broker: "amqp://me:hunter2@nobody.invalid/x"),
      try await Self.failure(of: check, broker: "amqp://me:hunter2@127.0.0.1:1/x"),
      try await Self.failure(of: check, broker: url(mute)),
      try await Self.failure(of: check, broker: url(web)),
      try await Self.failure(of: check, broker: url(old)),
      try await Self.failure(of: check, broker: "amqps" + url(web).dropFirst(4) + "?cacertfile=/absent"),
      try await Self.failure(of: ["topology", "plan"], broker: url(old)),
      try await Self.failure(
        of: ["topology", "plan"], broker: url(old),
        management: "http://me:hunter2@127.0.0.1:\(oldManagement.port)"),
    ]
    let expected = [
      "check that RabbitMQ runs there", "check that RabbitMQ runs there", "check that it is RabbitMQ's AMQP",
      "check that it is RabbitMQ's AMQP", "is RabbitMQ 3.8.9; RabbitMQ 3.10 or later is needed",
      "cacertfile /absent cannot be read: No such file", "check HOOKLINE_AMQP_MANAGEMENT_URL",
      "is RabbitMQ 3.8.9; 3.10 or later is needed",
    ]
    for (message, part) in zip(messages, expected) { #expect(message.contains(part), "\(message)") }
  }

  @Test func `the doctor tells of a broker that cannot be used, once`() async throws {
    let old = try ScriptedServer(answer: Self.login(version: "3.8.9"))
    let web = try ScriptedServer(answer: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))

    for (url, complaint) in [
      ("amqp://me:hunter2@127.0.0.1:\(old.port)/x", "3.10 or later is needed"),
      ("amqp://me:hunter2@127.0.0.1:\(web.port)/x", "what answers is no AMQP server"),
      ("amqp://me:hunter2@127.0.0.1:1/x", "check that the server runs there"),
      ("amqps://me:hunter2@127.0.0.1:\(web.port)/x?cacertfile=/absent", "cacertfile /absent cannot be read"),
    ] {
      let result = try await Binary.run(["doctor"], environment: ["HOOKLINE_AMQP_URL": url])

      let failures = result.text.split(separator: "\n").filter {
        $0.hasPrefix("failed") && $0.contains("broker")
      }
      #expect(result.status == .exited(1))
      #expect(failures.count == 1 && failures[0].contains(complaint), "\(failures)")
    }
  }

  @Test(.enabled(if: hasBroker, "\(TestServers.advice)"))
  func `the doctor tells of a login that is refused, once`() async throws {
    try await withTopologyHost { environment, _ in
      let url = try #require(environment["HOOKLINE_AMQP_URL"])
      let place = url[(try #require(url.lastIndex(of: "@")))...]

      let login = try await Binary.run(
        ["doctor"], environment: ["HOOKLINE_AMQP_URL": "amqp://nobody:hunter2\(place)"])
      let host = try await Binary.run(["doctor"], environment: ["HOOKLINE_AMQP_URL": url + "-missing"])

      #expect(login.text.split(separator: "\n").count { $0.contains("ACCESS_REFUSED") } == 1)
      #expect(host.text.split(separator: "\n").count { $0.contains("-missing not found") } == 1)
      #expect([login, host].allSatisfy { $0.status == .exited(1) && !$0.text.contains("hunter2") })
    }
  }

  @Test(.enabled(if: hasBroker, "\(TestServers.advice)"))
  func `a login that is refused is told with the reason`() async throws {
    try await withTopologyHost { environment, client in
      let name = client.settings.virtualHost
      let url = try #require(environment["HOOKLINE_AMQP_URL"])
      let place = url[(try #require(url.lastIndex(of: "@")))...]
      let management = try #require(environment["HOOKLINE_AMQP_MANAGEMENT_URL"])
      let host = management[(try #require(management.lastIndex(of: "@")))...]
      try await client.setUser(name + "-producer", password: "hunter2", role: .producer)
      let result: Result<[String], any Error>
      do {
        let user = "\(name)-producer:hunter2"
        result = .success([
          try await Self.failure(of: ["topology", "check"], broker: "amqp://nobody:hunter2\(place)"),
          try await Self.failure(of: ["topology", "check"], broker: "amqp://\(user)\(place)-missing"),
          try await Self.failure(
            of: ["topology", "plan"], broker: "amqp://\(user)\(place)", management: "http://\(user)\(host)"),
          try await Self.failure(
            of: ["topology", "users"], broker: "amqp://\(user)\(place)", management: "http://\(user)\(host)"),
          try await Self.failure(
            of: ["topology", "plan"], broker: url + "-missing", management: management),
        ])
      } catch { result = .failure(error) }
      try await Task { try await client.deleteUser(name + "-producer") }.value

      let expected = [
        "ACCESS_REFUSED", "vhost \(name)-missing not found", "not allowed", "an administrator is needed",
        "does virtual host \"\(name)-missing\" exist?",
      ]
      for (message, part) in zip(try result.get(), expected) { #expect(message.contains(part), "\(message)") }
    }
  }

  /// All that a broker of this version says until a client is logged in, at once.
  private static func login(version: String) -> [UInt8] {
    typealias Wire = ConnectionStartTests
    let properties =
      Wire.pair("product", "S", Wire.text("RabbitMQ")) + Wire.pair("version", "S", Wire.text(version))
    let start = [0, 10, 0, 10, 0, 9] + Wire.sized(properties) + Wire.text("PLAIN") + Wire.text("en_US")
    let tune: [UInt8] = [0, 10, 0, 30, 7, 255, 0, 2, 0, 0, 0, 60]
    let opened: [UInt8] = [0, 10, 0, 41, 0]
    return Wire.frame(start) + Wire.frame(tune) + Wire.frame(opened)
  }
}
