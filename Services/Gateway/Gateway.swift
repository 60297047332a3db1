import API
import HTTP
import Jobs
import Search
import Storage
import Telemetry

/// What routes work with. A family of routes is a file in `Routes` with an extension of this, and a line in `families`.
struct Gateway: Sendable {
  let database: any Database
  let producer: Producer
  let feed: RunFeed
  let lists: StoredLists
  let depths: DepthGauge
  let desk: UploadDesk
  let shelf: FrameShelf
  let health: Health
  let logger: Logger
  /// For what needs a connection of its own.
  let connection: ConnectionSettings
  /// Whether programs on this machine need no key for the paths of other systems.
  var isCompatOpen = false
  /// Where texts are turned into their meaning; nil where that is off.
  var embeddings: EmbeddingEndpoint?
  /// Where what is brought may be kept; nil where it is not.
  var media: KeptMedia?
  /// Where tables that are brought are kept while they are read; where the system keeps what is passing unless said.
  var spoolFolder: String?

  /// For lists that are made for a request: each goes through much of the catalogue.
  let listPlaces = Places(4, share: 3, for: "lists that are made")
  /// For looking for other things than words, which goes through all that there is.
  let searchPlaces = Places(2, for: "searches of this kind")
  let exportDesk = ExportDesk()
  /// Of files of scrapes, and of data sets: who may bring the one does not keep the others waiting.
  let scrapePlaces = Places(1, for: "imports of scrapes")
  let importPlaces = Places(1, for: "imports of data sets")
  let matchPlaces = Places(PairingDesk.places, share: PairingDesk.places - 1, for: "matches")
  let pairingDesk = PairingDesk()

  var jobs: JobStore { JobStore(database) }

  /// Everything that can be asked for.
  var interface: Interface {
    let shelf = DocumentShelf()
    let families = self.families + compat
    let interface = Interface(
      title: "Hookline", version: Release.version, families: families.map { ($0.name, $0.summary) },
      families.flatMap(\.endpoints) + service(shelf))
    shelf.fill(interface, Self.messages)
    return interface
  }

  struct Family {
    let name: String
    let summary: String
    let endpoints: [Endpoint]
  }

  private var families: [Family] {
    [
      Family(
        name: "runs", summary: "Ask for recommendations, follow how far they are, and stop that.",
        endpoints: runs + waking + runEvents),
      Family(
        name: "creators", summary: "What is known of creators and recommended to them.",
        endpoints: knownCreators + creators + [freshForFile, storedLists]),
      Family(
        name: "videos", summary: "What is known of videos, and what analysis found in them.",
        endpoints: videos + [matchedFilm]),
      Family(
        name: "tracks", summary: "Recordings: what they are called where, how they sound, which are one.",
        endpoints: tracks + [allVariants, trackHearings] + trackIdentity + matching),
      Family(name: "rights", summary: "Who may use which track where, and what for.", endpoints: rights),
      Family(name: "trends", summary: "Which tracks more and more creators use.", endpoints: trends),
      Family(name: "search", summary: "Videos by what they say and show.", endpoints: search),
      Family(
        name: "feedback", summary: "What became of recommendations, and what not to recommend again.",
        endpoints: feedback),
      Family(
        name: "models", summary: "What was learnt from what creators use together.", endpoints: models),
      Family(
        name: "datasets", summary: "Data sets from outside, by version.",
        endpoints: datasets + datasetExports),
      Family(
        name: "imports", summary: "Files of facts that are brought and taken in.",
        endpoints: imports + datasetImports + importRuns),
      Family(
        name: "media",
        summary: "Films, sounds and pictures that are brought once to be asked about more often.",
        endpoints: keptMedia),
      Family(name: "sources", summary: "Where facts come from, and how that goes.", endpoints: sources),
      Family(
        name: "queues", summary: "What waits, and whether it is worked on.",
        endpoints: queues + status),
      Family(
        name: "dead", summary: "Messages that came to nothing, and what to do about them.", endpoints: dead),
      Family(name: "workers", summary: "The processes that work.", endpoints: workers),
      Family(name: "access", summary: "Keys, and what was done with them.", endpoints: access),
      Family(name: "service", summary: "Whether this is well, and what can be asked of it.", endpoints: []),
    ]
  }
}
