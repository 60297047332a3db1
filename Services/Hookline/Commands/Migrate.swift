import Documents
import Lifecycle
import Storage

extension Commands {
  private static let plan = Option("plan", help: "show what would be applied, and change nothing")
  private static let timeout = Option(
    "timeout", value: "DURATION",
    help: "longest wait for another migration, and longest run of one (default 60s)")

  static let migrate = Command(
    name: "migrate",
    summary: "brings the database's schema up to this program's",
    examples: [
      .init(line: "migrate", meaning: "apply what is pending"),
      .init(line: "migrate --plan", meaning: "show what is pending"),
      .init(line: "migrate --timeout 5m", meaning: "for a large database"),
    ],
    options: [plan, timeout],
    notes: [
      "The database is HOOKLINE_OWNER_DATABASE_URL, else HOOKLINE_DATABASE_URL, else",
      "what PGHOST and its kin say. Several migrations at once wait for each other.",
    ]
  ) { invocation, context in
    let patience = try invocation.duration(timeout) ?? .seconds(60)
    let settings = try context.settings(requiring: [\.ownerDatabaseURL])
    let url = try settings.require(\.ownerDatabaseURL)
    let migrator = Migrator(try ConnectionSettings(url: url.text), logger: context.logger)
    if invocation.has(plan) { return report(try await migrator.plan(), context.console) }
    let applied = try await migrator.migrate(patience: patience)
    let total = applied.isEmpty ? try await migrator.plan().applied.count : applied.count
    report(applied, total: total, context.console)
    return .done
  }

  private static func report(_ plan: MigrationPlan, _ console: Console) -> ExitCode {
    if console.isJSON {
      console.result([
        "applied": .array(plan.applied.map(json)),
        "pending": .array(plan.pending.map { ["number": .int($0.number), "name": .string($0.name)] }),
        "problems": .array(plan.problems.map(JSONValue.string)),
      ])
    } else {
      var table = Table(["", "", ""], numeric: [0])
      for pending in plan.pending { table.add(["\(pending.number)", Table.Cell(pending.name), "pending"]) }
      console.result(table)
      if plan.isCurrent { console.result("up to date (\(plan.applied.count) applied)") }
    }
    for problem in plan.problems { console.error(problem) }
    return plan.problems.isEmpty ? .done : .failed
  }

  private static func report(_ applied: [AppliedMigration], total: Int, _ console: Console) {
    if console.isJSON {
      return console.result(["applied": .array(applied.map(json)), "upToDate": .bool(applied.isEmpty)])
    }
    guard !applied.isEmpty else { return console.result("up to date (\(total) applied)") }
    var table = Table(["", "", ""], numeric: [0, 2])
    for migration in applied {
      table.add([
        "\(migration.number)", Table.Cell(migration.name), "\(migration.duration.wholeMilliseconds) ms",
      ])
    }
    console.result(table)
  }

  private static func json(_ migration: AppliedMigration) -> JSONValue {
    [
      "number": .int(migration.number), "name": .string(migration.name),
      "milliseconds": .int(migration.duration.wholeMilliseconds),
    ]
  }
}
