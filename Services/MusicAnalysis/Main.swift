import Jobs
import Messaging

@main enum Main {
  static func main() async {
    await WorkerProcess.main(named: "hookline-music-analysis", needing: [.musicAnalysis]) { process in
      let handler = MusicAnalysis(database: process.parts.database)
      return [Worker(handler, settings: .brief(), admission: nil, parts: process.parts)]
    }
  }
}
