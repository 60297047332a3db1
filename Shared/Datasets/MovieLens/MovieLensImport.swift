public import Sources
public import Storage

/// Brings a data set of MovieLens in, as a new version.
public struct MovieLensImport: Sendable {
  /// Hears of how many bytes of all files were read.
  public typealias Advance = @Sendable (Int) -> Void
  /// Hears of each row that is not taken in, in the order of the files.
  public typealias Reject = @Sendable (RejectedRow) throws -> Void

  /// What is kept of rows that are not taken in, of one version.
  static let rejectionLimit = 100_000

  private let folder: MovieLensFolder
  private let database: any Database
  /// What the version is called, and where it says that it is from.
  private let title: String
  private let origin: String

  /// It is called as the folder, unless something else is said.
  public init(
    _ folder: MovieLensFolder, into database: any Database, title: String? = nil, origin: String? = nil
  ) {
    self.folder = folder
    self.database = database
    self.title = title ?? folder.path.split(separator: "/").last.map(String.init) ?? folder.path
    self.origin = origin ?? folder.path
  }

  /// Loads everything and makes it the current version, or leaves everything as it was. Hold the `DatasetLock`.
  ///
  /// Where nothing differs from the current version, that stays, and where most of it is lost, the new one is held back,
  /// unless `isForced`; the report tells.
  public func run(
    isForced: Bool = false, advance: @escaping Advance = { _ in }, reject: @escaping Reject = { _ in }
  ) async throws -> MovieLensReport {
    let store = DatasetStore(database)
    try await store.discardLeftovers(of: .movieLens)
    let start = ContinuousClock.now
    let version = try await store.begin(.movieLens, title: title, origin: origin)
    do {
      var report = try await load(version, advance, reject)
      report.report.seconds = (ContinuousClock.now - start) / .seconds(1)
      try await finish(version, &report, isForced: isForced)
      return report
    } catch {
      // Cancelled or not, it must not look as if somebody were still at it.
      let reason = "\(error)"
      let cleaning = Task { try await store.fail(version, of: .movieLens, because: reason) }
      try? await cleaning.value
      throw error
    }
  }

  private struct Unchanged: Error {
    let report: DatasetReport
  }

  private func finish(
    _ version: DatasetVersion.ID, _ report: inout MovieLensReport, isForced: Bool
  ) async throws {
    let store = DatasetStore(database)
    do {
      report.report = try await store.finish(
        version, of: .movieLens, report.report, isForced: isForced
      ) { session, report in
        try MovieLensComparison(session).fill(&report, version: version)
        if report.isUnchanged, !isForced { throw Unchanged(report: report) }
      }
    } catch let unchanged as Unchanged {
      // One whose time has just run out leaves its place to this one.
      guard let previous = unchanged.report.previous, try await store.prolong(previous, to: nil) else {
        return try await finish(version, &report, isForced: isForced)
      }
      report.report = unchanged.report
      report.version = nil
      try await store.delete(version, of: .movieLens)
    }
  }

  private func load(
    _ version: DatasetVersion.ID, _ advance: @escaping Advance, _ reject: @escaping Reject
  ) async throws -> MovieLensReport {
    let folder = folder
    // Read where it is written, on the connection's thread: both block. Reading again is no way to try again.
    return try await database.transaction(TransactionSettings(attempts: 1)) { session in
      try session.setStatementTimeout(nil)
      var loading = MovieLensLoading(folder, version: version, session, advance: advance, reject: reject)
      return try loading.run()
    }
  }
}
