public import FoundationEssentials
import Storage

extension DatasetStore {
  /// Behind which version a page begins, or before which it ends.
  public struct Place: Sendable, Equatable {
    public var createdAt: Date
    public var id: DatasetVersion.ID

    public init(createdAt: Date, id: DatasetVersion.ID) { (self.createdAt, self.id) = (createdAt, id) }
  }

  /// The newest first; of all data sets when none is named. With `end` those that go before it, the nearest first: the
  /// page before, backwards.
  public func versions(
    of dataset: String? = nil, after place: Place? = nil, before end: Place? = nil, limit: Int = 1_000
  ) async throws -> [DatasetVersion] {
    let named: SQL = dataset.map { "dataset = \($0)" } ?? "true"
    let behind: SQL = place.map { "(created_at, id) < (\($0.createdAt), \($0.id))" } ?? "true"
    let ahead: SQL = end.map { "(created_at, id) > (\($0.createdAt), \($0.id))" } ?? "true"
    let order: SQL = end == nil ? "created_at desc, id desc" : "created_at, id"
    return try await database.map(
      """
      \(Self.selection) where \(named) and \(behind) and \(ahead) order by \(order) limit \(Int64(limit))
      """, Self.version)
  }

  /// Those whose time is over, the newest first.
  public func overdue(now: Date) async throws -> [DatasetVersion.ID] {
    try await database.rows(
      """
      select id from hookline.dataset_version where state <> 'loading' and expiry_at <= \(now)
      order by created_at desc, id desc
      """, as: Int64.self)
  }

  public func version(_ id: DatasetVersion.ID) async throws -> DatasetVersion? {
    try await database.map("\(Self.selection) where id = \(id)", Self.version).first
  }

  /// What is read when no version is named.
  public func current(of dataset: String) async throws -> DatasetVersion? {
    try await database.map(
      "\(Self.selection) where dataset = \(dataset) and state = 'current'", Self.version
    ).first
  }

  private static let selection: SQL = """
    select id, dataset, title, origin, state, created_at, ended_at, expiry_at, is_packed, reason, report
    from hookline.dataset_version
    """

  private static func version(_ row: borrowing Row) throws -> DatasetVersion {
    DatasetVersion(
      id: try row.decode(0), dataset: try row.decode(1), title: try row.decode(2), origin: try row.decode(3),
      state: DatasetState(rawValue: try row.decode(4)) ?? .failed, createdAt: try row.decode(5),
      endedAt: try row.decode(6, as: Date?.self), expiryAt: try row.decode(7, as: Date?.self),
      isPacked: try row.decode(8), reason: try row.decode(9, as: String?.self),
      report: try row.decode(10, as: JSON.self).decode(DatasetReport.self))
  }
}
