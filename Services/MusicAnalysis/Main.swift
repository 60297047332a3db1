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
        handler, settings: .analysing(slots: ear.jobs), admission: nil, parts: process.parts)
      return [ListeningWorker(worker: worker, ear: ear)]
    }
  }
}

extension WorkerSettings {
  /// Of a worker that listens to so many tracks at once. Tasks that want a newer version wait for a newer worker.
  static func analysing(slots: Int, version: Int = TrackToAnalyse.schema) -> WorkerSettings {
    var settings = WorkerSettings.brief()
    settings.schemas = 1...max(1, version)
    settings.long.slots = slots
    return settings
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
