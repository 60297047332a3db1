import FoundationEssentials
import Lifecycle
import Storage
import TestKit
import Testing

@testable import Hookline

/// The program itself, with a server that plays MoovitaMix.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct ImportMoovitaMixTests {
  private struct Report: Decodable {
    let version: String?
    let isUnchanged: Bool
    let isHeld: Bool
    let doubts: [String]
  }

  private static let world = MoovitaMixWorld(seed: 61, count: 30)

  @Test func `a server that has lost its data leaves the version before current, until somebody says so`()
    async throws
  {
    try await withStage { stage, server in
      let first = try await stage.run("import", "moovitamix", server.url)
      server.restart(with: MoovitaMixWorld())
      let held = try await stage.run("import", "moovitamix", server.url)
      let again = try await stage.run("import", "moovitamix", server.url, "--json")
      let states = try await states(stage)
      let shown = try await stage.run("datasets", "show", "3")
      let used = try await stage.run("datasets", "use", "3")
      let back = try await stage.run("datasets", "use", "1")
      let twice = try await stage.run("datasets", "use", "1")

      #expect(first.isSuccess && first.text.contains("version 1 of moovitamix is current"))
      #expect(held.status == .exited(1) && held.text.contains("version 2 of moovitamix is held back"))
      #expect(
        held.errorText == """
          hookline: version 2 of moovitamix is held back, and version 1 stays current:
            user: 0 records instead of 30
            track: 0 records instead of 30
            history: 0 records instead of 30
          if that is right: "hookline datasets use 2", or import with --force\n
          """)
      let report = try JSONDecoder().decode(Report.self, from: Data(again.output))
      #expect(again.status == .exited(1) && report.isHeld && report.doubts.count == 3)
      #expect(states == ["current", "held"])
      #expect(shown.text.contains("held back  user: 0 records instead of 30"))
      #expect(used.text == "version 3 of moovitamix is current, and version 1 is history\n")
      #expect(back.text == "version 1 of moovitamix is current, and version 3 is history\n")
      #expect(twice.isSuccess && twice.text == "version 1 of moovitamix is current already\n")
      #expect(try await self.states(stage) == ["current", "history"])
      let plays = try await stage.database.pool.value(
        "select count(*) from hookline.moovitamix_play where version_id = 1", as: Int.self)
      #expect(plays == 150)
    }
  }

  @Test func `force makes what lost most current, and a version of what is the same`() async throws {
    try await withStage { stage, server in
      _ = try await stage.run("import", "moovitamix", server.url)
      let same = try await stage.run("import", "moovitamix", server.url)
      let forced = try await stage.run("import", "moovitamix", server.url, "--force")
      server.restart(with: MoovitaMixWorld(seed: 62, count: 3))
      let small = try await stage.run("import", "moovitamix", server.url, "--force")

      #expect(same.isSuccess && same.text.hasPrefix("unchanged, version 1 stays: 90 records"))
      #expect(forced.isSuccess && small.isSuccess && small.errorText.isEmpty, "\(small.errorText)")
      #expect(try await states(stage) == ["history", "history", "current"])
    }
  }

  @Test func `versions that cannot be used are refused`() async throws {
    try await withStage { stage, server in
      _ = try await stage.run("import", "moovitamix", server.url)
      server.api.meetAlways(.status(403))
      _ = try await stage.run("import", "moovitamix", server.url)

      let failed = try await stage.run("datasets", "use", "2")
      let absent = try await stage.run("datasets", "use", "9")
      let word = try await stage.run("datasets", "use", "x")

      #expect(failed.errorText == "hookline: version 2 has failed, and has no records\n")
      #expect(absent.errorText.contains("there is no version 9"))
      #expect([failed.status, absent.status, word.status] == [.exited(1), .exited(1), .exited(2)])
    }
  }

  @Test func `a server that has no end is given up, and says how to take more`() async throws {
    try await withStage { stage, server in
      server.keepTotalsToItself()

      let result = try await stage.run(
        "import", "moovitamix", server.url, "--size", "2", "--max-records", "10")

      #expect(result.status == .exited(1))
      #expect(result.errorText.contains("does not say how many records it has"))
      #expect(result.errorText.contains("nothing was changed here; --max-records takes more\n"))
      #expect(try await states(stage) == ["failed"])
    }
  }

  @Test func `what is waited for is told, but not where nobody wants to hear it`() async throws {
    try await withStage { stage, server in
      server.api.meet(.status(503, ["Retry-After": "1"]), at: "/users")
      let told = try await stage.run("import", "moovitamix", server.url)
      server.api.meet(.status(503, ["Retry-After": "1"]), at: "/users")
      let quiet = try await stage.run("import", "moovitamix", server.url, "--quiet")

      #expect(told.isSuccess)
      #expect(
        told.errorText.hasPrefix(
          "waiting for \(server.url)/users?page=1&size=100, attempt 2 of 4, next in 1"))
      #expect(told.errorText.hasSuffix(" s: moovitamix answers 503\n"))
      #expect(quiet.isSuccess && quiet.errorText.isEmpty)
    }
  }

  @Test func `a data set that there is not is told with those that there are`() async throws {
    try await withStage { stage, _ in
      let wrong = try await stage.run("datasets", "list", "--dataset", "nosuch")
      let none = try await stage.run("datasets", "list", "--dataset", "movielens")

      #expect(wrong.status == .exited(1))
      #expect(
        wrong.errorText == "hookline: there is no data set \"nosuch\"; there are moovitamix, movielens\n")
      #expect(none.isSuccess)
      #expect(
        none.text == "there is no version of movielens yet; \"hookline import movielens\" brings one in\n")
    }
  }

  private func states(_ stage: JobsStage) async throws -> [String] {
    try await stage.database.pool.rows(
      "select state from hookline.dataset_version order by id", as: String.self)
  }

  private func withStage(
    _ body: @escaping @Sendable (JobsStage, MoovitaMixServer) async throws -> Void
  ) async throws {
    try await withDatabase(migrated: true) { database in
      try await body(JobsStage(database), try MoovitaMixServer(Self.world))
    }
  }
}
