import FoundationEssentials
public import Storage

extension JobStore {
  /// Dead messages, the newest first; the next page begins `before` the last one of this. With `after` those that are
  /// newer than it, the nearest first: the page before, backwards.
  public func deadMessages(
    _ filter: DeadFilter = DeadFilter(), before: Int64? = nil, after: Int64? = nil, limit: Int = 50
  ) async throws -> [DeadMessage] {
    let order: SQL = after == nil ? "desc" : "asc"
    return try await database.map(
      """
      select \(Self.deadColumns) from dead_message d
      where \(filter.condition(isOpen: !filter.includesSettled))
        and d.id < \(before ?? .max) and d.id > \(after ?? 0)
      order by d.id \(order) limit \(limit)
      """
    ) { row in try DeadMessage(row) }
  }

  /// How many there are, by kind and reason, the most frequent first.
  public func deadGroups(_ filter: DeadFilter = DeadFilter()) async throws -> [DeadGroup] {
    try await database.map(
      """
      select d.kind, d.reason, count(*), min(d.died_at), max(d.died_at), (array_agg(d.detail order by d.id desc))[1]
      from dead_message d where \(filter.condition(isOpen: !filter.includesSettled))
      group by d.kind, d.reason order by count(*) desc, d.kind, d.reason
      """
    ) { row in
      DeadGroup(
        kind: try row.decode(0), reason: try row.decode(1), count: try row.decode(2),
        oldestAt: try row.decode(3),
        newestAt: try row.decode(4), detail: try row.decode(5))
    }
  }

  /// How many nobody has dealt with.
  public func openDeadCount(_ filter: DeadFilter = DeadFilter()) async throws -> Int {
    try await database.value(
      "select count(*) from dead_message d where \(filter.condition(isOpen: true))", as: Int.self)
  }

  /// One with its headers, as the outbox writes them, and its body; `nil` when there is none of this number.
  public func deadMessage(
    _ id: Int64
  ) async throws -> (message: DeadMessage, headers: JSON, body: [UInt8])? {
    try await database.map(
      "select \(Self.deadColumns), d.headers, d.body from dead_message d where d.id = \(id)"
    ) { row in
      (try DeadMessage(row), try row.decode(11, as: JSON.self), try row.decode(12, as: Bytes.self).bytes)
    }
    .first
  }

  /// Lays open dead messages aside, the oldest first; they are deleted after a while. Returns how many.
  public func discard(_ filter: DeadFilter, limit: Int = .max) async throws -> Int {
    let last = try await lastDeadMessage()
    var count = 0
    while count < limit {
      let portion = min(limit - count, 2_000)
      let discarded = try await database.execute(
        """
        update dead_message m set discarded_at = now()
        from (select d.id from dead_message d where \(filter.condition(isOpen: true)) and d.id <= \(last)
              order by d.id limit \(portion) for update skip locked) x
        where m.id = x.id
        """)
      count += discarded
      if discarded < portion { break }
    }
    return count
  }

  /// The newest there is: what dies from now on is not meant by what is asked now.
  func lastDeadMessage() async throws -> Int64 {
    try await database.value("select coalesce(max(id), 0) from dead_message", as: Int64.self)
  }

  private static let deadColumns: SQL = """
    d.id, d.task_id, d.run_id, d.kind, d.reason, d.detail, d.exchange, d.key, d.died_at, d.replayed_at, d.discarded_at
    """
}

extension DeadMessage {
  fileprivate init(_ row: borrowing Row) throws {
    self.init(
      id: try row.decode(0), task: try row.decode(1), run: try row.decode(2), kind: try row.decode(3),
      reason: try row.decode(4), detail: try row.decode(5), exchange: try row.decode(6),
      key: try row.decode(7),
      diedAt: try row.decode(8), replayedAt: try row.decode(9), discardedAt: try row.decode(10))
  }
}
