public import FoundationEssentials
public import Models

extension SourceLedger {
  /// Takes as much of a day's quota as there is up to the upper bound, if it is no less than the lower one. What is not
  /// used is given back by `settle`; of a process that ends before, it counts as used after a while.
  public func reserve(_ amount: ClosedRange<Int>, of quota: Quota, now: Date) async throws -> QuotaGrant {
    let bounds = (least: Int64(max(0, amount.lowerBound)), most: Int64(max(0, amount.upperBound)))
    return try await database.transaction { session in
      let day: SQL = "(\(now) at time zone 'UTC')::date"
      try session.execute(
        """
        insert into source_quota (source, name, day, taken, quota)
        values (\(quota.source), \(quota.name), \(day), 0, \(quota.limit)) on conflict do nothing
        """)
      // Held from here on, so that what is worked out below is still so when it is written.
      let rows = try session.rows(
        """
        select taken, \(Self.reserved("source_quota", now)), (day + 1)::timestamp at time zone 'UTC' from source_quota
        where source = \(quota.source) and name = \(quota.name) and day = \(day) for no key update
        """, as: Int64.self, Int64.self, Date.self)
      guard let (taken, reserved, resetsAt) = rows.first else {
        throw StorageError(.conflict, "the row of a quota went away")
      }
      let left = Int64(quota.limit) - taken
      let isGranted = bounds.least <= left
      let given = isGranted ? min(bounds.most, left) : 0
      try session.execute(
        """
        update source_quota set taken = taken + \(given), reserved = reserved + \(given), quota = \(quota.limit),
          reserved_at = case when \(given) > 0 then greatest(reserved_at, \(now)) else reserved_at end
        where source = \(quota.source) and name = \(quota.name) and day = \(day)
        """)
      return QuotaGrant(
        isGranted: isGranted, amount: Int(given), left: Int(max(0, left - given)),
        reserved: Int(reserved + given), resetsAt: resetsAt)
    }
  }

  /// Gives back what was not used of a reservation of the day of `reservedAt`.
  public func settle(_ reserved: Int, unused: Int, of quota: Quota, reservedAt: Date) async throws {
    try await database.execute(
      """
      update source_quota set reserved = greatest(0, reserved - \(Int64(reserved))),
        taken = greatest(reserved - \(Int64(reserved)), taken - \(Int64(unused)), 0)
      where source = \(quota.source) and name = \(quota.name) and day = (\(reservedAt) at time zone 'UTC')::date
      """)
  }

  /// What may still be given back, of a row that may be missing. Where nobody has set anything aside for ten minutes, who did
  /// is not there any more: asking for a creator takes seconds.
  static func reserved(_ row: SQL, _ now: Date) -> SQL {
    "case when \(row).reserved_at > \(now)::timestamptz - interval '10 minutes' then \(row).reserved else 0 end"
  }
}
