import FoundationEssentials
import Lifecycle
import Management
import Messaging
import TestKit
import Testing

@testable import Hookline

/// What needs a real broker.
@Suite(.enabled(if: hasBroker, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct TopologyCommandTests {
  private struct Document: Decodable {
    struct Change: Decodable {
      let verdict: String
      let part: String
    }

    let version: String
    let upToDate: Bool
    let applied: Bool
    let changes: [Change]
  }

  @Test func `plan shows, apply makes, and then there is nothing to do`() async throws {
    try await withTopologyHost { environment, _ in
      let plan = try await Binary.run(["topology", "plan"], environment: environment)
      let missing = try await Binary.run(["topology", "check"], environment: environment)
      let first = try await Binary.run(["topology", "apply"], environment: environment)
      let second = try await Binary.run(["topology", "apply"], environment: environment)
      let check = try await Binary.run(["topology", "check"], environment: environment)

      #expect(plan.text.contains("missing  queue job.train.bulk\n"))
      #expect(missing.status == .exited(1))
      #expect(missing.errorText.split(separator: "\n").count == 1)
      #expect(missing.errorText.hasSuffix("run \"hookline topology apply\"\n"))
      #expect(first.text.contains("made  queue job.train.bulk\n"))
      #expect(second.text.hasPrefix("as wanted (RabbitMQ "))
      #expect(check.text == "complete (17 queues)\n")
      #expect([plan, first, second, check].allSatisfy { $0.isSuccess && $0.errors.isEmpty })
    }
  }

  @Test func `programs get one document each`() async throws {
    try await withTopologyHost { environment, _ in
      func run(_ command: String) async throws -> [UInt8] {
        Array(try await Binary.run(["topology", command, "--json"], environment: environment).output)
      }

      let plan = try JSONDecoder().decode(Document.self, from: Data(try await run("plan")))
      let apply = try JSONDecoder().decode(Document.self, from: Data(try await run("apply")))
      let after = try JSONDecoder().decode(Document.self, from: Data(try await run("plan")))

      #expect(plan.changes.count == 41 && !plan.upToDate && !plan.applied)
      #expect(apply.changes.map(\.part) == plan.changes.map(\.part) && apply.applied)
      #expect(after.changes.isEmpty && after.upToDate)
      #expect(String(decoding: try await run("check"), as: UTF8.self) == "{\n  \"missing\": []\n}\n")
    }
  }

  @Test func `the doctor says what is missing, and what somebody changed`() async throws {
    try await withTopologyHost { environment, client in
      let before = try await Binary.run(["doctor"], environment: environment)
      try await client.apply(.hookline)
      try await client.set(
        .init("hookline.job", pattern: "^job\\.", target: .queues, definition: ["delivery-limit": .number(3)])
      )
      let after = try await Binary.run(["doctor"], environment: environment)

      #expect(before.text.contains("run \"hookline topology apply\""))
      #expect(after.text.contains("policy hookline.job: "))
      #expect(after.text.contains("delivery-limit is 3, not 50"))
    }
  }

  @Test func `a wrong password is one line without it`() async throws {
    let management = try ownSettings.require(\.amqpManagementURL)
    let port = management.host.port ?? 15672
    let environment = [
      "HOOKLINE_AMQP_URL": "amqp://me:topsecret@\(management.host.name)/x",
      "HOOKLINE_AMQP_MANAGEMENT_URL": "http://me:topsecret@\(management.host.name):\(port)",
    ]

    let result = try await Binary.run(["topology", "apply"], environment: environment)

    #expect(result.status == .exited(1))
    #expect(result.errorText.contains("user or password is wrong"))
    #expect(result.errorText.split(separator: "\n").count == 1)
    #expect(!result.errorText.contains("topsecret"))
  }
}
