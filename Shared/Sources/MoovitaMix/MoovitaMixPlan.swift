import Synchronization

/// Which pages are still to be asked for, and what those that came say of the whole.
final class MoovitaMixPlan: Sendable {
  struct Kind: Sendable {
    /// Nil where the server does not say; then pages are asked for until one is empty.
    var total: Int?
    var pageCount: Int?
    /// How many records the server puts on a page.
    var size: Int
    /// The next page to ask for.
    var next = 2
    /// Pages that were asked for and have not come yet.
    var due = 1
    /// Pages that were asked for and whose ids are not known yet.
    var open = 1
    /// Whether a page was empty.
    var hasEnded = false
    /// How many records came.
    var records = 0

    var isExhausted: Bool { pageCount.map { next > $0 } ?? hasEnded }
  }

  fileprivate struct State {
    var kinds: [MoovitaMixKind: Kind] = [:]
    /// The numbers of pages by what is on them.
    var pages: [MoovitaMixKind: [UInt64: Int]] = [:]
    var outcome = MoovitaMixCrawl.Outcome()
    var records = 0
  }

  /// More of a kind are not asked for, however few records are on each.
  static let pageLimit = 1_000_000

  private let recordLimit: Int
  private let state: Mutex<State>
  private let others = Latch()
  private let pages = Latch()

  init(_ firsts: [(kind: MoovitaMixKind, page: MoovitaMixPage)], size: Int, recordLimit: Int) {
    self.recordLimit = recordLimit
    var state = State()
    for (kind, page) in firsts { state.kinds[kind] = Kind(page, asked: size) }
    self.state = Mutex(state)
  }

  var outcome: MoovitaMixCrawl.Outcome { state.withLock { $0.outcome } }

  /// Whether users or tracks are still to be asked for.
  var hasOthers: Bool {
    state.withLock { state in
      [MoovitaMixKind.user, .track].contains { state.kinds[$0].map { !$0.isExhausted } ?? false }
    }
  }

  /// Users first, histories last.
  func next() -> (kind: MoovitaMixKind, number: Int)? {
    state.withLock { state in
      for kind in MoovitaMixKind.allCases {
        guard var entry = state.kinds[kind], !entry.isExhausted else { continue }
        defer { state.kinds[kind] = entry }
        let number = entry.next
        entry.next += 1
        entry.due += 1
        entry.open += 1
        return (kind, number)
      }
      return nil
    }
  }

  /// What may be over when the page is asked for again.
  func check(_ page: MoovitaMixPage, _ kind: MoovitaMixKind, _ number: Int) throws(Unreadable) {
    let twin = page.batch.fingerprint.flatMap { print in
      state.withLock { $0.pages[kind]?[print] }
    }
    if let twin, twin != number { throw Unreadable("page \(number) is page \(twin) once more") }
    try state.withLock { $0.kinds[kind] }?.check(page, number)
  }

  /// By what it says itself: a first page that is cut would be a whole data set that is smaller.
  static func check(_ page: MoovitaMixPage, _ number: Int, asked size: Int) throws(Unreadable) {
    try Kind(page, asked: size).check(page, number)
  }

  /// Throws when the server says of a kind that it has more than are taken.
  func checkLimits() throws(MoovitaMixCrawl.TooMany) {
    for (kind, entry) in state.withLock({ $0.kinds }) {
      guard let total = entry.total, let pages = entry.pageCount else { continue }
      if total > recordLimit {
        throw MoovitaMixCrawl.TooMany(
          description: "/\(kind.path) says that it has \(total) records, and at most \(recordLimit) are taken"
        )
      }
      if pages > Self.pageLimit {
        throw MoovitaMixCrawl.TooMany(
          description:
            "the \(total) records of /\(kind.path) would be \(pages) pages, and at most \(Self.pageLimit) are read"
        )
      }
    }
  }

  /// Where the page begins in the whole, by the size that the server gives pages.
  func base(_ kind: MoovitaMixKind, _ number: Int) -> Int {
    state.withLock { (number - 1) * ($0.kinds[kind]?.size ?? 0) }
  }

  /// Takes it into the whole; throws when it is of another.
  func accept(_ page: MoovitaMixPage, _ kind: MoovitaMixKind, _ number: Int) throws {
    let totals = state.withLock { state -> (Int, Int)? in
      if let print = page.batch.fingerprint { state.pages[kind, default: [:]][print] = number }
      if page.recordCount == 0 { state.kinds[kind]?.hasEnded = true }
      state.kinds[kind]?.due -= 1
      state.kinds[kind]?.records += page.recordCount
      guard let before = state.kinds[kind]?.total, let after = page.total, before != after else { return nil }
      return (before, after)
    }
    guard let totals else {
      try checkEnd(of: kind, at: number, isEmpty: page.recordCount == 0)
      return openWhenAllHaveCome()
    }
    throw MoovitaMixCrawl.Changed(
      description: "/\(kind.path) had \(totals.0) records in all and has \(totals.1) now")
  }

  /// Where nobody says how many there are, it must end some time. That an empty page has come says nothing of it: pages
  /// come in any order, and those before it may have more than is taken.
  private func checkEnd(
    of kind: MoovitaMixKind, at number: Int, isEmpty: Bool
  ) throws(MoovitaMixCrawl.TooMany) {
    let entry = state.withLock { $0.kinds[kind] }
    guard let entry, entry.total == nil, !isEmpty else { return }
    let pageLimit = min(Self.pageLimit, recordLimit / entry.size + 1)
    guard entry.records > recordLimit || number > pageLimit else { return }
    throw MoovitaMixCrawl.TooMany(
      description: "/\(kind.path) does not say how many records it has, and page \(number) still has some; "
        + "at most \(recordLimit) are taken")
  }

  func close(_ page: MoovitaMixPage, _ kind: MoovitaMixKind, _ note: (MoovitaMixCrawl.Progress) -> Void) {
    let progress = state.withLock { state in
      state.outcome.pages += 1
      state.records += page.recordCount
      return state.progress
    }
    note(progress)
  }

  // MARK: Gaps

  /// Where nobody knows how many pages there are, one that is left out could be the last.
  func mayLeave(_ kind: MoovitaMixKind, _ error: any Error, _ settings: MoovitaMixCrawl.Settings) -> Bool {
    guard settings.allowsGaps, let error = error as? SourceError, error.code != .cancelled else {
      return false
    }
    return state.withLock { $0.kinds[kind]?.pageCount != nil }
  }

  func leave(_ kind: MoovitaMixKind, _ number: Int, _ reason: String) {
    state.withLock { state in
      state.outcome.gaps.append(reason)
      state.outcome.gapKinds.insert(kind)
      state.kinds[kind]?.due -= 1
    }
    openWhenAllHaveCome()
    settle(kind)
  }

  // MARK: Order

  /// Returns once the ids of all users and tracks are known.
  func othersAreKnown() async throws { try await others.wait() }

  /// Returns once there is no page left to come; some may not be taken yet.
  func pagesHaveCome() async throws { try await pages.wait() }

  private func openWhenAllHaveCome() {
    let haveCome = state.withLock { $0.kinds.values.allSatisfy { $0.due == 0 && $0.isExhausted } }
    if haveCome { pages.open() }
  }

  /// Says that the ids of a page are known.
  func settle(_ kind: MoovitaMixKind) {
    let areKnown = state.withLock { state in
      state.kinds[kind]?.open -= 1
      return [MoovitaMixKind.user, .track].allSatisfy { kind in
        state.kinds[kind].map { $0.open == 0 && $0.isExhausted } ?? true
      }
    }
    if areKnown { others.open() }
  }
}

extension MoovitaMixPlan.Kind {
  /// Whether there are as many records as there must be.
  fileprivate func check(_ page: MoovitaMixPage, _ number: Int) throws(Unreadable) {
    guard page.recordCount <= size else {
      throw Unreadable("page \(number) has \(page.recordCount) records instead of at most \(size)")
    }
    guard let total, (page.total ?? total) == total else { return }
    let expected = max(0, min(size, total - (number - 1) * size))
    guard page.recordCount == expected else {
      throw Unreadable("page \(number) has \(page.recordCount) records instead of \(expected)")
    }
  }

  fileprivate init(_ page: MoovitaMixPage, asked: Int) {
    total = page.total
    // The server may give fewer than it is asked for.
    size = page.size.flatMap { $0 > 0 ? $0 : nil } ?? max(asked, page.recordCount)
    if let total { pageCount = (total + size - 1) / size }
    hasEnded = page.recordCount == 0
  }
}

extension MoovitaMixPlan.State {
  fileprivate var progress: MoovitaMixCrawl.Progress {
    let counts = kinds.values.map(\.pageCount)
    // Of an empty kind the first page is asked for all the same.
    let pageCount = counts.contains(nil) ? nil : counts.reduce(0) { $0 + max(1, $1 ?? 0) }
    return MoovitaMixCrawl.Progress(pages: outcome.pages, pageCount: pageCount, records: records)
  }
}
