public import FoundationEssentials
import Storage

extension DatasetStore {
  /// Deletes a version with everything that belongs to it. False when there is none, or somebody is at its tables for
  /// long: then it is still there, whole.
  @discardableResult
  public func delete(_ version: DatasetVersion.ID, of dataset: Dataset) async throws -> Bool {
    // Whoever packs it has ended before its chunks are looked for.
    try await delete(version, of: dataset, claiming: "for update")
  }

  /// Deletes versions whose time is over, the current one too: whoever gives it an end means it. Says which. One whose
  /// tables somebody is at for long is left to the next time.
  @discardableResult
  public func expire(_ dataset: Dataset, now: Date) async throws -> [DatasetVersion.ID] {
    let over = try await database.rows(
      """
      select id from hookline.dataset_version
      where dataset = \(dataset.name) and state <> 'loading' and expiry_at <= \(now) order by id
      """, as: Int64.self)
    var deleted: [DatasetVersion.ID] = []
    // An import may have found meanwhile that it stays.
    for version in over
    where try await delete(version, of: dataset, claiming: "and expiry_at <= \(now) for update") {
      deleted.append(version)
    }
    return deleted
  }

  /// A source that stays broken must not fill the disk.
  func deleteHeld(of dataset: Dataset, before version: DatasetVersion.ID) async throws {
    let older = try await database.rows(
      """
      select id from hookline.dataset_version
      where dataset = \(dataset.name) and state = 'held' and id < \(version)
      """, as: Int64.self)
    for version in older {
      _ = try await delete(version, of: dataset, claiming: "and state = 'held' for update skip locked")
    }
  }

  /// Keeps the current version as long as one that is no other would have been kept, and no shorter than before; nil is
  /// for ever. False when it is not current any more.
  func prolong(_ version: DatasetVersion.ID, to expiry: Date?) async throws -> Bool {
    try await database.execute(
      """
      update hookline.dataset_version
      set expiry_at = case when \(expiry as Date?)::timestamptz is not null and expiry_at is not null
        then greatest(expiry_at, \(expiry as Date?)::timestamptz) end
      where id = \(version) and state = 'current'
      """) == 1
  }

  /// What `body` says; false when somebody holds a lock for longer than `Session.remove` waits.
  func unlessLocked(_ body: () async throws -> Bool) async throws -> Bool {
    do { return try await body() } catch {
      guard let failure = error as? StorageError, failure.sqlState == "55P03" else { throw error }
      return false
    }
  }

  private func delete(
    _ version: DatasetVersion.ID, of dataset: Dataset, claiming claim: SQL
  ) async throws -> Bool {
    try await unlessLocked {
      try await database.transaction { session in
        try session.setStatementTimeout(nil)
        let isClaimed = try session.first(
          "select true from hookline.dataset_version where id = \(version) \(claim)", as: Bool.self)
        guard isClaimed == true else { return false }
        try session.remove(version, of: dataset)
        try session.execute("delete from hookline.dataset_chunk where version_id = \(version)")
        try session.execute("delete from hookline.dataset_rejection where version_id = \(version)")
        try session.execute("delete from hookline.dataset_version where id = \(version)")
        return true
      }
    }
  }
}

extension Session {
  /// Deletes the records of a version from their tables. Throws when somebody is at those for longer than some seconds, as
  /// a dump is: whoever comes after would wait behind this as well.
  func remove(_ version: DatasetVersion.ID, of dataset: Dataset) throws {
    try execute("set local lock_timeout = '5s'")
    for kind in dataset.kinds { try execute(kind.removal(version)) }
  }
}
