import Jobs
import Lifecycle
import Messaging

@main enum Main {
  static func main() async {
    await WorkerProcess.main(named: "hookline-music-analysis", needing: [.musicAnalysis]) { process in
      let ear = Ear(process.settings, process.parts)
      let handler = MusicAnalysis(database: process.parts.database, ear: ear)
      var settings = WorkerSettings.brief()
      settings.long.slots = ear.jobs
      let worker = Worker(handler, settings: settings, admission: nil, parts: process.parts)
      return [ListeningWorker(worker: worker, ear: ear)]
    }
  }
}

/// Works, and then ends the decoders.
private struct ListeningWorker: Service {
  let worker: any Service
  let ear: Ear

  func run() async throws {
    let result: Result<Void, any Error>
    do { result = .success(try await worker.run()) } catch { result = .failure(error) }
    await Task { await ear.close() }.value
    try result.get()
  }
}
