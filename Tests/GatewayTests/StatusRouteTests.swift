import API
import Documents
import HTTP
import Jobs
import Management
import Storage
import TestKit
import Testing

@testable import Gateway

/// How much waits, how fast it goes, and who works.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct StatusRouteTests {
  private static let queue = "job.ingest.norm"

  private static func row(_ status: JSONValue) -> JSONValue? {
    status["queues"]?.arrayValue?.first { $0["queue"] == .string(queue) }
  }

  @Test func `rates are the broker's, and tell when a queue is empty`() async throws {
    let depth = BrokerDepths.Depth(ready: 90, unacked: 10, consumers: 2, incoming: 5, outgoing: 15)
    let depths = BrokerDepths(queues: [Self.queue: depth], isManaged: true)
    try await withGateway(depths: depths) { stage in
      _ = try await stage.fill()
      _ = try await stage.begin("cleo")
      _ = try await stage.store.pause(["job.ingest.bulk"], because: "upgrade", by: "me")

      let reply = await stage.ask(.get, "/v1/status", key: try await stage.key(.read))

      let status = reply.document
      let row = try #require(Self.row(status))
      #expect(reply.status == 200 && row["ready"] == 90 && row["unacked"] == 10 && row["consumers"] == 2)
      #expect(row["inPerSecond"] == 5.0 && row["outPerSecond"] == 15.0 && row["drainSeconds"] == 10.0)
      let totals = status["totals"]
      #expect(totals?["depth"] == 100 && totals?["paused"] == 1 && totals?["dead"] == 2)
      #expect(status["openRuns"] == 1 && status["aliveWorkers"] == 1 && status["silentWorkers"] == 0)
      #expect(status["problems"] == [] && status["notes"] == [])
    }
  }

  @Test func `what the broker does not tell is null, and why is told without naming servers`() async throws {
    let depths = BrokerDepths(problem: "guest at amqp.inside:5672: the password is wrong")
    try await withGateway(depths: depths) { stage in
      let reply = await stage.ask(.get, "/v1/status", key: try await stage.key(.read))

      let row = try #require(Self.row(reply.document))
      #expect(row["ready"] == .null && row["inPerSecond"] == .null && row["drainSeconds"] == .null)
      #expect(row["due"] == 0 && reply.document["openRuns"] == 0)
      #expect(reply.document["problems"]?.arrayValue?.count == 1)
      #expect(!String(decoding: reply.bytes, as: UTF8.self).contains("inside:"))
      #expect(reply.document["notes"] == [.string(StatusSample.unmanaged)])
    }
  }
}
