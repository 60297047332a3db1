public import FoundationEssentials
import Models
public import Sources
public import Storage

/// Brings MoovitaMix in as a new version: all of it, validated, or nothing.
public struct MoovitaMixImport: Sendable {
  /// Where the records come from.
  public enum Origin: Sendable {
    case api(MoovitaMixAPI, MoovitaMixCrawl.Settings)
    case files([MoovitaMixFile])
  }

  public struct Settings: Sendable {
    public var title = ""
    /// When the version is to be deleted; nil for never. Where nothing differs from the current one, that is kept at least
    /// so long.
    public var expiry: Date?
    /// Whether a version is made even if nothing differs from the current one, and becomes current even if it has lost
    /// most of that.
    public var isForced = false

    public init() {}
  }

  /// How it ended.
  public struct Outcome: Sendable, Equatable {
    public var report: DatasetReport
    /// Nil when nothing differs from the current version, which stays.
    public var version: DatasetVersion.ID?
    /// Whether the version is held back, and what was current before still is.
    public var isHeld: Bool { !report.doubts.isEmpty }
    /// Pages that were left out, with the reasons.
    public var gaps: [String] = []
    /// Why what was current could not be packed; that is tried again later.
    public var packingFailure: String?

    public init(
      report: DatasetReport, version: DatasetVersion.ID? = nil, gaps: [String] = [],
      packingFailure: String? = nil
    ) {
      (self.report, self.version, self.gaps) = (report, version, gaps)
      self.packingFailure = packingFailure
    }
  }

  public typealias Progress = MoovitaMixCrawl.Progress

  private let database: any Database
  private let settings: Settings

  public init(_ database: any Database, _ settings: Settings = Settings()) {
    self.database = database
    self.settings = settings
  }

  private var store: DatasetStore { DatasetStore(database) }

  /// Hold the `DatasetLock` of the data set meanwhile. Throws `DatasetError` and `StorageError`; then the current version
  /// is what it was.
  public func run(
    _ origin: Origin, note: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws -> Outcome {
    let start = ContinuousClock.now
    var loaded: Loaded
    do {
      loaded = try await load(origin, note)
    } catch let error as MoovitaMixCrawl.Changed {
      // Once is a restart; twice is a server that does not stand still.
      do { loaded = try await load(origin, note) } catch let again as MoovitaMixCrawl.Changed {
        throw DatasetError(
          .incomplete,
          "the source changed while it was read, twice: \(error); \(again); nothing was changed here")
      }
      loaded.report.counts["restarts"] = 1
    }
    loaded.report.seconds = (ContinuousClock.now - start) / .seconds(1)
    return try await finish(loaded)
  }

  private struct Loaded {
    var version: DatasetVersion.ID
    var report: DatasetReport
    var gaps: [String] = []
    /// Kinds of which not everything was read.
    var torn: Set<MoovitaMixKind> = []
  }

  /// Loads everything into a new version; what goes wrong ends it.
  private func load(_ origin: Origin, _ note: @escaping @Sendable (Progress) -> Void) async throws -> Loaded {
    // The first records are asked for meanwhile.
    let beginning = Task { [store, settings] in
      try await store.discardLeftovers(of: .moovitaMix)
      return try await store.begin(
        .moovitaMix, title: settings.title, origin: origin.description, expiry: settings.expiry)
    }
    let intake = MoovitaMixIntake(database, version: beginning)
    do {
      let outcome = try await read(origin, into: intake, note)
      var report = intake.report
      report.counts.merge(outcome.counts) { $1 }
      return Loaded(
        version: try await beginning.value, report: report, gaps: outcome.gaps, torn: outcome.torn)
    } catch {
      await intake.settle()
      let version = try await beginning.value
      // In a task of its own: also an import that is cancelled cleans up.
      let (store, reason) = (store, "\(error)")
      _ = try? await Task { try await store.fail(version, of: .moovitaMix, because: reason) }.value
      throw Self.explained(error)
    }
  }

  private typealias Reading = (counts: [String: Int], gaps: [String], torn: Set<MoovitaMixKind>)

  private func read(
    _ origin: Origin, into intake: MoovitaMixIntake, _ note: @escaping @Sendable (Progress) -> Void
  ) async throws -> Reading {
    switch origin {
    case .api(let api, var crawl):
      if crawl.expectedPages.isEmpty { crawl.expectedPages = try await expectedPages(of: api.size) }
      let before = api.meter.take()
      api.meter.giveBack(before)
      let outcome = try await MoovitaMixCrawl(api, crawl, note: note).run(
        judging: { page, kind, number in
          intake.judge(page.batch, kind, place: api.address(kind, number), base: page.base)
        }, end: { try await intake.finish() })
      let activity = api.meter.take()
      api.meter.giveBack(activity)
      let failures = activity.failures.values.reduce(0, +) - before.failures.values.reduce(0, +)
      return (
        [
          "pages": outcome.pages, "gaps": outcome.gaps.count,
          "requests": activity.requests - before.requests, "failures": failures,
        ], outcome.gaps, outcome.gapKinds
      )
    case .files(let files):
      try await MoovitaMixFolder(files, note: note).read { batch, kind, place, base in
        try await intake.take(batch, kind, place: place, base: base)
      }
      try await intake.finish()
      return (["files": files.count], [], [])
    }
  }

  /// As many as there were the last time.
  private func expectedPages(of size: Int) async throws -> [MoovitaMixKind: Int] {
    let last = try await store.current(of: Dataset.moovitaMix.name)?.report.kinds ?? []
    var pages: [MoovitaMixKind: Int] = [:]
    for kind in MoovitaMixKind.allCases {
      guard let last = last.first(where: { $0.name == kind.rawValue }) else { continue }
      pages[kind] = (last.records + last.rejected.values.reduce(0, +) + size - 1) / size
    }
    return pages
  }

  private static func explained(_ error: any Error) -> any Error {
    if let error = error as? MoovitaMixCrawl.TooMany {
      return DatasetError(.tooLarge, "\(error); nothing was changed here")
    }
    guard let error = error as? SourceError, error.code != .cancelled else { return error }
    return DatasetError(.incomplete, "\(error.message); nothing was changed here")
  }

  // MARK: Ending

  private struct Unchanged: Error {
    let report: DatasetReport
  }

  private func finish(_ loaded: Loaded) async throws -> Outcome {
    let isForced = settings.isForced
    let report: DatasetReport
    do {
      report = try await store.finish(
        loaded.version, of: .moovitaMix, loaded.report, isForced: isForced
      ) { session, report in
        try Self.compare(loaded, &report, session)
        if report.isUnchanged, !isForced { throw Unchanged(report: report) }
      }
    } catch let unchanged as Unchanged {
      // One whose time has just run out leaves its place to this one.
      guard let previous = unchanged.report.previous,
        try await store.prolong(previous, to: settings.expiry)
      else { return try await finish(loaded) }
      try await store.delete(loaded.version, of: .moovitaMix)
      return Outcome(report: unchanged.report, version: nil, gaps: loaded.gaps)
    } catch {
      let (store, reason) = (store, "\(error)")
      _ = try? await Task { try await store.fail(loaded.version, of: .moovitaMix, because: reason) }.value
      throw error
    }
    var outcome = Outcome(report: report, version: loaded.version, gaps: loaded.gaps)
    // The version is current or held back: nothing that comes after may undo it.
    do { try await store.packHistory(of: .moovitaMix) } catch { outcome.packingFailure = "\(error)" }
    return outcome
  }

  private static func compare(
    _ loaded: Loaded, _ report: inout DatasetReport, _ session: Session
  ) throws {
    let dataset = Dataset.moovitaMix.name
    report.previous = try session.first(
      """
      select id from hookline.dataset_version
      where dataset = \(dataset) and state = 'current' for no key update
      """,
      as: Int64.self)
    guard let previous = report.previous else { return }
    // What was on pages that are left out is not gone, and neither are the histories that speak of it.
    let kinds = MoovitaMixKind.allCases.filter { kind in
      !loaded.torn.contains(kind) && (kind != .history || loaded.torn.isEmpty)
    }
    let changes = try MoovitaMixChanges.find(kinds, previous, loaded.version, session)
    for kind in kinds { report.kinds[kind.index].changes = changes[kind] }
  }
}

extension MoovitaMixImport.Origin: CustomStringConvertible {
  public var description: String {
    switch self {
    case .api(let api, _): api.url
    case .files(let files): files.map(\.name).joined(separator: ", ")
    }
  }
}
