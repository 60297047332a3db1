import FoundationEssentials
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
  /// Nil where nothing is learnt.
  var learning: LearntShelf?

  func handle(_ jobs: [Job<RunToConclude>]) async throws -> [Outcome<MadeList>] {
    let orders = jobs.map { Order.read($0.input) }
    let creators = try await creators(of: orders.compactMap { try? $0.get().request })
    let stock = try await shelf.stock(at: jobs.first?.now ?? Date())
    let learnt = try await learning?.stock(stock, for: creators.values.map(\.author))
    var lists = zip(jobs, orders).map { job, order in
      order.flatMap { list($0, creators, stock, learnt, job) }
    }
    if let learnt { lists = try await named(lists, learnt) }
    let made = lists.compactMap { try? $0.get() }.map(\.list)
    let hooks = try await hooks(of: made)
    let rights = try await shelf.rights(of: made)
    return lists.map { list in
      switch list {
      case .failure(let refusal): .discard(because: refusal.reason)
      case .success(let made): .done(made.list.with(hooks).with(rights, stock.gate))
      }
    }
  }

  private func list(
    _ order: Order, _ creators: [String: Creator], _ stock: Stock, _ learnt: LearntStock?,
    _ job: Job<RunToConclude>
  ) -> Swift.Result<Made, Order.Refusal> {
    guard let creator = creators[order.request.subject] else {
      let reason = "no creator \(order.request.handle) is known; ingest stores them first"
      return .failure(Order.Refusal(reason: reason))
    }
    warn(of: creator.past.unreadable, job)
    return .success(list(for: creator, order, stock, learnt, order.day(at: job.now)))
  }

  private struct Made {
    var list: MadeList
    /// The creator's own tracks that say most for those of the list.
    var voices: [Track.ID: Track.ID] = [:]
  }

  /// Reasons name the creator's own tracks: what those are called is asked for once for all lists.
  private func named(
    _ lists: [Swift.Result<Made, Order.Refusal>], _ learnt: LearntStock
  ) async throws -> [Swift.Result<Made, Order.Refusal>] {
    let own = Set(lists.compactMap { try? $0.get() }.flatMap(\.voices.values))
    guard !own.isEmpty else { return lists }
    let names = try await TrendStore(shelf.database).names(of: own.sorted())
    return lists.map { result in
      result.map { made in
        var made = made
        for place in made.list.items.indices {
          guard let voice = made.voices[made.list.items[place].track], let name = names[voice] else {
            continue
          }
          made.list.items[place].name(name.title)
        }
        return made
      }
    }
  }

  /// Only of what is in a list: the shelf has no room for sentences about every track.
  private func hooks(of lists: [MadeList]) async throws -> [Track.ID: TrackHook] {
    try await shelf.hooks(of: Set(lists.flatMap { $0.items.map(\.track) }))
  }

  private struct Creator {
    let author: Author.ID
    let past: TasteStore.Past
    let facts: CreatorFacts
    let dismissed: Set<Track.ID>
  }

  /// Those who are known, by their subjects.
  private func creators(of requests: [InfluencerRequest]) async throws -> [String: Creator] {
    let authors = try await tastes.authors(of: requests)
    let pasts = try await tastes.pasts(of: authors.compactMap { $0 })
    let facts = try await CreatorFacts.read(of: authors.compactMap { $0 }, in: shelf.database)
    let dismissed = try await FeedbackStore(shelf.database).dismissed(by: authors.compactMap { $0 })
    var creators: [String: Creator] = [:]
    for (request, author) in zip(requests, authors) {
      guard let author, let past = pasts[author] else { continue }
      creators[request.subject] = Creator(
        author: author, past: past, facts: facts[author] ?? CreatorFacts(),
        dismissed: dismissed[author] ?? [])
    }
    return creators
  }

  private func list(
    for creator: Creator, _ order: Order, _ stock: Stock, _ learnt: LearntStock?, _ day: Day
  ) -> Made {
    let taste = Taste(of: creator.past.videos)
    let (history, used) = (creator.past.trackHistory, creator.past.usedTracks)
    let ranking =
      learnt?.ranking(
        for: taste, history: history, without: creator.dismissed, stock, length: ranker.length,
        author: creator.author, number: order.number)
      ?? ranker.ranking(
        of: stock.tracks, for: taste, without: used.union(stock.forbidden).union(creator.dismissed))
    let known = CreatorKnowledge(
      hasPlace: creator.facts.hasPlace, hasProfile: creator.facts.hasProfile, videos: taste.videos,
      uses: used.count, similar: creator.facts.similar)
    let heard = learnt == nil ? Ranker.creatorSources : Ranker.learntCreatorSources
    let basis = ListBasis(
      creator: CreatorLadder.place(of: known, hearing: heard),
      tracks: ranking.items.compactMap { stock.place(of: $0.track) },
      leftOut: stock.leftOut(used, creator.dismissed))
    let list = MadeList(
      author: creator.author, run: order.run.uuid, ranker: learnt?.label ?? Ranker.label,
      considered: ranking.considered, videos: taste.videos, items: ranking.items, day: day, basis: basis)
    return Made(list: list, voices: learnt?.voices(for: ranking, of: history) ?? [:])
  }

  private func warn(of unreadable: Int, _ job: Job<RunToConclude>) {
    guard unreadable > 0 else { return }
    job.logger.warning("features of videos cannot be read", ["videos": .int(Int64(unreadable))])
  }

  func store(_ results: [Finished<MadeList>], _ session: Session) throws {
    try RecommendationStore.store(results.map(\.result), session)
  }
}

extension MadeList {
  fileprivate func with(_ hooks: [Track.ID: TrackHook]) -> MadeList {
    var list = self
    for place in list.items.indices { list.items[place].hook = hooks[list.items[place].track] }
    return list
  }

  /// Leaves out what was forbidden meanwhile, and counts what nobody has said anything of.
  fileprivate func with(_ rights: [Track.ID: Rights], _ gate: LicenceGate) -> MadeList {
    var list = self
    let kept = items.indices.filter { gate.ruling(on: rights[items[$0].track]).isPassed }
    if kept.count < items.count {
      list.items = kept.enumerated().map { rank, place in
        var item = items[place]
        item.rank = rank + 1
        return item
      }
      if let tracks = basis?.tracks, tracks.count == items.count {
        list.basis?.tracks = kept.map { tracks[$0] }
      }
      list.basis?.leftOut[LeftOut.forbidden.rawValue, default: 0] += items.count - kept.count
    }
    list.basis?.flagged = list.items.count { gate.ruling(on: rights[$0.track]) == .flagged }
    return list
  }
}
