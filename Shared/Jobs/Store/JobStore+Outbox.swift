import FoundationEssentials
import Messaging
import Storage
import Telemetry

/// A message that is owed to the broker.
struct Owed: Sendable {
  var id: Int64
  var exchange: String
  var key: String
  var headers: JSON
  var body: JSON

  init(_ row: borrowing Row, from column: Int = 0) throws {
    id = try row.decode(column)
    exchange = try row.decode(column + 1)
    key = try row.decode(column + 2)
    headers = try row.decode(column + 3)
    body = try row.decode(column + 4)
  }

  func message() throws -> Message {
    try headers.decode(OwedHeaders.self).message(exchange: exchange, key: key, body: Array(body.text.utf8))
  }
}

extension JobStore {
  /// Takes messages that are due, for one process at a time: their next turn is later, so that a broker that is slow
  /// is not given the same again and again.
  func claimDue(
    limit: Int, notKeys: [String] = [], for claim: Duration = .seconds(60)
  ) async throws -> [Owed] {
    try await database.map(
      """
      with d as (select id from outbox where due_at <= now() and not key = any(\(notKeys))
                 order by due_at limit \(limit) for update skip locked)
      update outbox o set due_at = now() + make_interval(secs => \(claim.inSeconds))
      from d where o.id = d.id
      returning o.id, o.exchange, o.key, o.headers, o.body
      """
    ) { row in try Owed(row) }
  }

  /// Forgets messages that the broker has.
  static func forgetPublished(_ ids: [Int64], _ session: Session) throws {
    try session.execute("delete from outbox where id = any(\(ids))")
  }

  /// Puts messages back that the broker did not take.
  func postpone(_ ids: [Int64], by delay: Duration) async throws {
    try await database.execute(
      """
      update outbox set due_at = now() + make_interval(secs => \(delay.inSeconds)) where id = any(\(ids))
      """)
  }

  /// How much is owed that is due, and for how long the oldest.
  public func outboxState() async throws -> (dueCount: Int, oldestSeconds: Double) {
    let row = try await database.rows(
      """
      select count(*), coalesce(extract(epoch from max(now() - due_at)), 0)::float8 from outbox where due_at <= now()
      """, as: Int.self, Double.self)
    return (row[0].0, row[0].1)
  }

  /// Keeps a message that no worker here understands until one does, or the patience is over.
  func park(_ message: Message, because reason: String, delay: Duration) async throws {
    var headers = OwedHeaders(message.properties)
    let since = headers.parked ?? Date().milliseconds
    headers.parked = since
    let task = TaskID(headers.id)
    let refusal = EnvelopeError(.malformed, "the body is not JSON that can be kept")
    guard let body = String(validating: message.body, as: UTF8.self).map(JSON.init(text:)) else {
      throw refusal
    }
    do {
      try await database.execute(
        """
        insert into outbox(due_at, exchange, key, task_id, parked_since, headers, body)
        values (now() + make_interval(secs => \(delay.inSeconds)), \(BrokerName.jobs), \(message.routingKey),
                \(task as TaskID?), \(Date(milliseconds: since)), \(try JSON(encoding: headers)), \(body))
        """)
    } catch let error as StorageError where error.code == .statement {
      throw refusal
    }
  }

  /// A worker that is newer has come: what waited for it is due now.
  func unpark(_ kind: JobKind, schemas: ClosedRange<Int>) async throws -> Int {
    try await database.execute(
      """
      update outbox set due_at = now()
      where parked_since is not null and key like \("job.\(kind.rawValue).%") and due_at > now()
        and coalesce((headers->>'schema')::int, 1) between \(schemas.lowerBound) and \(schemas.upperBound)
        and coalesce(headers->>'type', \(kind.rawValue)) = \(kind.rawValue)
      """)
  }
}

extension JobStore {
  /// The queues that operators have paused.
  func pausedQueues() async throws -> [String] {
    try await database.rows("select queue from queue_control where is_paused", as: String.self)
  }
}
