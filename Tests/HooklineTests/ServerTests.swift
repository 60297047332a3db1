import FoundationEssentials
import Lifecycle
import Storage
import TestKit
import Testing

@testable import Hookline

/// What needs a real Postgres, and in one case a real broker.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct ServerTests {
  private static let own = ChildProcess.ownEnvironment

  /// The superuser's address with another database.
  private static func url(_ database: String) -> String {
    let parts = (TestServers.adminURL ?? "").split(separator: "/", omittingEmptySubsequences: false)
    let query = parts.last?.split(separator: "?", maxSplits: 1).dropFirst().first.map { "?" + $0 } ?? ""
    return parts.dropLast().joined(separator: "/") + "/" + database + query
  }

  @Test func `migrate plans, applies, and then has nothing to do`() async throws {
    try await withDatabase { database in
      let environment = ["HOOKLINE_OWNER_DATABASE_URL": Self.url(database.name)]
      let names = Migration.all.map(\.name)

      let plan = try await Binary.run(["migrate", "--plan"], environment: environment)
      let first = try await Binary.run(["migrate"], environment: environment)
      let second = try await Binary.run(["migrate"], environment: environment)
      let document = try await Binary.run(["migrate", "--json"], environment: environment)

      #expect(plan.text.contains("pending"))
      for result in [plan, first] { #expect(names.allSatisfy(result.text.contains)) }
      #expect(second.text == "up to date (\(names.count) applied)\n")
      #expect(document.text == "{\n  \"applied\": [],\n  \"upToDate\": true\n}\n")
      #expect([plan, first, second, document].allSatisfy { $0.isSuccess && $0.errors.isEmpty })
    }
  }

  @Test func `a schema ahead of this program fails the plan, the migration and the doctor`() async throws {
    try await withDatabase(migrated: true) { database in
      try await database.pool.execute(
        "insert into hookline.migration (number, name, checksum, milliseconds) values (9999, 'later', 'x', 1)"
      )
      let environment = ["HOOKLINE_DATABASE_URL": Self.url(database.name)]

      let plan = try await Binary.run(["migrate", "--plan", "--json"], environment: environment)
      let run = try await Binary.run(["migrate"], environment: environment)
      let doctor = try await Binary.run(["doctor"], environment: environment)

      #expect([plan.status, run.status, doctor.status] == [.exited(1), .exited(1), .exited(1)])
      for text in [plan.errorText, run.errorText, doctor.text] {
        #expect(text.contains("migration 9999 (later)"))
      }
      #expect(run.errorText.split(separator: "\n").count == 1)
    }
  }

  @Test func `the doctor looks a database through`() async throws {
    try await withDatabase(migrated: true) { database in
      let result = try await Binary.run(
        ["doctor", "--json"], environment: ["HOOKLINE_DATABASE_URL": Self.url(database.name)])

      let document = try JSONDecoder().decode(DoctorDocument.self, from: Data(result.output))
      let found = document.checks.filter {
        ["database worker", "copy", "notify", "migrations"].contains($0.check)
      }
      #expect(found.map(\.check) == ["database worker", "database worker", "copy", "notify", "migrations"])
      // The superuser of the tests is more than a service should be.
      #expect(found.map(\.status) == ["ok", "warning", "ok", "ok", "ok"])
      #expect(found.filter { $0.status == "ok" }.allSatisfy { ($0.milliseconds ?? 0) > 0 })
    }
  }

  @Test func `pending migrations are a failure that says what to run`() async throws {
    try await withDatabase { database in
      let result = try await Binary.run(
        ["doctor"], environment: ["HOOKLINE_DATABASE_URL": Self.url(database.name)])

      #expect(result.status == .exited(1))
      #expect(result.text.contains("run \"hookline migrate\""))
    }
  }

  @Test func `a wrong password is one line, and the doctor says it once`() async throws {
    let admin = try #require(TestServers.adminURL)
    let at = try #require(admin.firstIndex(of: "@"))
    let url = "postgresql://hookline_worker:wrong-password" + admin[at...]

    let migrate = try await Binary.run(["migrate"], environment: ["HOOKLINE_DATABASE_URL": url])
    let doctor = try await Binary.run(["doctor"], environment: ["HOOKLINE_DATABASE_URL": url])

    #expect(migrate.status == .exited(1))
    #expect(migrate.errorText.contains("password authentication failed"))
    #expect(migrate.errorText.split(separator: "\n").count == 1)
    #expect(doctor.text.split(separator: "\n").count { $0.contains("password authentication failed") } == 1)
    #expect(![migrate.errorText, doctor.text].contains { $0.contains("wrong-password") })
  }

  @Test(.enabled(if: own["HOOKLINE_AMQP_URL"] != nil, "\(TestServers.advice)"))
  func `the doctor names the broker`() async throws {
    let url = try #require(Self.own["HOOKLINE_AMQP_URL"])

    let result = try await Binary.run(["doctor", "--json"], environment: ["HOOKLINE_AMQP_URL": url])

    let document = try JSONDecoder().decode(DoctorDocument.self, from: Data(result.output))
    let broker = document.checks.first { $0.check == "broker" }
    #expect(broker?.status == "ok")
    #expect(broker?.detail.hasPrefix("RabbitMQ ") == true)
  }
}
