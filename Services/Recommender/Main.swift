import Jobs
import Learning
import Lifecycle
import Messaging
import Recommending
import Storage
import Telemetry

@main enum Main {
  static func main() async {
    await WorkerProcess.main(named: "hookline-recommender", needing: [.recommend, .train]) { process in
      let parts = process.parts
      let folder = process.settings[\.modelDirectory].map { ModelFolder($0) }
      let shelf = TrackShelf(parts.database, logger: parts.logger)
      let learning = folder.map {
        LearntShelf(
          parts.database, companies: CompanyShelf(parts.database, folder: $0, logger: parts.logger),
          logger: parts.logger)
      }
      let handler = RecommendHandler(
        ranker: Ranker(length: process.settings[\.listLength]), tastes: TasteStore(parts.database),
        shelf: shelf, learning: learning)
      let lists = Worker(handler, settings: .brief(slots: 2), parts: parts)
      guard let folder else {
        parts.logger.notice(
          "nothing is learnt here", ["reason": "HOOKLINE_MODEL_DIR names no folder that keeps models"])
        return [lists]
      }
      let trainer = TrainHandler(
        database: parts.database, folder: folder, memoryLimit: Int(process.settings[\.trainMemory].value),
        shelf: shelf)
      return [lists, Worker(trainer, settings: .init(slots: 1, timeout: .seconds(3_600)), parts: parts)]
    }
  }
}
