import Messaging
import TestKit
import Testing

@testable import Management

/// What the client makes of answers that no good broker gives.
@Suite(.timeLimit(.minutes(1))) struct ManagementClientTests {
  private static func answered(_ status: String, _ body: String) async throws -> MessagingError? {
    let answer =
      "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
    let server = try ScriptedServer(answer: Array(answer.utf8))
    let settings = ManagementClient.Settings(
      place: "http://127.0.0.1:\(server.port)", user: "me", password: "topsecret", virtualHost: "/")
    return try await failure { _ = try await ManagementClient(settings).version() }
  }

  @Test(arguments: ["3.9.29", "2.0.0", "", "next"])
  func `a broker that is too old is refused`(version: String) async throws {
    let error = try await Self.answered("200 OK", #"{"rabbitmq_version":"\#(version)"}"#)

    #expect(error?.code == .unsupportedBroker)
    #expect(error?.message.hasSuffix("is RabbitMQ \(version); 3.10 or later is needed") == true)
  }

  @Test(arguments: [
    "", "<html>", "[]", "{}", #"{"rabbitmq_version":4}"#, String(repeating: "[", count: 100_000),
  ])
  func `what is no answer of RabbitMQ is refused`(body: String) async throws {
    let error = try await Self.answered("200 OK", body)

    #expect(error?.code == .unsupportedBroker)
    #expect(error?.message.contains("check the address") == true)
  }

  @Test(arguments: [
    ("401 Unauthorized", MessagingError.Code.permission), ("403 Forbidden", .permission),
    ("404 Not Found", .topology), ("400 Bad Request", .topology), ("500 Internal Server Error", .unreachable),
    ("301 Moved Permanently", .unsupportedBroker),
  ])
  func `each status has its meaning and no password is told`(
    status: String, code: MessagingError.Code
  ) async throws {
    let error = try await Self.answered(status, #"{"error":"x","reason":"because\nof this"}"#)

    #expect(error?.code == code)
    #expect(error?.message.contains("topsecret") == false)
    #expect(error?.message.contains("\n") == false)
  }

  @Test func `nobody listening is unreachable and names the setting`() async throws {
    let settings = ManagementClient.Settings(
      place: "http://127.0.0.1:1", user: "me", password: "topsecret", virtualHost: "/")

    let error = try await failure { _ = try await ManagementClient(settings).version() }

    #expect(error?.code == .unreachable)
    #expect(error?.message.hasSuffix("check HOOKLINE_AMQP_MANAGEMENT_URL") == true)
  }

  @Test func `names are escaped in paths`() {
    #expect(ManagementClient.encoded("/") == "%2F")
    #expect(ManagementClient.encoded("job.a-b_c~1") == "job.a-b_c~1")
    #expect(ManagementClient.encoded("a b/ü?#\n") == "a%20b%2F%C3%BC%3F%23%0A")
  }
}
