import Jobs
import Lifecycle
import Messaging
import Sources
import Storage

@main enum Main {
  static func main() async {
    await WorkerProcess.main(named: "hookline-ingest", needing: [.ingest]) { process in
      let folder = ScrapeFolder(try process.settings.require(\.scrapeDirectory))
      let handler = Ingest(source: folder, catalogue: Catalogue(process.parts.database),
        identities: IdentityStore(process.parts.database))
      return [Worker(handler, settings: Ingest.settings, admission: .influencer, parts: process.parts)]
    }
  }
}
