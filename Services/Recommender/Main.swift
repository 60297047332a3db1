import Jobs
import Lifecycle
import Messaging
import Recommending
import Storage

@main enum Main {
  static func main() async {
    await WorkerProcess.main(named: "hookline-recommender", needing: [.recommend]) { process in
      let parts = process.parts
      let handler = RecommendHandler(
        ranker: Ranker(length: process.settings[\.listLength]), tastes: TasteStore(parts.database),
        shelf: TrackShelf(parts.database, logger: parts.logger))
      return [Worker(handler, settings: .brief(slots: 2), parts: parts)]
    }
  }
}
