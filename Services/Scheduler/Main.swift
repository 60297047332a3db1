import Datasets
import Jobs
import Lifecycle
import Management
import Media
import Messaging
import Models
import Search
import Telemetry

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
      let services: [any Service] = [
        Sweeper(parts, connection: process.connection, probe: probe),
        MetricMonths(database: parts.database, shutdown: parts.shutdown, logger: parts.logger),
        MomentRoom(database: parts.database, shutdown: parts.shutdown, logger: parts.logger),
        SearchRoom(database: parts.database, shutdown: parts.shutdown, logger: parts.logger),
        DatasetRoom(
          cleaning: DatasetCleaning(parts.database, process.connection, logger: parts.logger),
          shutdown: parts.shutdown, logger: parts.logger),
        AnalysisRoom<TrackToAnalyse>(process, probe),
        AnalysisRoom<VideoToAnalyse>(process, probe),
      ]
      let nights: [any Service] = NightlyRoom(process, probe).map { [$0] } ?? []
      return services + nights + mediaRoom(process) + embeddingRoom(process) + trainRoom(process)
    }
  }

  /// What is set by halves is told of, and the rest works.
  private static func embeddingRoom(_ process: WorkerProcess) -> [any Service] {
    let parts = process.parts
    do throws(SearchError) {
      let room = try EmbeddingRoom(
        process.settings, parts.database, shutdown: parts.shutdown, logger: parts.logger)
      return room.map { [$0] } ?? []
    } catch {
      parts.logger.warning("search by meaning is off", ["error": "\(error)"])
      return []
    }
  }

  /// Where no model is kept nothing is learnt.
  private static func trainRoom(_ process: WorkerProcess) -> [any Service] {
    guard process.settings[\.modelDirectory] != nil else { return [] }
    return [TrainRoom(process.parts, age: process.settings[\.trainEvery])]
  }

  /// Where no media are kept there is no room to make.
  private static func mediaRoom(_ process: WorkerProcess) -> [any Service] {
    guard let path = process.settings[\.mediaDirectory] else { return [] }
    let limits = StoreLimits(
      byteLimit: process.settings[\.mediaLimit].value, ageLimit: process.settings[\.mediaAge])
    let (shutdown, logger) = (process.parts.shutdown, process.parts.logger)
    return [
      MediaRoom(
        store: FolderStore(path), limits: limits, meters: MediaMeters(process.parts.metrics),
        shutdown: shutdown,
        logger: logger)
    ]
  }
}
