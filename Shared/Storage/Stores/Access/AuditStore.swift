public import FoundationEssentials

/// A change that somebody has asked for.
public struct AuditEntry: Sendable, Equatable {
  public enum Result: String, Sendable, CaseIterable {
    /// A change of several steps; what came of it is said by another entry of the same request.
    case begun
    case done, failed
  }

  public var key: Int64?
  public var who: String
  /// Such as `runs.create`.
  public var action: String
  public var subject: String?
  public var requestID: String
  public var result: Result
  /// An object.
  public var detail: JSON

  public init(
    key: Int64?, who: String, action: String, subject: String? = nil, requestID: String,
    result: Result = .done,
    detail: JSON = JSON(text: "{}")
  ) {
    self.key = key
    self.who = who
    self.action = action
    self.subject = subject
    self.requestID = requestID
    self.result = result
    self.detail = detail
  }
}

/// Keeps what was changed by whom.
public struct AuditStore: Sendable {
  public struct Found: Sendable, Equatable {
    public let id: Int64
    public let at: Date
    /// What stands in the key before its secret; nil for what was not asked for with a key.
    public let keyLabel: String?
    public let entry: AuditEntry

    public init(id: Int64, at: Date, keyLabel: String?, entry: AuditEntry) {
      (self.id, self.at, self.keyLabel, self.entry) = (id, at, keyLabel, entry)
    }
  }

  /// Which entries are meant; what is not said does not matter.
  public struct Filter: Sendable, Hashable {
    public var key: Int64?
    public var action: String?
    public var subject: String?

    public init(key: Int64? = nil, action: String? = nil, subject: String? = nil) {
      self.key = key
      self.action = action
      self.subject = subject
    }
  }

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Writes an entry in the transaction of the session, so that a change and its entry are there together or not at all.
  public static func write(_ entry: AuditEntry, _ session: Session) throws {
    try session.execute(
      """
      insert into audit (key_id, who, action, subject, request_id, result, detail)
      values (\(entry.key as Int64?), \(entry.who), \(entry.action), \(entry.subject as String?), \(entry.requestID),
        \(entry.result.rawValue), \(entry.detail))
      """)
  }

  public func write(_ entry: AuditEntry) async throws {
    try await database.perform { session in try Self.write(entry, session) }
  }

  /// Entries, the newest first, from one on that is older than `before`. With `after` those that are newer than it, the
  /// nearest first: the page before, backwards.
  public func list(
    _ filter: Filter = Filter(), before: Int64? = nil, after: Int64? = nil, limit: Int
  ) async throws -> [Found] {
    let order: SQL = after == nil ? "desc" : "asc"
    var condition: SQL = "a.id < \(before ?? .max) and a.id > \(after ?? 0)"
    if let key = filter.key { condition = "\(condition) and a.key_id = \(key)" }
    if let action = filter.action { condition = "\(condition) and a.action = \(action)" }
    if let subject = filter.subject { condition = "\(condition) and a.subject = \(subject)" }
    return try await database.map(
      """
      select a.id, a.at, a.key_id, a.who, a.action, a.subject, a.request_id, a.result, a.detail,
        (select k.label from api_key k where k.id = a.key_id)
      from audit a where \(condition) order by a.id \(order) limit \(limit)
      """
    ) { row in
      Found(
        id: try row.decode(0), at: try row.decode(1), keyLabel: try row.decode(9),
        entry: AuditEntry(
          key: try row.decode(2), who: try row.decode(3), action: try row.decode(4),
          subject: try row.decode(5),
          requestID: try row.decode(6),
          result: AuditEntry.Result(rawValue: try row.decode(7)) ?? .failed, detail: try row.decode(8)))
    }
  }
}
