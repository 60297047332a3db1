import Datasets
import Identity
import Jobs
import Messaging
import Models
import Sources
import Storage
import Telemetry

/// A source that lists tracks which nobody may have used yet.
protocol TrackListing: Sendable {
  func tracks() async throws(SourceError) -> (tracks: [Track], rejections: [Rejection])
}

extension ScrapeFolder: TrackListing {}

/// Asks a source for a creator, keeps what it says, and has analysed what is new.
struct Ingest: Handler {
  let kind = JobKind.ingest
  let source: any Source & TrackListing
  let catalogue: Catalogue
  let identities: IdentityStore

  static var settings: WorkerSettings {
    var settings = WorkerSettings(slots: 8, timeout: .seconds(300))
    // Results are large: a batch of 200 would hold thousands of rows back from everybody.
    settings.settling.limit = 25
    return settings
  }

  func handle(_ job: Job<IngestInput>) async throws -> Outcome<CatalogueEntry> {
    do {
      switch job.input {
      case .creator(let request): return try await takeIn(request, job)
      case .catalogue(let request): return try await takeIn(request, job)
      }
    } catch let error as SourceError {
      // Told to stop: no fault of the source.
      if error.code == .cancelled { throw CancellationError() }
      guard error.isRetriable else { return .discard(because: "\(error)") }
      return .unavailable(dependency: "\(source.name): \(error)")
    }
  }

  func store(_ results: [Finished<CatalogueEntry>], _ session: Session) throws {
    try Catalogue.write(results.map { ($0.result, $0.run?.uuid) }, session)
  }

  private func takeIn(_ request: InfluencerRequest, _ job: Job<IngestInput>) async throws -> Outcome<
    CatalogueEntry
  > {
    guard let scrape = try await source.profile(request.handle) else {
      return .discard(because: "\(source.name) does not know \(request.handle)")
    }
    report(scrape.rejections, job)
    let intake = Intake(scrape, at: job.now)
    let (numbers, known) = try await catalogue.resolve(
      author: scrape.author, videos: intake.videos, tracks: intake.tracks)
    let (entry, analysed) = try await identified(intake.entry(numbers), known)
    return .done(entry, try intake.followUp(entry, analysed, finale: .recommend))
  }

  private func takeIn(_ request: CatalogueRequest, _ job: Job<IngestInput>) async throws -> Outcome<
    CatalogueEntry
  > {
    guard request.catalogue == source.name else {
      return .discard(
        because: "there is no source \"\(request.catalogue)\"; this worker reads \"\(source.name)\"")
    }
    let (all, rejections) = try await source.tracks()
    report(rejections, job)
    let page = all.dropFirst(max(0, request.from)).prefix(Intake.pageLength)
    let intake = Intake(tracks: Array(page), rejections: request.from == 0 ? rejections : [], at: job.now)
    let (numbers, known) = try await catalogue.resolve(author: nil, videos: [], tracks: intake.tracks)
    let (entry, analysed) = try await identified(intake.entry(numbers), known)
    var followUp = try intake.followUp(entry, analysed, finale: nil)
    if page.endIndex < all.endIndex {
      let next = CatalogueRequest(request.catalogue, from: page.endIndex)
      followUp.children.append(.init(.ingest, payload: try JSON(encoding: next)))
    }
    return .done(entry, followUp)
  }

  /// With what its tracks are to others. One that is the same as an analysed one need not be analysed again.
  private func identified(
    _ entry: CatalogueEntry, _ known: Catalogue.Known
  ) async throws -> (CatalogueEntry, Catalogue.Known) {
    var (entry, known) = (entry, known)
    let portraits = entry.tracks.map { TrackPortrait($0.id, $0.track) }
    let found = try await Identifier(identities).findings(for: portraits)
    entry.identity = found.findings
    known.analysedTracks.formUnion(found.analysed)
    return (entry, known)
  }

  /// The first of them; all are kept with the run.
  private func report(_ rejections: [Rejection], _ job: Job<IngestInput>) {
    for rejection in rejections.prefix(3) {
      job.logger.warning("a record cannot be read", ["record": .string("\(rejection)")])
    }
    guard rejections.count > 3 else { return }
    job.logger.warning("more records cannot be read", ["count": .int(Int64(rejections.count - 3))])
  }
}
