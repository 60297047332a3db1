public import Jobs
import Messaging
public import Models
import Recommending
import Storage
import Telemetry

extension RunToConclude: JobInput {}

/// Ends a run: ranks the tracks of the catalogue for its creator and keeps the list.
struct RecommendHandler: BatchHandler {
  let kind = JobKind.recommend
  /// Creators whose videos are in memory at once: up to 200 videos each, some 20 MB in all.
  let batchLimit = 50
  let ranker: Ranker
  let tastes: TasteStore
  let shelf: TrackShelf

  func handle(_ jobs: [Job<RunToConclude>]) async throws -> [Outcome<MadeList>] {
    let orders = jobs.map { Order.read($0.input) }
    let creators = try await creators(of: orders.compactMap { try? $0.get().request })
    let tracks = try await shelf.current()
    return zip(jobs, orders).map { job, order in
      switch order {
      case .failure(let refusal): return .discard(because: refusal.reason)
      case .success(let order):
        guard let creator = creators[order.request.subject] else {
          return .discard(because: "no creator \(order.request.handle) is known; ingest stores them first")
        }
        warn(of: creator.past.unreadable, job)
        return .done(list(for: creator, of: order.run, tracks))
      }
    }
  }

  private struct Creator {
    let author: Author.ID
    let past: TasteStore.Past
  }

  /// Those who are known, by their subjects.
  private func creators(of requests: [InfluencerRequest]) async throws -> [String: Creator] {
    let authors = try await tastes.authors(of: requests)
    let pasts = try await tastes.pasts(of: authors.compactMap { $0 })
    var creators: [String: Creator] = [:]
    for (request, author) in zip(requests, authors) {
      guard let author, let past = pasts[author] else { continue }
      creators[request.subject] = Creator(author: author, past: past)
    }
    return creators
  }

  private func list(for creator: Creator, of run: RunID, _ tracks: [Candidate]) -> MadeList {
    let taste = Taste(of: creator.past.videos)
    let ranking = ranker.ranking(of: tracks, for: taste, without: creator.past.usedTracks)
    return MadeList(
      author: creator.author, run: run.uuid, ranker: Ranker.label, considered: ranking.considered,
      videos: taste.videos, items: ranking.items)
  }

  private func warn(of unreadable: Int, _ job: Job<RunToConclude>) {
    guard unreadable > 0 else { return }
    job.logger.warning("features of videos cannot be read", ["videos": .int(Int64(unreadable))])
  }

  func store(_ results: [Finished<MadeList>], _ session: Session) throws {
    try RecommendationStore.store(results.map(\.result), session)
  }
}
