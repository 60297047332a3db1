import Jobs
import Lifecycle
import Messaging
import Models

@main enum Main {
  static func main() async {
    await WorkerProcess.main(named: "hookline-content-analysis", needing: [.contentAnalysis]) { process in
      let eye = Eye(process.settings, process.parts)
      let handler = ContentAnalysis(database: process.parts.database, eye: eye)
      let worker = Worker(
        handler, settings: .analysing(slots: eye.jobs, schema: VideoToAnalyse.schema), admission: nil,
        parts: process.parts)
      return [EndedService(worker) { await eye.close() }]
    }
  }
}
