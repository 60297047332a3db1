import Glibc
import Jobs
import Lifecycle
import Management
import Messaging

/// The processes that fault tests ill-treat: a worker, a scheduler or a producer, as the environment says.
///
/// `hookline-storm check FILE` looks at the history of such a test, and says what was broken.
@main enum Main {
  static func main() async {
    if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "check" {
      exit(check(CommandLine.arguments[2]))
    }
    let variables = StormVariables()
    switch variables.role {
    case .worker: await work(variables)
    case .scheduler: await sweep(variables)
    case .producer: await produce(variables)
    case nil: exit(2)
    }
  }

  private static func check(_ file: String) -> Int32 {
    do {
      let violations = Checker.violations(in: try Journal(file).read())
      for violation in violations { print(violation) }
      print("\(violations.count) violations")
      return violations.isEmpty ? 0 : 1
    } catch {
      print("\(file): \(error)")
      return 2
    }
  }

  private static func work(_ variables: StormVariables) async -> Never {
    var settings =
      variables.isLeased ? WorkerSettings(slots: variables.slots) : .brief(slots: variables.slots)
    settings.lease = variables.lease
    settings.outboxClaim = .seconds(6)
    settings.milestone = variables.milestone
    await WorkerProcess.main(
      StormHandler(journal: variables.journal), settings: settings, admission: StormHandler.admission)
  }

  private static func sweep(_ variables: StormVariables) async -> Never {
    var settings = SweeperSettings(
      lease: variables.lease, interval: .milliseconds(500), lostInterval: .seconds(4))
    settings.outboxClaim = .seconds(6)
    settings.milestone = variables.milestone
    await WorkerProcess.main(named: "storm-scheduler", needing: []) { [settings] process in
      let url = try process.settings.require(\.amqpManagementURL)
      let client = ManagementClient(try .init(url, virtualHost: process.broker.virtualHost))
      return [
        Sweeper(
          process.parts, connection: process.connection, probe: Depths(client: client), settings: settings)
      ]
    }
  }

  private static func produce(_ variables: StormVariables) async -> Never {
    await WorkerProcess.main(named: "storm-producer", needing: [.ingest]) { process in
      [
        StormProducer(
          journal: variables.journal, parts: process.parts, pause: variables.pause, lastRun: variables.lastRun
        )
      ]
    }
  }
}

/// What the management interface counts.
private struct Depths: QueueProbe {
  let client: ManagementClient

  func messageCount(of kind: JobKind) async throws -> Int {
    let queues = Set(JobLane.allCases.map { BrokerName.queue(kind, $0) })
    return try await client.totals().filter { queues.contains($0.queue) }
      .reduce(0) { $0 + $1.readyCount + $1.unackedCount }
  }
}
