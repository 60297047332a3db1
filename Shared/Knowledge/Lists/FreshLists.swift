public import FoundationEssentials
public import Models
public import Recommending
public import Storage

/// Makes lists from the catalogue as it is now, for one request.
///
/// The catalogue is read in pages, and of a big one the tracks that most videos use and those that contracts allow: what
/// else there is, is told as not looked at.
public struct FreshLists: Sendable {
  public struct Limits: Sendable {
    /// Tracks that are looked at, and again as many that contracts allow.
    public var tracks = 100_000
    public var page = 2_000

    public init() {}
  }

  private let context: RequestContext
  private let database: any Database
  public var limits = Limits()
  public var now = Date()
  private let begin = ContinuousClock.now

  public init(context: RequestContext, database: any Database) {
    (self.context, self.database) = (context, database)
  }

  /// The time by now, also where it was another one that the lists are made at.
  private var time: Date {
    let passed = (ContinuousClock.now - begin).components
    return now.addingTimeInterval(Double(passed.seconds) + Double(passed.attoseconds) * 1e-18)
  }

  /// What a fresh list tells that a stored one does not.
  public struct Facts: Sendable {
    public let context: RequestContext
    /// Whether it is for a video, of which the context has what was found where that is known here.
    public let isForVideo: Bool
    public let seen: Int
    /// Whether there are tracks that were not looked at.
    public let isPartial: Bool
    public let rulings: [Track.ID: LicenceGate.Ruling]
    /// Whether the video says what suits it; where it does not, the creator's other videos do.
    public let isOfVideo: Bool
    public let used: Set<Track.ID>

    public init(
      context: RequestContext, isForVideo: Bool, seen: Int, isPartial: Bool,
      rulings: [Track.ID: LicenceGate.Ruling], isOfVideo: Bool, used: Set<Track.ID>
    ) {
      (self.context, self.isForVideo, self.seen, self.isPartial) = (context, isForVideo, seen, isPartial)
      (self.rulings, self.isOfVideo, self.used) = (rulings, isOfVideo, used)
    }
  }

  public struct Made: Sendable {
    public let found: RecommendationStore.Found
    public let facts: Facts
  }

  /// One for each creator.
  public func lists(for authors: [Author.ID]) async throws -> [Author.ID: Made] {
    let (selection, isPartial) = try await selection()
    let pasts = try await TasteStore(database).pasts(of: authors)
    let facts = try await CreatorFacts.read(of: authors, in: database)
    let dismissed = try await FeedbackStore(database).dismissed(by: authors)
    var lists: [Author.ID: Made] = [:]
    for (author, past) in pasts {
      let creator = Creator(
        id: author, past: past, facts: facts[author] ?? CreatorFacts(), dismissed: dismissed[author] ?? [])
      lists[author] = try await list(for: creator, selection, isPartial)
    }
    return lists
  }

  private struct Creator {
    let id: Author.ID
    let past: TasteStore.Past
    let facts: CreatorFacts
    let dismissed: Set<Track.ID>
  }

  // MARK: Reading

  private func selection() async throws -> (FreshSelection, isPartial: Bool) {
    let shelf = ShelfStore(database)
    var ids = try await shelf.mostUsed(limit: limits.tracks + 1)
    let isPartial = ids.count > limits.tracks
    if isPartial { ids.removeLast() }
    if isPartial, context.use.needsPermission || context.sources != nil {
      let known = Set(ids)
      ids += try await RightsStore(database).permitted(
        context.use, in: context.territory, at: now, by: context.sources, limit: limits.tracks
      ).filter { !known.contains($0) }
    }
    var selection = FreshSelection(context, at: now)
    for start in stride(from: 0, to: ids.count, by: limits.page) {
      let tracks = try await shelf.tracks(Array(ids[start..<min(start + limits.page, ids.count)])).tracks
      let fitting = selection.fitting(tracks, try await facts(of: tracks.map(\.track)))
      guard !fitting.isEmpty else { continue }
      selection.admit(fitting, try await RightsStore(database).rights(of: fitting.map(\.track)))
    }
    return (selection, isPartial)
  }

  /// Only where something is asked that needs them.
  private func facts(of tracks: [Track.ID]) async throws -> [Track.ID: TrackFacts] {
    guard context.length != nil || context.language != nil else { return [:] }
    return try await TrackFactsStore(database).facts(of: tracks, language: context.language)
      .mapValues { TrackFacts(duration: $0.duration, speakers: $0.speakers, others: $0.others) }
  }

  // MARK: One creator

  private func list(for creator: Creator, _ selection: FreshSelection, _ isPartial: Bool) async throws -> Made
  {
    let (taste, isOfVideo) = taste(creator.past)
    var (list, rulings) = try await allowed { gone in
      selection.list(
        for: taste, used: creator.past.usedTracks, dismissed: creator.dismissed, isOfVideo: isOfVideo,
        gone: gone)
    }
    let tracks = list.items.map(\.track)
    try await addHooks(to: &list)
    let names = try await ShelfStore(database).tracks(tracks).tracks
    let made = MadeList(
      author: creator.id, run: UUID(), ranker: Ranker.label, considered: list.considered,
      videos: taste.videos, items: list.items, day: Day(now),
      basis: ListBasis(
        creator: CreatorLadder.place(of: knowledge(creator), hearing: Ranker.creatorSources),
        tracks: list.places,
        leftOut: Dictionary(uniqueKeysWithValues: list.leftOut.map { ($0.key.rawValue, $0.value) }),
        flagged: rulings.values.count { $0 == .flagged }))
    return Made(
      found: RecommendationStore.Found(
        list: made, madeAt: now,
        names: Dictionary(
          names.map { ($0.track, RecommendationStore.Name(title: $0.title, artist: $0.artist)) }
        ) { $1 }),
      facts: Facts(
        context: context, isForVideo: context.video != nil, seen: selection.seen, isPartial: isPartial,
        rulings: rulings, isOfVideo: isOfVideo, used: list.used))
  }

  /// What a list shows is asked for once more, last of all: contracts end while a catalogue is read. Where something is
  /// gone, other tracks take its place; they are asked for as well, so this ends after a few turns, with gaps if need be.
  private func allowed(
    _ make: ([Track.ID: LeftOut]) -> FreshList
  ) async throws -> (FreshList, [Track.ID: LicenceGate.Ruling]) {
    var gone: [Track.ID: LeftOut] = [:]
    for turn in 1... {
      var list = make(gone)
      let tracks = list.items.map(\.track)
      let rights = tracks.isEmpty ? [:] : try await RightsStore(database).rights(of: tracks)
      let gate = LicenceGate(context.purpose(at: time))
      let found = list.recheck(gate, rights)
      if found.isEmpty || turn == Self.turns {
        return (
          list,
          Dictionary(uniqueKeysWithValues: list.items.map { ($0.track, gate.ruling(on: rights[$0.track])) })
        )
      }
      gone.merge(found) { first, _ in first }
    }
    preconditionFailure("the turns end")
  }

  private static let turns = 4

  /// That of the video where it says anything, else that of all that they have posted.
  private func taste(_ past: TasteStore.Past) -> (Taste, isOfVideo: Bool) {
    if let video = context.video {
      let taste = Taste(for: video)
      if !taste.isEmpty { return (taste, true) }
    }
    return (Taste(of: past.videos), false)
  }

  private func knowledge(_ creator: Creator) -> CreatorKnowledge {
    CreatorKnowledge(
      hasPlace: creator.facts.hasPlace || context.territory != .world || context.language != nil,
      hasProfile: creator.facts.hasProfile, videos: Taste(of: creator.past.videos).videos,
      uses: creator.past.usedTracks.count, similar: creator.facts.similar)
  }

  private func addHooks(to list: inout FreshList) async throws {
    let tracks = list.items.map(\.track)
    let hooks = try await ShelfStore(database).hooks(of: tracks)
    let facts = context.length == nil ? [:] : try await TrackFactsStore(database).facts(of: tracks)
    for place in list.items.indices {
      let track = list.items[place].track
      let hook = hooks[track]
      list.items[place].hook =
        context.length.map { hook?.fitted(to: $0, of: facts[track]?.duration ?? nil) } ?? hook
    }
  }
}
