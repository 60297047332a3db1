public import FoundationEssentials
public import Storage

extension DatasetStore {
  /// Makes a version that is history or held back the current one, with its records in their tables again; what is current
  /// becomes history. One transaction, with what `also` writes. Hold the `DatasetLock` of the data set, or let this take it
  /// for as long as it lasts.
  ///
  /// Throws `DatasetError` when there is no such version, it is over its time, or its records are not all there, and when
  /// somebody is just exporting or packing it; then everything is as it was.
  public func use(
    _ version: DatasetVersion.ID, of dataset: Dataset, now: Date, isLocking: Bool = false,
    also: @escaping @Sendable (Session) throws -> Void = { _ in }
  ) async throws {
    try await database.transaction(TransactionSettings(commit: .verified)) { session in
      if isLocking { try session.lock(dataset) }
      try session.setStatementTimeout(nil)
      let (isPacked, report) = try session.claim(version, of: dataset, now: now)
      for kind in dataset.kinds where isPacked {
        let expected = report.kinds.first { $0.name == kind.name }?.records
        try session.unpack(kind, of: version, expecting: expected)
      }
      try session.execute("delete from hookline.dataset_chunk where version_id = \(version)")
      try session.retireCurrent(of: dataset)
      try session.execute(
        """
        update hookline.dataset_version
        set state = 'current', ended_at = clock_timestamp(), is_packed = false, reason = null
        where id = \(version)
        """)
      try also(session)
    }
  }
}

extension Session {
  /// Of the current version; nil where there is none. Nobody makes another one current before the transaction ends.
  func currentReport(of dataset: Dataset) throws -> DatasetReport? {
    try first(
      """
      select report from hookline.dataset_version
      where dataset = \(dataset.name) and state = 'current' for no key update
      """, as: JSON.self)?.decode(DatasetReport.self)
  }

  func retireCurrent(of dataset: Dataset) throws {
    try execute(
      """
      update hookline.dataset_version set state = 'history'
      where dataset = \(dataset.name) and state = 'current'
      """)
  }

  /// Whether it is packed, and its report. Nobody exports, packs or deletes it from here on.
  fileprivate func claim(
    _ version: DatasetVersion.ID, of dataset: Dataset, now: Date
  ) throws -> (isPacked: Bool, report: DatasetReport) {
    let found = try rows(
      """
      select state, is_packed, coalesce(expiry_at <= \(now), false) from hookline.dataset_version
      where id = \(version) and dataset = \(dataset.name)
      """, as: String.self, Bool.self, Bool.self
    ).first
    guard let found else { throw DatasetError(.missing, "\(dataset.name) has no version \(version)") }
    guard !found.2 else { throw DatasetError(.missing, "version \(version) is over its time") }
    switch DatasetState(rawValue: found.0) {
    case .history, .held: break
    case .current: throw DatasetError(.unusable, "version \(version) is current already")
    case .loading: throw DatasetError(.unusable, "version \(version) is being loaded, or its import has died")
    case .failed, nil: throw DatasetError(.unusable, "version \(version) has failed, and has no records")
    }
    let claimed = try rows(
      """
      select is_packed, report from hookline.dataset_version
      where id = \(version) and state in ('history', 'held') for update skip locked
      """, as: Bool.self, JSON.self
    ).first
    guard let claimed else {
      throw DatasetError(
        .busy, "version \(version) is being exported or packed; try again when that has ended")
    }
    return (claimed.0, try claimed.1.decode(DatasetReport.self))
  }

  /// Moves the records of a kind from chunks into their table.
  fileprivate func unpack(_ kind: Dataset.Kind, of version: DatasetVersion.ID, expecting expected: Int?)
    throws
  {
    var count = 0
    try forEachChunk(kind, of: version) { lines, records in
      guard try kind.restoration(self, version, lines, count) == records else {
        throw DatasetError(.incomplete, "records of version \(version) are not what they were")
      }
      count += records
    }
    guard let expected, expected != count else { return }
    throw DatasetError(
      .incomplete, "version \(version) has \(count) of \(expected) records of its kind \(kind.name)")
  }
}
