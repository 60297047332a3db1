public import FoundationEssentials
public import Storage

/// The versions of data sets: their life from loading over current to history, and their end.
public struct DatasetStore: Sendable {
  let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// A new version that is being loaded. Hold the `DatasetLock` of the data set.
  public func begin(
    _ dataset: Dataset, title: String, origin: String, expiry: Date? = nil
  ) async throws -> DatasetVersion.ID {
    try await database.value(
      """
      insert into hookline.dataset_version (dataset, title, origin, expiry_at)
      values (\(dataset.name), \(title), \(origin), \(expiry as Date?)) returning id
      """, as: Int64.self)
  }

  /// Makes a version that is loaded the current one; the one before becomes history. One transaction, in which
  /// `compare` has its say before: it may fill in the report.
  ///
  /// A version that has lost too much (`DatasetReport.doubts(comparedWith:)`) is held back instead, and what is current
  /// stays, unless `isForced`; the report then tells the doubts. It takes the place of what was held back before.
  ///
  /// Throws `DatasetError.lost` when the version is not being loaded any more.
  public func finish(
    _ version: DatasetVersion.ID, of dataset: Dataset, _ report: DatasetReport, isForced: Bool = false,
    compare: @escaping @Sendable (Session, inout DatasetReport) throws -> Void = { _, _ in }
  ) async throws -> DatasetReport {
    let report = try await database.transaction(TransactionSettings(commit: .verified)) { session in
      try session.setStatementTimeout(nil)
      var report = report
      try compare(session, &report)
      let current = try session.currentReport(of: dataset)
      report.doubts = isForced ? [] : report.doubts(comparedWith: current)
      let state = report.doubts.isEmpty ? DatasetState.current : .held
      if state == .current { try session.retireCurrent(of: dataset) }
      let reason = report.doubts.isEmpty ? nil : report.doubts.joined(separator: "; ")
      let count = try session.execute(
        """
        update hookline.dataset_version
        set state = \(state.rawValue), ended_at = clock_timestamp(), report = \(try JSON(encoding: report)),
          reason = \(reason as String?)
        where id = \(version) and state = 'loading'
        """)
      guard count == 1 else {
        throw DatasetError(.lost, "version \(version) was taken away while it was being loaded")
      }
      return report
    }
    // It is held back whatever becomes of those; the next one tries again.
    if !report.doubts.isEmpty { try? await deleteHeld(of: dataset, before: version) }
    return report
  }

  /// Ends a version that could not be loaded; its records go, what was kept apart stays for whoever looks for the reason.
  /// One that is not being loaded, because it has become current or history, stays as it is.
  public func fail(_ version: DatasetVersion.ID, of dataset: Dataset, because reason: String) async throws {
    _ = try await end(version, of: dataset, because: reason)
  }

  /// False when it is not being loaded, or somebody is at its tables for long.
  private func end(
    _ version: DatasetVersion.ID, of dataset: Dataset, because reason: String
  ) async throws -> Bool {
    try await unlessLocked {
      try await database.transaction { session in
        try session.setStatementTimeout(nil)
        // Whoever makes it current meanwhile has ended before its records would go.
        let isLoading = try session.first(
          "select true from hookline.dataset_version where id = \(version) and state = 'loading' for update",
          as: Bool.self)
        guard isLoading == true else { return false }
        try session.remove(version, of: dataset)
        try session.execute(
          """
          update hookline.dataset_version
          set state = 'failed', ended_at = clock_timestamp(), reason = \(String(reason.prefix(1_000)))
          where id = \(version)
          """)
        return true
      }
    }
  }

  /// Ends versions whose import has died: holding the `DatasetLock`, nobody can be loading them. Says which.
  @discardableResult
  public func discardLeftovers(of dataset: Dataset) async throws -> [DatasetVersion.ID] {
    let left = try await database.rows(
      "select id from hookline.dataset_version where dataset = \(dataset.name) and state = 'loading'",
      as: Int64.self)
    var ended: [DatasetVersion.ID] = []
    for version in left
    where try await end(version, of: dataset, because: "its import ended before it was loaded") {
      ended.append(version)
    }
    return ended
  }
}
