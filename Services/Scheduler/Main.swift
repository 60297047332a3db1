import Jobs
import Lifecycle
import Management
import Messaging

@main enum Main {
  static func main() async {
    await WorkerProcess.main(named: "hookline-scheduler", needing: []) { process in
      let probe: any QueueProbe
      if let url = process.settings[\.amqpManagementURL] {
        probe = ManagementProbe(.init(try .init(url, virtualHost: process.broker.virtualHost)))
      } else {
        probe = PassiveProbe(Inspector(process.broker), database: process.parts.database)
      }
      let parts = process.parts
      return [
        Sweeper(parts, connection: process.connection, probe: probe),
        MetricMonths(database: parts.database, shutdown: parts.shutdown, logger: parts.logger),
      ]
    }
  }
}
