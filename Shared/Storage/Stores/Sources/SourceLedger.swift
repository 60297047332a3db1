public import FoundationEssentials
public import Models

/// What sources must remember, and how they fare, for all processes together: their quotas, notes and activity.
///
/// Days are those of UTC, by the clock of who asks: a clock that was set back counts on in the day that it is in.
public struct SourceLedger: Sendable {
  let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Takes a part of a day's quota, if so much is left. One statement, so that however many ask at once are never given
  /// more than there is.
  public func take(_ amount: Int, of quota: Quota, now: Date) async throws -> QuotaGrant {
    let amount = max(0, amount)
    let day: SQL = "(\(now) at time zone 'UTC')::date"
    let rows = try await database.rows(
      """
      with granted as (
        insert into source_quota as q (source, name, day, taken, quota)
        select \(quota.source), \(quota.name), \(day), \(amount), \(quota.limit)
        where \(amount) <= \(quota.limit)
        on conflict (source, name, day) do update set taken = q.taken + excluded.taken, quota = excluded.quota
          where excluded.taken <= excluded.quota - q.taken
        returning taken)
      select (select taken from granted),
        coalesce(b.taken, 0), \(Self.reserved("b", now)), (\(day) + 1)::timestamp at time zone 'UTC'
      from (values (1)) as one
      left join source_quota b on b.source = \(quota.source) and b.name = \(quota.name) and b.day = \(day)
      """, as: Int64?.self, Int64.self, Int64.self, Date.self)
    guard let (taken, before, reserved, resetsAt) = rows.first else {
      throw StorageError(.decoding, "asking for a quota gave no answer")
    }
    return QuotaGrant(
      isGranted: taken != nil, amount: taken == nil ? 0 : amount,
      left: max(0, quota.limit - Int(taken ?? before)), reserved: Int(reserved), resetsAt: resetsAt)
  }

  /// What was noted under this name, if it still holds.
  public func note(_ name: String, of source: String, now: Date) async throws -> SourceNote? {
    try await database.rows(
      "select note, until from source_note where source = \(source) and name = \(name) and until > \(now)",
      as: String.self, Date.self
    ).first.map { SourceNote($0, until: $1) }
  }

  /// Notes something, or forgets it.
  public func keep(_ note: SourceNote?, as name: String, of source: String) async throws {
    guard let note else {
      try await database.execute("delete from source_note where source = \(source) and name = \(name)")
      return
    }
    try await database.execute(
      """
      with old as (delete from source_note where source = \(source) and name <> \(name) and until < now() - interval '1 day')
      insert into source_note(source, name, note, until) values (\(source), \(name), \(note.text), \(note.until))
      on conflict (source, name) do update set note = excluded.note, until = excluded.until
      """)
  }

  /// Adds to what is known of the source's health.
  public func add(_ activity: SourceActivity, of source: String, now: Date) async throws {
    let counts = Self.counts(activity)
    guard !counts.isEmpty else { return }
    // Sorted: two that write the same rows must not wait for each other in a circle.
    let names = counts.keys.sorted()
    try await database.execute(
      """
      insert into source_activity as a (source, day, what, count, last_at)
      select \(source), (\(now) at time zone 'UTC')::date, i.what, i.count, \(now)
      from \(unnest: names, names.map { counts[$0] ?? 0 }) as i(what, count) order by i.what
      on conflict (source, day, what) do update
        set count = a.count + excluded.count, last_at = greatest(a.last_at, excluded.last_at)
      """)
  }

  /// By what a row of the table is called; only what is above 0.
  private static func counts(_ activity: SourceActivity) -> [String: Int] {
    let failures = activity.failures.values.reduce(0, +)
    var counts = [
      Name.requests: activity.requests, Name.records: activity.records,
      Name.answers: max(0, activity.requests - failures),
    ]
    for (kind, count) in activity.failures { counts[Name.failed + kind.rawValue] = count }
    for (rule, count) in activity.rejected { counts[Name.rejected + rule.prefix(200)] = count }
    return counts.filter { $0.value > 0 }
  }

  /// What rows of `source_activity` are called.
  enum Name {
    static let requests = "requests"
    static let records = "records"
    /// Requests that came through.
    static let answers = "answers"
    static let failed = "failed "
    static let rejected = "rejected "
  }
}
