import Jobs
import Messaging

@main enum Main {
  static func main() async {
    await WorkerProcess.main(named: "hookline-content-analysis", needing: [.contentAnalysis]) { process in
      let handler = ContentAnalysis(database: process.parts.database)
      return [Worker(handler, settings: .brief(), admission: nil, parts: process.parts)]
    }
  }
}
