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
      let sources = try SourceTable.sources(
        SourceParts(settings: process.settings, memory: ledger, logger: parts.logger))
      let book = SourceBook(
        sources, ledger: ledger, shutdown: parts.shutdown, metrics: parts.metrics, logger: parts.logger)
      let handler = Ingest(
        order: SourceOrder(sources, memory: ledger), catalogue: Catalogue(parts.database),
        identification: Identification(parts.database))
      let worker = Worker(handler, settings: Ingest.settings, admission: .influencer, parts: parts)
      return [BookedWorker(worker: worker, book: book), book]
    }
  }
}
