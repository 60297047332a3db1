import Models
import Synchronization

/// Reads all pages of MoovitaMix, many at once, and sees that they are of one whole: none missing, none twice, and none
/// of another data set than the first, as after a restart of the server, when all ids are others.
public struct MoovitaMixCrawl: Sendable {
  public struct Settings: Sendable {
    /// How many pages are asked for at once.
    public var concurrency = 100
    /// Whether pages that cannot be had are left out instead of ending it.
    public var allowsGaps = false
    /// So many records of a kind are taken at most: a server may say anything, or never come to an end.
    public var recordLimit = 10_000_000
    /// How many pages of each kind there probably are. They are asked for at once, instead of after the first, which says
    /// how many there are: a round trip less. A number that is wrong does no harm.
    public var expectedPages: [MoovitaMixKind: Int] = [:]

    public init() {}
  }

  /// How far it is.
  public struct Progress: Sendable, Equatable {
    public var pages = 0
    /// Nil while it is not known, and where the server does not say.
    public var pageCount: Int?
    public var records = 0

    public init(pages: Int = 0, pageCount: Int? = nil, records: Int = 0) {
      self.pages = pages
      self.pageCount = pageCount
      self.records = records
    }
  }

  /// What came of it.
  public struct Outcome: Sendable, Equatable {
    public var pages = 0
    /// Pages that could not be had, with the reasons.
    public var gaps: [String] = []
    /// Of what kinds those are.
    public var gapKinds: Set<MoovitaMixKind> = []
  }

  /// The server began to give another data set meanwhile.
  public struct Changed: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String
  }

  /// There are more records of a kind than are taken.
  public struct TooMany: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String
  }

  public typealias Take =
    @Sendable (_ page: MoovitaMixPage, _ kind: MoovitaMixKind, _ number: Int) async throws -> Void
  /// What is left to be done with a page whose ids are known.
  public typealias Rest = @Sendable () async throws -> Void
  public typealias Judge =
    @Sendable (_ page: MoovitaMixPage, _ kind: MoovitaMixKind, _ number: Int) async throws -> Rest

  private let api: MoovitaMixAPI
  private let settings: Settings
  private let note: @Sendable (Progress) -> Void

  public init(
    _ api: MoovitaMixAPI, _ settings: Settings = Settings(),
    note: @escaping @Sendable (Progress) -> Void = { _ in }
  ) {
    precondition(settings.concurrency > 0, "at least one page is asked for")
    self.api = api
    self.settings = settings
    self.note = note
  }

  /// Hands every page to `take`, several at once and in no order, but histories after all users and tracks. Throws
  /// `SourceError` when a page cannot be had, `Changed`, and `TooMany`.
  public func run(_ take: @escaping Take) async throws -> Outcome {
    try await run(
      judging: { page, kind, number in
        try await take(page, kind, number)
        return {}
      }, end: {})
  }

  /// As before, in two steps: histories wait until all users and tracks were handed to `judge`, not for what it returns,
  /// which is done after that. `end` is called once all of it is done.
  public func run(
    judging judge: @escaping Judge, end: @escaping Rest
  ) async throws -> Outcome {
    let early = EarlyPages(api, settings)
    return try await withTaskCancellationHandler {
      let result: Result<Outcome, any Error>
      do { result = .success(try await run(early, judge, end)) } catch { result = .failure(error) }
      await early.end()
      return try result.get()
    } onCancel: {
      early.cancel()
    }
  }

  private func run(
    _ early: EarlyPages, _ judge: @escaping Judge, _ end: @escaping Rest
  ) async throws -> Outcome {
    let firsts = try await firstPages(early.api)
    await early.firstsHaveCome()
    let plan = MoovitaMixPlan(firsts, size: api.size, recordLimit: settings.recordLimit)
    try plan.checkLimits()
    let step = Step(api: api, plan: plan, settings: settings, early: early, note: note, judge: judge)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await read(firsts, step)
        try await end()
      }
      // While the last pages are still being taken.
      group.addTask {
        try await plan.pagesHaveCome()
        try await lookAgain(firsts, early)
      }
      for try await _ in group {}
    }
    return plan.outcome
  }

  private func read(_ firsts: Firsts, _ step: Step) async throws {
    let plan = step.plan
    try await withThrowingTaskGroup(of: Void.self) { group in
      // A history waits for all users and tracks, in a place of its own: it takes one only once those have theirs.
      var waiting = firsts
      var running = 0
      while true {
        if running >= settings.concurrency {
          try await group.next()
          running -= 1
          continue
        }
        if let (kind, page) = waiting.first, kind != .history || !plan.hasOthers {
          waiting.removeFirst()
          group.addTask { try await step.finish(page, kind, 1) }
        } else if let next = plan.next() {
          group.addTask { try await step.run(next.kind, next.number) }
        } else if waiting.isEmpty {
          break
        } else {
          // Whether there are more users and tracks shows when one that is under way has come.
          try await group.next()
          running -= 1
          continue
        }
        running += 1
      }
      // One that fails ends those that wait for it.
      for try await _ in group {}
    }
  }

  private typealias Firsts = [(kind: MoovitaMixKind, page: MoovitaMixPage)]

  private func firstPages(_ api: MoovitaMixAPI) async throws -> Firsts {
    try await withThrowingTaskGroup(of: (MoovitaMixKind, MoovitaMixPage).self) { group in
      for kind in MoovitaMixKind.allCases {
        group.addTask {
          let page = try await api.page(kind, 1) { page throws(Unreadable) in
            try MoovitaMixPlan.check(page, 1, asked: api.size)
          }
          return (kind, page)
        }
      }
      var pages: [MoovitaMixKind: MoovitaMixPage] = [:]
      for try await (kind, page) in group { pages[kind] = page }
      return MoovitaMixKind.allCases.compactMap { kind in pages[kind].map { (kind, $0) } }
    }
  }

  /// Whoever still gives the first pages that it gave at first, and the last that were asked for with them, has not started
  /// anew meanwhile.
  private func lookAgain(_ firsts: Firsts, _ early: EarlyPages) async throws {
    let marks = firsts.map { MoovitaMixMark($0.page, $0.kind, 1) } + early.lastTaken
    try await withThrowingTaskGroup(of: Void.self) { group in
      for mark in marks { group.addTask { try await mark.check(api) } }
      for try await _ in group {}
    }
  }

  /// One page from the question to whoever takes it.
  private struct Step: Sendable {
    let api: MoovitaMixAPI
    let plan: MoovitaMixPlan
    let settings: Settings
    let early: EarlyPages
    let note: @Sendable (Progress) -> Void
    let judge: Judge

    func run(_ kind: MoovitaMixKind, _ number: Int) async throws {
      switch await ask(kind, number) {
      case .success(let page): try await finish(page, kind, number)
      case .failure(let error):
        guard plan.mayLeave(kind, error, settings) else { throw error }
        plan.leave(kind, number, "\(api.address(kind, number)): \(error)")
      }
    }

    private func ask(_ kind: MoovitaMixKind, _ number: Int) async -> Result<MoovitaMixPage, SourceError> {
      switch await early.page(kind, number) {
      case .success(let page)?:
        do throws(Unreadable) {
          try plan.check(page, kind, number)
          early.take(MoovitaMixMark(page, kind, number))
          return .success(page)
        } catch {}
      case .failure(let error)?: return .failure(error)
      case nil: break
      }
      do throws(SourceError) {
        return .success(
          try await api.page(kind, number) { page throws(Unreadable) in try plan.check(page, kind, number) })
      } catch { return .failure(error) }
    }

    func finish(_ page: MoovitaMixPage, _ kind: MoovitaMixKind, _ number: Int) async throws {
      try plan.accept(page, kind, number)
      if kind == .history { try await plan.othersAreKnown() }
      var page = page
      page.base = plan.base(kind, number)
      let rest = try await judge(page, kind, number)
      plan.settle(kind)
      try await rest()
      api.meter.records(page.batch.count)
      plan.close(page, kind, note)
    }
  }
}
