import FoundationEssentials
public import Media
import MediaWire
public import Models

/// A folder of audio files: what their tags say, and what they sound like.
///
/// A track is known by the bytes of its file, so that it stays the same under another name. Files that have not changed
/// are not read again.
public actor LibraryFolder: Source {
  public nonisolated let name = "library"
  public nonisolated let abilities: Set<SourceAbility> = [.track]
  public nonisolated let meter = SourceMeter()
  public nonisolated let path: String

  public typealias Tell = @Sendable (LibraryProgress) -> Void
  public typealias Clock = @Sendable () -> ContinuousClock.Instant

  /// So many files are kept at a time.
  private static let batchLength = 50
  /// What comes after ten minutes is not needed to know a recording.
  private static let fingerprintLimit = 600.0
  /// So much of the start is taken at other speeds, too: enough to be found by, and it is done many times.
  private static let versionLimit = 60.0

  private let decoder: Decoder?
  private let shelf: any LibraryShelf
  private let hands: [LibraryHand]
  /// By path; nil before the shelf was asked.
  private var known: [String: LibraryRecord]?
  private var heardKeys: [SourceKey: Track] = [:]
  private var patience = LibraryPatience()
  private let clock: Clock
  private var isLooking = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Nothing is looked at before it is asked for. Without a decoder tracks are called what their files are called, and
  /// have no fingerprints. `width` is how many files are read at a time.
  public init(
    _ path: String, decoder: Decoder?, shelf: any LibraryShelf = BriefShelf(), width: Int = 2,
    clock: @escaping Clock = { .now }
  ) {
    self.clock = clock
    self.path = path
    self.decoder = decoder
    self.shelf = shelf
    hands = (0..<max(1, width)).map(LibraryHand.init)
  }

  /// Reads what is new or has changed, and keeps it as it goes. One look at a time. Where most of what was known is not
  /// there, it is held for a folder that is not mounted and not for one that was cleared, unless that is `believed`.
  public func look(
    believed: Bool = false, _ tell: @escaping Tell = { _ in }
  ) async throws(SourceError) -> LibraryLook {
    await enter()
    defer { leave() }
    do { return try await wholeLook(believed, tell) } catch let error as SourceError { throw error } catch {
      if Task.isCancelled || error is CancellationError {
        throw SourceError(.cancelled, "the look at \(path) was cancelled")
      }
      throw SourceError(.unavailable, "what the library at \(path) holds cannot be kept: \(error)")
    }
  }

  /// All tracks that are there now, each once, and the files that are none.
  public func tracks() async throws(SourceError) -> (tracks: [Track], rejections: [Rejection]) {
    try await catalogue().listed
  }

  /// The same, with what the look came to.
  public func catalogue() async throws(SourceError) -> (
    listed: (tracks: [Track], rejections: [Rejection]), look: LibraryLook
  ) {
    let look = try await look()
    let taken = (known ?? [:]).values.compactMap(\.track)
    let distinct = Dictionary(taken.map { ($0.key, $0) }) { first, _ in first }
    return ((distinct.values.sorted { $0.key < $1.key }, look.rejections), look)
  }

  /// By the bytes of its file, as far as it was looked at.
  public func track(_ key: SourceKey) async throws(SourceError) -> Track? {
    guard key.platform == .library else { return nil }
    if known == nil { _ = try await look() }
    return known?.values.first { $0.track?.key == key }?.track
  }

  private func enter() async {
    while isLooking { await withCheckedContinuation { waiting.append($0) } }
    isLooking = true
  }

  private func leave() {
    isLooking = false
    let waiters = waiting
    waiting = []
    for waiter in waiters { waiter.resume() }
  }
}

extension LibraryFolder {
  private func wholeLook(_ isBelieved: Bool, _ tell: @escaping Tell) async throws -> LibraryLook {
    let (tree, listing) = try await hands[0].listing(of: path)
    try await remember(tree.root)
    let before = Set((known ?? [:]).values.lazy.filter { !$0.isGone }.map(\.path))
    var look = LibraryLook(root: tree.root)
    look.files = listing.files.count
    look.unreadable = listing.rejections.count
    let back = try await takeBack(listing.files, in: tree, into: &look)
    let due = listing.files.filter { !back.contains($0.path) && isDue($0) }
    look.unchanged = listing.files.count - due.count - back.count
    try await read(due, in: tree, into: &look, tell)
    try await noteGone(listing.files, before: before, isBelieved, in: tree, into: &look)
    look.rejections =
      listing.rejections
      + (known ?? [:]).values.compactMap { record in
        guard case .rejected(let rejection) = record.state else { return nil }
        return rejection
      }
    look.rejections.sort { FileTree.isBefore($0.place, $1.place) }
    return look
  }

  private func remember(_ root: String) async throws {
    guard known == nil else { return }
    let records = try await shelf.records(of: root)
    known = Dictionary(records.map { ($0.path, $0) }) { $1 }
    for record in records { noteKey(of: record) }
  }

  /// What is gone has been heard all the same: it may come back.
  private func noteKey(of record: LibraryRecord) {
    if record.isHeard, let track = record.track ?? record.lostTrack { heardKeys[track.key] = track }
  }

  /// Files that were away, as they were: nothing of them is read. Returns their paths.
  private func takeBack(
    _ files: [LibraryTree.File], in tree: LibraryTree, into look: inout LibraryLook
  ) async throws -> Set<String> {
    let back = files.compactMap { file -> LibraryNews? in
      guard var record = known?[file.path], let track = record.lostTrack, record.signature == file.signature,
        record.isHeard || decoder == nil
      else { return nil }
      record.state = .taken(track)
      return LibraryNews(record)
    }
    for start in stride(from: 0, to: back.count, by: 1_000) {
      let news = Array(back[start..<min(start + 1_000, back.count)])
      try await shelf.keep(news, of: tree.root)
      for item in news { known?[item.record.path] = item.record }
    }
    look.returned += back.count
    return Set(back.map(\.record.path))
  }

  /// One that only its name spoke for is read once there is a decoder.
  private func isDue(_ file: LibraryTree.File) -> Bool {
    if patience.isWaiting(file, now: clock()) { return false }
    guard let record = known?[file.path], !record.isGone, record.signature == file.signature else {
      return true
    }
    return !record.isHeard && decoder != nil
  }

  private func read(
    _ due: [LibraryTree.File], in tree: LibraryTree, into look: inout LibraryLook, _ tell: @escaping Tell
  ) async throws {
    var batch: [LibraryNews] = []
    var finished = 0
    try await withThrowingTaskGroup(of: (Int, LibraryNews).self) { group in
      var next = 0
      func begin(with hand: Int) {
        guard next < due.count else { return }
        let file = due[next]
        next += 1
        group.addTask { [hands] in (hand, try await self.news(of: file, in: tree, hands[hand])) }
      }
      for hand in hands.indices { begin(with: hand) }
      while let (hand, news) = try await group.next() {
        begin(with: hand)
        finished += 1
        batch.append(news)
        tell(LibraryProgress(read: finished, toRead: due.count, news: nil))
        guard batch.count == Self.batchLength || finished == due.count else { continue }
        try await keep(batch, tree.root, into: &look, finished, due.count, tell)
        batch = []
      }
    }
  }

  private func keep(
    _ batch: [LibraryNews], _ root: String, into look: inout LibraryLook, _ finished: Int, _ total: Int,
    _ tell: Tell
  ) async throws {
    try await shelf.keep(batch, of: root)
    for news in batch {
      count(news, into: &look)
      known?[news.record.path] = news.record
      noteKey(of: news.record)
      tell(LibraryProgress(read: finished, toRead: total, news: news))
    }
    meter.records(batch.count { $0.record.track != nil })
    meter.rejections(
      batch.compactMap { news in
        guard case .rejected(let rejection) = news.record.state else { return nil }
        return rejection
      })
  }

  private func count(_ news: LibraryNews, into look: inout LibraryLook) {
    guard news.record.track != nil else { return look.newlyRejected += 1 }
    if news.fingerprint != nil { look.fingerprints += 1 }
    if let before = known?[news.record.path], !before.isGone {
      look.changed += 1
    } else if let before = known?[news.record.path]?.lostTrack, before.key == news.record.track?.key {
      look.returned += 1
    } else if let track = news.record.track, news.fingerprint == nil, heardKeys[track.key] != nil {
      look.moved += 1
    } else {
      look.added += 1
    }
  }

  private func noteGone(
    _ files: [LibraryTree.File], before: Set<String>, _ isBelieved: Bool, in tree: LibraryTree,
    into look: inout LibraryLook
  ) async throws {
    var loss = LibraryLoss(of: known ?? [:], before: before, files)
    if loss.isSuspicious, !isBelieved {
      // Somebody else may have said meanwhile that it is so.
      known = nil
      try await remember(tree.root)
      loss = LibraryLoss(of: known ?? [:], before: before, files)
      if loss.isSuspicious {
        look.held = loss.gone.count
        return
      }
    }
    let gone = loss.gone.sorted { FileTree.isBefore($0.path, $1.path) }
    for start in stride(from: 0, to: gone.count, by: 1_000) {
      let news = gone[start..<min(start + 1_000, gone.count)].map { record in
        LibraryNews(
          LibraryRecord(
            path: record.path, signature: record.signature, state: .gone(record.track),
            isHeard: record.isHeard))
      }
      try await shelf.keep(news, of: tree.root)
      for news in news { known?[news.record.path] = news.record }
    }
    look.gone = gone.count
  }

  /// What a file is found to be; its own faults are part of that.
  private func news(
    of file: LibraryTree.File, in tree: LibraryTree, _ hand: LibraryHand
  ) async throws -> LibraryNews {
    meter.request()
    do {
      let open = try await hand.opened(file, in: tree)
      if let track = heardKeys[open.key] {
        return LibraryNews(
          LibraryRecord(path: file.path, signature: file.signature, state: .taken(track), isHeard: true))
      }
      let heard = try await hear(open)
      try await hand.check(file, open)
      let track = LibraryTrack.track(open.key, heard?.info, path: file.path)
      let record = LibraryRecord(
        path: file.path, signature: file.signature, state: .taken(track), isHeard: decoder != nil)
      let prints = heard?.prints ?? []
      return LibraryNews(record, fingerprint: prints.first, others: Array(prints.dropFirst()))
    } catch let flaw as LibraryFlaw {
      var signature = file.signature
      // Read again: when it has changed, or when it was left alone for a while.
      if flaw.mayPass {
        signature.changedAt = -1
        patience.fail(file, now: clock())
      }
      let rejection = Rejection(place: file.path, offset: 0, reason: flaw.reason, rule: flaw.rule.id)
      return LibraryNews(
        LibraryRecord(
          path: file.path, signature: signature, state: .rejected(rejection), isHeard: decoder != nil))
    }
  }

  /// Nil without a decoder. The first of the prints is that of the sound as it is.
  private func hear(_ open: OpenLibraryFile) async throws -> (info: MediaInfo, prints: [Fingerprint])? {
    guard let decoder else { return nil }
    let whole = try await decode(open, .init(speeds: [1], limit: Self.fingerprintLimit), with: decoder)
    guard !whole.prints.isEmpty else { return whole }
    let speeds = Fingerprint.versionSpeeds
    let start = try await decode(open, .init(speeds: speeds, limit: Self.versionLimit), with: decoder)
    return (whole.info, whole.prints + start.prints)
  }

  private func decode(
    _ open: OpenLibraryFile, _ prints: DecodeOrder.Prints, with decoder: Decoder
  ) async throws -> (info: MediaInfo, prints: [Fingerprint]) {
    var isRepeated = false
    while true {
      do {
        let decoded = try await decoder.decode(
          try open.media(), DecodeOrder(prints: prints), into: PrintCollector())
        let made = decoded.consumer.prints.filter { !$0.items.isEmpty }
        return (
          decoded.info,
          made.map { Fingerprint($0.items, itemDuration: $0.itemDuration, speed: $0.speed) }
        )
      } catch let error as MediaError {
        switch error.code {
        // It may have been another's fault.
        case .crashed where !isRepeated: isRepeated = true
        case .noDecoder, .storeFailed: throw SourceError(.unavailable, "\(error)")
        // On a busy machine anything takes too long.
        default:
          let mayPass = error.isRetriable || error.code == .limit
          throw LibraryFlaw(Rules.Library.sound, "\(error)", mayPass: mayPass)
        }
      }
    }
  }
}
