import Datasets
import Jobs
import Lifecycle
import Messaging
import Sources
import Storage

@main enum Main {
  static func main() async {
    await WorkerProcess.main(named: "hookline-ingest", needing: [.ingest]) { process in
      let parts = process.parts
      let ledger = SourceLedger(parts.database)
      let shelf = LibraryIntake(parts.database)
      let sources = try SourceTable.sources(
        SourceParts(settings: process.settings, memory: ledger, shelf: shelf, logger: parts.logger))
      let book = SourceBook(
        sources, ledger: ledger, shutdown: parts.shutdown, metrics: parts.metrics, logger: parts.logger)
      let handler = Ingest(SourceOrder(sources, memory: ledger), parts.database)
      let worker = Worker(handler, settings: Ingest.settings, admission: .influencer, parts: parts)
      return [BookedWorker(worker: worker, book: book), book] + keepers(of: sources, parts)
    }
  }

  private static func keepers(of sources: [any Sources.Source], _ parts: WorkerParts) -> [any Service] {
    sources.compactMap { $0 as? LibraryFolder }.map { folder in
      LibraryKeeper(
        path: folder.path,
        producer: Producer(JobStore(parts.database), broker: parts.broker, logger: parts.logger),
        shutdown: parts.shutdown, logger: parts.logger)
    }
  }
}
