import Jobs
import Lifecycle
import Messaging
import Models
import Sources
import Storage
import Telemetry

/// Has the library taken in when a worker starts and when something in its folder has changed. Every worker watches: a run
/// that is open already takes in what the others saw.
struct LibraryKeeper: Service {
  let path: String
  let producer: Producer
  let shutdown: Shutdown
  let logger: Logger
  /// How long to wait where a run cannot be begun at this moment.
  var patience: Duration = .seconds(10)

  func run() async throws {
    let watch = Task {
      try await LibraryWatch(path, logger: logger) { await beginRun() }.run()
    }
    await shutdown.drainRequested()
    watch.cancel()
    _ = await watch.result
    await producer.close()
  }

  private func beginRun() async {
    let request = CatalogueRequest("library")
    while !Task.isCancelled {
      do {
        _ = try await producer.enqueue([
          Enqueuement(
            .ingest, runKind: CatalogueRequest.runKind, subject: request.subject, lane: .bulk,
            payload: try JSON(encoding: request))
        ])
        return
      } catch {
        logger.warning("the library cannot be taken in yet", ["error": "\(error)"])
        try? await Task.sleep(for: patience)
      }
    }
  }
}
