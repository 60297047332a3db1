import Datasets
import FoundationEssentials
import Jobs
import Models
import Sources
import Storage

extension Ingest {
  /// How many tracks one task looks up: each is a question or two over the network.
  static let lookupLength = 20
  /// What was not found may be released there later.
  private static let patience: TimeInterval = 90 * 86_400

  /// Asks a source for the tracks of others that it was not asked for yet, a page at a time. What was found before it
  /// wanted to be left alone is kept; the rest waits.
  func lookUp(
    _ source: any TrackFinding, _ request: CatalogueRequest, _ job: Job<IngestInput>
  ) async throws -> Outcome<CatalogueEntry> {
    let due = try await catalogue.tracksToLookUp(
      in: source.name, platform: source.platform, after: Track.ID(Int64(request.from)),
      since: job.now - Self.patience, limit: Self.lookupLength)
    var found: [Track] = []
    var lookups: [(track: Track.ID, found: SourceKey?)] = []
    var replies = Replies()
    for (id, track) in due {
      let answered = try await order.ask(source, by: job.asker) { _ in try await source.find(track) }
      switch answered {
      case .answer(let answer):
        found.append(answer)
        lookups.append((id, answer.key))
      // A question that it refuses, or answers with what cannot be read, is not asked again soon; that of the next track
      // may be another matter.
      case .reply(.unknown), .reply(.no): lookups.append((id, nil))
      case .reply(let reply): replies.add(reply, of: source.name)
      }
      guard replies.replies.isEmpty else { break }
    }
    if lookups.isEmpty, !replies.replies.isEmpty {
      return outcome(of: replies, "other sources' tracks", job, isNamed: true)
    }
    let isOver = due.count < Self.lookupLength && replies.replies.isEmpty
    let next =
      isOver
      ? nil
      : CatalogueRequest(
        request.catalogue, from: Int(lookups.last?.track.rawValue ?? Int64(request.from)))
    return try await keep(
      Intake(tracks: found, rejections: [], at: job.now), from: source, lookups: lookups, next: next)
  }
}
