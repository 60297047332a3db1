import API
import Documents
import HTTP
import Storage
import TestKit
import Testing

@testable import Gateway
@testable import Jobs

/// Runs that wait for their time.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct WakingRouteTests {
  /// A run of which the only task comes again in hours.
  private static func sleeper(_ name: String, _ stage: GatewayStage) async throws -> RunID {
    let run = try await stage.begin(name)
    try await stage.database.pool.execute(
      "delete from outbox where task_id in (select id from task where run_id = \(run))")
    try await stage.database.pool.transaction { session in
      let task = try session.value(
        "select id from task where run_id = \(run) for no key update", as: TaskID.self)
      _ = try JobStore.settle(
        [Settlement(task: task, verdict: .release, error: "no quota left", delay: .seconds(9_000))], session)
    }
    return run
  }

  @Test func `a run that sleeps goes on, once, and that is in the audit`() async throws {
    try await withGateway { stage in
      let run = try await Self.sleeper("anna", stage)
      let other = try await Self.sleeper("ben", stage)
      let key = try await stage.key(.ops, .admin)

      let woken = await stage.ask(.post, "/v1/runs/\(run)/wake", key: key)
      let again = await stage.ask(.post, "/v1/runs/\(run)/wake", key: key)
      let audit = await stage.ask(.get, "/v1/audit", key: key)

      #expect(woken.status == 200 && woken.document == ["tasks": 1, "runs": 1])
      #expect(again.status == 200 && again.document == ["tasks": 0, "runs": 0])
      #expect(try await stage.store.sleepers(among: [run, other]).map(\.run) == [other])
      #expect(audit.each("action") == ["runs.wake"] && audit.each("subject") == [.string("\(run)")])
    }
  }

  @Test func `all that sleep are woken together, and of those that are named all have to be there`()
    async throws
  {
    try await withGateway { stage in
      var runs: [RunID] = []
      for name in ["anna", "ben", "cleo"] { runs.append(try await Self.sleeper(name, stage)) }
      let key = try await stage.key(.ops)
      let (none, other) = (RunID.make(), RunID.make())
      func wake(_ filter: JSONValue) async -> GatewayStage.Reply {
        await stage.ask(.post, "/v1/runs/actions/wake", key: key, json: ["filter": filter])
      }

      let strange = await wake(["ids": .strings([runs[0], none, other].map { "\($0)" })])
      let asleep = try await stage.store.sleepers(among: runs)
      let named = await wake(["ids": [.string("\(runs[0])")]])
      let rest = await wake(.object([]))
      let missing = await stage.ask(.post, "/v1/runs/\(none)/wake", key: key)
      let wrong = await stage.ask(.post, "/v1/runs/actions/wake", key: key, json: ["filter": ["ids": ["x"]]])

      #expect(strange.status == 422 && asleep.count == 3)
      #expect(strange.each("pointer", of: "errors") == ["#/filter/ids/1", "#/filter/ids/2"])
      #expect(named.document == ["tasks": 1, "runs": 1] && rest.document == ["tasks": 2, "runs": 2])
      #expect(missing.status == 404 && wrong.status == 422)
    }
  }
}
