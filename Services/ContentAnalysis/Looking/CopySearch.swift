import Lifecycle
import Models
import Storage
import Telemetry
import Vision

/// Puts hashes into an index.
private struct Gathering: HashTaker {
  var index = CopyIndex()

  mutating func take(_ hash: UInt64, of video: Video.ID) { index.append(hash, of: video.rawValue) }
}

/// Finds videos that show the same.
///
/// The hashes of all key frames are held here, 20 bytes each, and brought up to date before each search: whoever has stored
/// a video before finds it, and is found by those who come later. What they bring is compared thoroughly. A mirrored copy is
/// looked for as what it would be if it were not mirrored: nothing is kept for that.
actor CopySearch {
  /// Beyond this, 400 MB, the videos that have been known the longest are not compared.
  static let mostFrames = 20_000_000

  private let executor = BlockingExecutor(label: "copies")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private let feed: PrintFeed
  private let views: ViewStore
  private let logger: Logger
  private let mostFrames: Int
  /// After a load that failed, for so long nobody tries another.
  private let pause: Duration
  private var failure: (error: any Error, until: ContinuousClock.Instant)?
  private var index = CopyIndex()
  /// Where changes begin that are not in the index; nil before it was loaded, and when it has to be loaded anew.
  private var mark: String?
  /// What is in the index of what will be told again, by the transaction that wrote it.
  private var taken: [Video.ID: String] = [:]
  private var isRefreshing = false
  private var waiters: [CheckedContinuation<Void, Never>] = []

  init(
    _ database: any Database, logger: Logger, mostFrames: Int = mostFrames, pause: Duration = .seconds(60)
  ) {
    feed = PrintFeed(database)
    views = ViewStore(database)
    self.logger = logger
    self.mostFrames = mostFrames
    self.pause = pause
  }

  /// Looks for videos that show what this one does. It is stored already, and so is found by others meanwhile.
  func compared(_ video: Video.ID, _ stored: StoredPrint) async throws -> ComparedVideo {
    let side = VideoTwin.Side(video, print: stored.mark)
    let print = VideoPrint(stored)
    guard !print.frames.isEmpty else { return ComparedVideo(side, twins: []) }
    try await refresh()
    let ways = [print, print.mirrored].map { way in
      (print: way, candidates: index.candidates(for: way, of: video.rawValue).map { Video.ID($0) })
    }
    let candidates = Set(ways.flatMap(\.candidates))
    guard !candidates.isEmpty else { return ComparedVideo(side, twins: []) }
    let others = try await views.prints(of: candidates.sorted())
    let twins = ways.map { way in
      Self.twins(of: side, way.print, others.filter { way.candidates.contains($0.key) })
    }
    return ComparedVideo(side, twins: Self.best(twins.flatMap(\.self)))
  }

  private static func twins(
    of side: VideoTwin.Side, _ print: VideoPrint, _ others: [Video.ID: StoredPrint]
  ) -> [VideoTwin] {
    others.compactMap { video, other in
      let likeness = print.likeness(to: VideoPrint(other))
      guard likeness.isSame else { return nil }
      return VideoTwin(
        side, VideoTwin.Side(video, print: other.mark), share: likeness.share, frames: likeness.frames,
        distance: likeness.distance, shift: likeness.offset)
    }
  }

  /// What is symmetric is like both ways: of each pair the nearer one counts.
  private static func best(_ twins: [VideoTwin]) -> [VideoTwin] {
    Dictionary(twins.map { ([$0.left.video, $0.right.video], $0) }) { $1.distance < $0.distance ? $1 : $0 }
      .values.sorted { ($0.left.video, $0.right.video) < ($1.left.video, $1.right.video) }
  }

  /// One at a time, and each looks anew: what another has begun to look at may not have had what is asked for.
  private func refresh() async throws {
    while isRefreshing { await withCheckedContinuation { waiters.append($0) } }
    // Those who waited for it fail with it, instead of each loading for as long.
    if let failure, .now < failure.until { throw failure.error }
    isRefreshing = true
    defer {
      isRefreshing = false
      let waiting = waiters
      waiters = []
      for waiter in waiting { waiter.resume() }
    }
    // What was replaced stays until it is loaded anew; more than there may be is held only until then.
    if mark == nil || index.count > mostFrames { try await loadOrPause() } else { try await update() }
  }

  private func loadOrPause() async throws {
    do {
      try await load()
      failure = nil
    } catch {
      // Whoever was called off says nothing of the next one.
      if !Task.isCancelled { failure = (error, .now + pause) }
      throw error
    }
  }

  private func load() async throws {
    let begin = ContinuousClock.now
    // Room for what comes until the next time.
    let limit = mostFrames - mostFrames / 8
    let (gathered, mark) = try await feed.load(into: Gathering(), limit: limit)
    (index, self.mark) = (gathered.index, mark)
    taken = [:]
    logger.info(
      "key frames loaded", ["frames": "\(index.count)", "took": "\(ContinuousClock.now - begin)"])
    guard index.count == limit else { return }
    logger.warning("there are more key frames than are compared: the oldest videos are left out")
  }

  private func update() async throws {
    guard let mark else { return }
    let changes: PrintFeed.Changes
    do { changes = try await feed.changes(since: mark) } catch {
      // There may be too many by now: all are loaded sooner than those are told.
      if !Task.isCancelled { self.mark = nil }
      throw error
    }
    let new = changes.videos.filter { taken[$0.video] != $0.written }
    index.remove(Set(new.map(\.video.rawValue)))
    for entry in new {
      for hash in entry.hashes { index.append(hash, of: entry.video.rawValue) }
    }
    taken = Dictionary(changes.videos.map { ($0.video, $0.written) }) { $1 }
    self.mark = changes.mark
  }
}
