import Lifecycle
import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct OutdatedSchemaTests {
  private static let commands = [
    ["runs"], ["datasets", "list"], ["import", "library", "/nowhere"], ["import", "scrape", "/nowhere.json"],
    ["import", "moovitamix", "http://127.0.0.1:1"], ["rights", "list"], ["tracks", "find", "x"], ["sources"],
  ]

  @Test func `every command says that the schema is older than the program, and nothing of its tables`()
    async throws
  {
    try await withDatabase { database in
      let needed = Migration.all.count
      let bare = JobsStage(database)
      for command in Self.commands {
        let result = try await Binary.run(command, environment: bare.environment)
        #expect(result.status == .exited(1))
        #expect(
          result.errorText.contains(
            "the database has no schema yet, this program needs version \(needed); run \"hookline migrate\""),
          "\(command): \(result.errorText)")
        #expect(!result.errorText.contains("SQLSTATE"))
      }

      _ = try await Migrator(
        database.settings, logger: database.logger, migrations: Array(Migration.all.prefix(3))
      ).migrate()
      for command in Self.commands {
        let result = try await Binary.run(command, environment: bare.environment)
        #expect(result.status == .exited(1))
        #expect(
          result.errorText.contains(
            "the database has schema version 3, this program needs version \(needed);"),
          "\(command): \(result.errorText)")
      }
    }
  }

  @Test func `the status tells it where the tables should be`() async throws {
    try await withDatabase { database in
      var stage = JobsStage(database)
      stage.environment["HOOKLINE_AMQP_URL"] = "amqp://guest:guest@127.0.0.1:1/"

      let result = try await stage.run("status")

      #expect(result.errorText.contains("the database has no schema yet, this program needs version"))
      #expect(!result.errorText.contains("SQLSTATE"))
    }
  }
}
