import Jobs
import Lifecycle
import Messaging
import Models

@main enum Main {
  static func main() async {
    await WorkerProcess.main(named: "hookline-music-analysis", needing: [.musicAnalysis]) { process in
      let ear = Ear(process.settings, process.parts)
      let handler = MusicAnalysis(database: process.parts.database, ear: ear)
      let worker = Worker(
        handler, settings: .analysing(slots: ear.jobs, schema: TrackToAnalyse.schema), admission: nil,
        parts: process.parts)
      return [EndedService(worker) { await ear.close() }]
    }
  }
}
