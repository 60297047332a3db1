import Datasets
import FoundationEssentials
import Jobs
import Messaging
import Models
import Sources
import Storage
import Telemetry

extension Ingest {
  /// However short pages are, and however often a source says that there is more.
  static let pageLimit = 400

  /// Takes in a page of a list and has the next one taken in by a task of its own. What the posts are like is looked at
  /// when their creators are asked for; the sounds that they use are analysed.
  func takeIn(
    _ request: ListingRequest, _ job: Job<IngestInput>
  ) async throws -> Outcome<CatalogueEntry> {
    let subject: ListingSubject
    do { subject = try ListingSubject(request.listing) } catch {
      return .discard(because: "\"\(request.listing.prefix(80))\" cannot be listed: \(error)")
    }
    if let name = request.source, order.source(named: name) == nil { return .discard(because: missing(name)) }
    let mark = request.mark.map { PageMark($0) }
    let finding = try await order.ask(
      subject.ability, of: request.source, by: job.asker
    ) { source in try await source.listing(of: subject, after: mark) }
    switch finding {
    case .found(let page, let source): return try await keep(page, of: subject, from: source, request, job)
    case .nothing(let replies):
      return outcome(of: replies, "\(subject)", job, isNamed: request.source != nil)
    }
  }

  private func keep(
    _ page: ListingPage, of subject: ListingSubject, from source: any Source, _ request: ListingRequest,
    _ job: Job<IngestInput>
  ) async throws -> Outcome<CatalogueEntry> {
    let place = "\(source.name): \(subject.text), page \(request.pages + 1)"
    let room = max(0, min(request.limit, ListingRequest.limits.upperBound) - request.taken)
    let intake = PageIntake(page, of: subject, place: place, room: room)
    source.meter.broken(intake.broken)
    report(intake.rejections, job)
    let (numbers, known) = try await catalogue.resolve(
      authors: intake.authors, videos: intake.videos, tracks: intake.tracks)
    let (entry, analysed) = try await identification.of(
      intake.entry(numbers, at: job.now, source: source.name), known)
    var followUp = FollowUp(
      shared: try entry.tracksToAnalyse(analysed).map { track in
        let work = TrackToAnalyse(track)
        return .init(
          .musicAnalysis, key: work.key, schema: TrackToAnalyse.schema, payload: try JSON(encoding: work))
      })
    if let next = request.next(after: intake, page.next, from: source.name, room: room, limit: Self.pageLimit)
    {
      followUp.children.append(.init(.ingest, payload: try JSON(encoding: next)))
    }
    return .done(entry, followUp)
  }
}

extension ListingRequest {
  /// What asks for the page after this one; nil at the end: of the list, of what was asked for, or of sense. A page that
  /// came before, and a second one without posts, would come for ever.
  fileprivate func next(
    after page: PageIntake, _ mark: PageMark?, from source: String, room: Int, limit: Int
  ) -> ListingRequest? {
    guard let mark, mark.text != self.mark, mark.text.utf8.count <= 8_000, page.digest != last,
      page.posts.count < room, pages + 1 < limit
    else { return nil }
    var next = self
    next.source = source
    next.taken += page.posts.count
    next.pages += 1
    next.mark = mark.text
    next.last = page.digest
    return next
  }
}
