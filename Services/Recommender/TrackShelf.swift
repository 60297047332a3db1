import Lifecycle
import Models
import Recommending
import Storage
import Telemetry

/// The tracks that can be recommended, kept in this process: creators' own sounds, of which there are far more than music,
/// only where there is something to say of them.
///
/// Each look reads what music analysis has written since the last one, and what people have joined and parted. What
/// neither does (a changed count of uses, a track that could not be analysed or is gone) comes with the whole catalogue,
/// which is read again from time to time.
/// A track takes 208 bytes and its artist's name; `limit` tracks some 30 MB, and twice that while a list that is being ranked
/// still holds the state before a change.
actor TrackShelf {
  /// How many tracks are kept: those that most videos use.
  private let limit: Int
  private let pageSize: Int
  /// How long until the whole catalogue is read again.
  private let freshness: Duration
  private let store: ShelfStore
  nonisolated let database: any Database
  private let logger: Logger

  private var tracks: [Candidate] = []
  private var places: [Track.ID: Int] = [:]
  private var mark: ShelfStore.Mark?
  private var filledAt: ContinuousClock.Instant?
  /// The look that is under way, or the last one.
  private var look: Task<[Candidate], any Error>?

  init(
    _ database: any Database, limit: Int = 100_000, pageSize: Int = 2_000,
    freshness: Duration = .seconds(600),
    logger: Logger
  ) {
    store = ShelfStore(database)
    self.database = database
    self.limit = limit
    self.pageSize = max(1, pageSize)
    self.freshness = freshness
    self.logger = logger
  }

  /// The tracks with everything that was committed before the call.
  ///
  /// Looks go one after the other, each of its own: one that is under way may have begun before what the caller waits
  /// for was committed.
  func current() async throws -> [Candidate] {
    let before = look
    let look = Task {
      _ = await before?.result
      return try await self.refreshed()
    }
    self.look = look
    return try await look.value
  }

  /// The hooks of those of these tracks that have one, as they are now.
  nonisolated func hooks(of tracks: Set<Track.ID>) async throws -> [Track.ID: TrackHook] {
    try await store.hooks(of: tracks)
  }

  private func refreshed() async throws -> [Candidate] {
    if let mark, let filledAt, ContinuousClock.now - filledAt < freshness {
      try await add(since: mark)
    } else {
      try await fill()
    }
    return tracks
  }

  private func fill() async throws {
    // First: what is written while the pages are read is then found by the next look.
    let mark = try await store.mark()
    var filled: [Candidate] = []
    var unreadable = 0
    let ids = try await store.mostUsed(limit: limit)
    filled.reserveCapacity(ids.count)
    for start in stride(from: 0, to: ids.count, by: pageSize) {
      let page = try await store.tracks(Array(ids[start..<min(start + pageSize, ids.count)]))
      filled += page.tracks.map(Candidate.init).filter(\.isOffered)
      unreadable += page.unreadable
    }
    tracks = filled
    places = Dictionary(filled.enumerated().map { ($1.track, $0) }, uniquingKeysWith: { $1 })
    self.mark = mark
    filledAt = .now
    warn(of: unreadable)
    logger.debug("tracks read", ["count": .int(Int64(filled.count))])
  }

  private func add(since last: ShelfStore.Mark) async throws {
    let mark = try await store.mark()
    var after: ShelfStore.Place?
    while true {
      let page = try await store.changed(since: last, after: after, limit: pageSize)
      for member in page.members { drop(member) }
      for track in page.tracks { put(Candidate(track)) }
      warn(of: page.unreadable)
      after = page.last
      guard page.tracks.count == pageSize else { break }
    }
    try await regroup(since: last, until: mark)
    // Only now: a look that failed half-way is to be repeated from where it began.
    self.mark = mark
  }

  private func regroup(since last: ShelfStore.Mark, until mark: ShelfStore.Mark) async throws {
    var after: Track.ID?
    while true {
      let ids = try await store.regrouped(since: last, until: mark, after: after, limit: pageSize)
      guard let end = ids.last else { return }
      let page = try await store.tracks(ids)
      for track in ids { drop(track) }
      for track in page.tracks { put(Candidate(track)) }
      warn(of: page.unreadable)
      after = end
    }
  }

  private func put(_ candidate: Candidate) {
    if let place = places[candidate.track] {
      // A transaction that stays open makes every look see again what is known: no copy for that.
      if tracks[place] != candidate { tracks[place] = candidate }
    } else if candidate.isOffered, tracks.count < limit {
      places[candidate.track] = tracks.count
      tracks.append(candidate)
    }
  }

  private func drop(_ track: Track.ID) {
    guard let place = places.removeValue(forKey: track), let last = tracks.popLast(), last.track != track
    else { return }
    tracks[place] = last
    places[last.track] = place
  }

  private func warn(of unreadable: Int) {
    guard unreadable > 0 else { return }
    logger.warning("features of tracks cannot be read", ["tracks": .int(Int64(unreadable))])
  }
}
