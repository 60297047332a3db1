import Datasets
import FoundationEssentials
import Jobs
import Messaging
import Models
import Sources
import Storage
import Telemetry

/// A source that lists tracks which nobody may have used yet.
protocol TrackListing: Source {
  func tracks(_ logger: Logger) async throws(SourceError) -> (tracks: [Track], rejections: [Rejection])
}

extension ScrapeFolder: TrackListing {
  func tracks(_ logger: Logger) async throws(SourceError) -> (tracks: [Track], rejections: [Rejection]) {
    try await tracks()
  }
}

extension LibraryFolder: TrackListing {
  func tracks(_ logger: Logger) async throws(SourceError) -> (tracks: [Track], rejections: [Rejection]) {
    let (listed, look) = try await catalogue()
    if look.held > 0 {
      logger.warning(
        "most of the library is not there, which is taken for a folder that is not mounted: nothing is gone "
          + "until \"hookline import library --force\" says so",
        ["folder": .string(look.root), "missing": .int(Int64(look.held)), "there": .int(Int64(look.files))])
    }
    return listed
  }
}

/// A source that knows what other sources' tracks are to it.
protocol TrackFinding: Source {
  /// Whose keys its tracks have.
  var platform: Platform { get }
  /// Its own track that is the same recording; nil when there is none.
  func find(_ track: Track) async throws(SourceError) -> Track?
}

extension Spotify: TrackFinding {
  var platform: Platform { .spotify }

  func find(_ track: Track) async throws(SourceError) -> Track? { try await find(track: track)?.track }
}

extension Ingest {
  func takeIn(
    _ request: CatalogueRequest, _ job: Job<IngestInput>
  ) async throws -> Outcome<CatalogueEntry> {
    switch order.source(named: request.catalogue) {
    case let source as any TrackListing: return try await list(source, request, job)
    case let source as any TrackFinding: return try await lookUp(source, request, job)
    case let source?: return .discard(because: "\(source.name) lists no tracks")
    case nil: return .discard(because: missing(request.catalogue))
    }
  }

  func missing(_ name: String) -> String {
    let names = order.sources.map(\.name).joined(separator: ", ")
    return "there is no source \"\(name.prefix(80))\"; this worker has \(names)"
  }

  private func list(
    _ source: any TrackListing, _ request: CatalogueRequest, _ job: Job<IngestInput>
  ) async throws -> Outcome<CatalogueEntry> {
    let answered = try await order.ask(source, by: job.asker) { _ in try await source.tracks(job.logger) }
    guard case .answer(let (all, rejections)) = answered else {
      return outcome(of: Replies(answered, of: source.name), "tracks", job, isNamed: true)
    }
    let page = all.dropFirst(max(0, request.from)).prefix(Intake.pageLength)
    let isFirst = request.from == 0
    if isFirst { report(rejections, job) }
    let intake = Intake(tracks: Array(page), rejections: isFirst ? rejections : [], at: job.now)
    let next =
      page.endIndex < all.endIndex ? CatalogueRequest(request.catalogue, from: page.endIndex) : nil
    return try await keep(intake, from: source, lookups: [], next: next)
  }

  /// Keeps tracks, and goes on with the next page.
  func keep(
    _ intake: Intake, from source: any Source, lookups: [(track: Track.ID, found: SourceKey?)],
    next: CatalogueRequest?
  ) async throws -> Outcome<CatalogueEntry> {
    let (numbers, known) = try await catalogue.resolve(author: nil, videos: [], tracks: intake.tracks)
    let ids = Dictionary(zip(intake.tracks.map(\.key), numbers.tracks)) { first, _ in first }
    var (entry, analysed) = try await identification.of(intake.entry(numbers), known)
    entry.source = source.name
    entry.lookups = lookups.map { lookup in
      TrackLookup(lookup.track, source: source.name, found: lookup.found.flatMap { ids[$0] })
    }
    var followUp = try intake.followUp(entry, analysed, finale: nil)
    if let next { followUp.children.append(.init(.ingest, payload: try JSON(encoding: next))) }
    return .done(entry, followUp)
  }
}

extension Replies {
  init<Answer>(_ answered: SourceOrder.Answered<Answer>, of source: String) {
    self.init()
    if case .reply(let reply) = answered { add(reply, of: source) }
  }
}
