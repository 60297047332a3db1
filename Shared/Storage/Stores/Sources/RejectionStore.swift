public import FoundationEssentials
public import Models

/// Records that sources brought and that were not taken in.
public struct RejectionStore: Sendable {
  public struct Entry: Sendable, Equatable {
    public var rejection: Rejection
    /// Nil for those from before sources were told apart.
    public var source: String?
    public var run: UUID?
    public var at: Date
  }

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// The newest first. A rule is named in full, or by how it begins.
  public func entries(rule: String? = nil, source: String? = nil, limit: Int) async throws -> [Entry] {
    try await database.map(
      """
      select place, byte_offset, reason, rule, source, run_id, at from rejection
      where (\(rule as String?)::text is null or starts_with(coalesce(rule, \(Rejection.unreadable)), \(rule as String?)))
        and (\(source as String?)::text is null or source = \(source as String?))
      order by at desc, place, byte_offset limit \(Int64(limit))
      """
    ) { row in
      let rejection = Rejection(
        place: try row.decode(0), offset: Int(clamping: try row.decode(1, as: Int64.self)),
        reason: try row.decode(2), rule: try row.decode(3, as: String?.self) ?? Rejection.unreadable)
      return Entry(
        rejection: rejection, source: try row.decode(4), run: try row.decode(5), at: try row.decode(6))
    }
  }
}
