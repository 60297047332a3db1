import Datasets
import FoundationEssentials
import Jobs
import Messaging
import Models
import Sources
import Storage
import Telemetry

/// Asks sources for a creator, a catalogue or a list, keeps what they say, and has analysed what is new.
struct Ingest: Handler {
  let kind = JobKind.ingest
  let order: SourceOrder
  let catalogue: Catalogue
  let identification: Identification

  init(_ order: SourceOrder, _ database: any Database) {
    self.order = order
    catalogue = Catalogue(database)
    identification = Identification(database)
  }

  static var settings: WorkerSettings {
    var settings = WorkerSettings(slots: 8, timeout: .seconds(300))
    // Results are large: a batch of 200 would hold thousands of rows back from everybody.
    settings.settling.limit = 25
    return settings
  }

  func handle(_ job: Job<IngestInput>) async throws -> Outcome<CatalogueEntry> {
    switch job.input {
    case .creator(let request): try await takeIn(request, job)
    case .catalogue(let request): try await takeIn(request, job)
    case .listing(let request): try await takeIn(request, job)
    }
  }

  func store(_ results: [Finished<CatalogueEntry>], _ session: Session) throws {
    try Catalogue.write(results.map { ($0.result, $0.run?.uuid) }, session)
  }

  private func takeIn(
    _ request: InfluencerRequest, _ job: Job<IngestInput>
  ) async throws -> Outcome<CatalogueEntry> {
    let handle = request.handle
    let finding = try await order.ask(.profile, by: job.asker) { source -> Scrape? in
      let scrape = try await source.profile(handle)
      // That there is nobody of that name is no creator.
      if let scrape, scrape.isRumour, scrape.author.isGone == true,
        try await catalogue.bearer(of: handle) == nil
      {
        return nil
      }
      return scrape
    }
    switch finding {
    case .nothing(let replies): return outcome(of: replies, "\(handle)", job)
    case .found(let scrape, let source): return try await keep(scrape, from: source, for: handle, job)
    }
  }

  private func keep(
    _ found: Scrape, from source: any Source, for handle: Handle, _ job: Job<IngestInput>
  ) async throws -> Outcome<CatalogueEntry> {
    let (scrape, broken) = found.checked()
    source.meter.broken(broken)
    report(scrape.rejections, job)
    let intake = Intake(scrape, at: job.now)
    let (numbers, known) = try await catalogue.resolve(
      author: scrape.author, videos: intake.videos, tracks: intake.tracks)
    var (entry, analysed) = try await identification.of(intake.entry(numbers), known)
    entry.source = source.name
    // Who has another name now is not gone with the old one.
    if scrape.isRumour, let bearer = try await catalogue.bearer(of: handle), bearer.handle != handle.name {
      entry.authors = []
    }
    if let id = numbers.author, scrape.author.handle != handle { entry.asked = [(id, handle)] }
    let finale = try await hasPast(scrape, numbers.author, job) ? JobKind.recommend : nil
    return .done(entry, try intake.followUp(entry, analysed, finale: finale))
  }

  /// Of whom nothing can be seen and nothing is known, nothing can be recommended.
  private func hasPast(_ scrape: Scrape, _ author: Author.ID?, _ job: Job<IngestInput>) async throws -> Bool {
    guard scrape.isHidden, let author else { return true }
    if try await catalogue.hasVideos(of: author) { return true }
    let state = scrape.author.isGone == true ? "gone" : "private"
    job.logger.notice(
      "nothing can be recommended: the profile is \(state), and none of its posts are known",
      ["creator": "\(scrape.author.handle)"])
    return false
  }

  /// What is asked of one source by its name, and no other, holds up nobody else.
  func outcome(
    of replies: Replies, _ question: String, _ job: Job<IngestInput>, isNamed: Bool = false
  ) -> Outcome<CatalogueEntry> {
    let waited = job.enqueuedAt.map { max(0, job.now.timeIntervalSince($0)) } ?? 0
    return replies.outcome(
      of: question, now: job.now, waited: waited,
      isAlone: order.isAlone || (!isNamed && replies.isUnmended))
  }

  /// The first of them; all are kept with the run.
  func report(_ rejections: [Rejection], _ job: Job<IngestInput>) {
    for rejection in rejections.prefix(3) {
      job.logger.warning("a record cannot be read", ["record": .string("\(rejection)")])
    }
    guard rejections.count > 3 else { return }
    job.logger.warning("more records cannot be read", ["count": .int(Int64(rejections.count - 3))])
  }
}

extension Job<IngestInput> {
  var asker: SourceOrder.Asker { SourceOrder.Asker(now: now, wokenAt: wokenAt, logger: logger) }
}

extension Scrape {
  /// Whether it says no more than that whoever has the name cannot be seen, and not who that is.
  fileprivate var isRumour: Bool { isHidden && author.key == nil }
}
