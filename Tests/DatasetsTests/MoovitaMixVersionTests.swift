@testable import Datasets
import FoundationEssentials
import Sources
import Storage
import TestKit
import Testing

@Suite struct MoovitaMixVersionTests {
  private static let world = MoovitaMixWorld(seed: 22, count: 40)

  @Test(.needsPostgres, .timeLimit(.minutes(1)))
  func `keeps a version that is current when what was before cannot be packed`() async throws {
    try await Stage.with(Self.world) { stage in
      let first = try await stage.run()
      try await stage.database.pool.execute("alter table hookline.dataset_chunk add check (false)")
      stage.server.restart(with: MoovitaMixWorld(seed: 23, count: 30))

      let second = try await stage.run()
      try await stage.store.fail(try #require(second.version), of: .moovitaMix, because: "late")

      #expect(second.packingFailure != nil)
      #expect(try await stage.store.current(of: "moovitamix")?.id == second.version)
      let versions = try await stage.store.versions(of: "moovitamix")
      #expect(versions.map(\.state) == [.current, .history])
      #expect(versions.allSatisfy { !$0.isPacked })
      #expect(try await stage.lines(try #require(second.version), "user").count == 30)
      #expect(try await stage.lines(try #require(first.version), "user").count == 40)
    }
  }

  @Test(.needsPostgres, .timeLimit(.minutes(1)), arguments: MoovitaMixKind.allCases)
  func `compares by content without looking at all records for each`(kind: MoovitaMixKind) async throws {
    try await Stage.with(Self.world) { stage in
      let plan = try await stage.database.pool.rows(
        "explain \(MoovitaMixChanges.byContent(kind, 1, 2))", as: String.self)

      #expect(plan.count { $0.contains("Anti Join") } == 2)
      #expect(!plan.contains { $0.contains("SubPlan") })
    }
  }
}
