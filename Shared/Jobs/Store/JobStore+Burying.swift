import Messaging
import Storage

extension JobStore {
  /// Keeps a message that can never be a task, for people to look at. Where it names a task that is open, that task dies.
  func bury(
    _ message: Message, kind: JobKind?, lane: JobLane?, reason: String, detail: String
  ) async throws {
    let headers = try JSON(encoding: OwedHeaders(message.properties))
    let detail = Self.cleaned(detail)
    try await database.transaction { session in
      if try Self.endNamed(message, reason: reason, detail: detail, session) { return }
      if try Self.isStale(message, session) { return }
      try session.execute(
        """
        insert into dead_message(kind, lane, reason, detail, exchange, key, headers, body)
        values (\(kind?.rawValue as String?), \(lane?.number as Int16?), \(reason), \(detail),
                \(Self.cleaned(message.exchange)), \(Self.cleaned(message.routingKey)), \(headers),
                \(Bytes(message.body)))
        """)
    }
  }

  /// Ends the task that a message of ours names, if it still waits for just this message.
  private static func endNamed(
    _ message: Message, reason: String, detail: String, _ session: Session
  ) throws -> Bool {
    guard let claim = claim(of: message), try own([claim], session).contains(claim.id) else { return false }
    _ = try settle([Settlement(task: claim.id, verdict: .dead, reason: reason, error: detail)], session)
    return true
  }

  /// Whether a message of ours names a task that has gone on without it: then nobody misses it.
  private static func isStale(_ message: Message, _ session: Session) throws -> Bool {
    guard let claim = claim(of: message) else { return false }
    return try session.value("select exists (select from task where id = \(claim.id))", as: Bool.self)
  }

  private static func claim(of message: Message) -> Claim? {
    guard let id = message.properties.messageID.flatMap({ TaskID($0) }),
      let fence = message.properties[header: Envelope.Header.fence]?.number
    else { return nil }
    return Claim(id: id, fence: fence)
  }

  /// Wakes a task again whose message the broker gave up, though nothing is known against the task itself: deliveries
  /// count also where it only waited in processes that ended. It runs alone, and its starts are counted. False when the
  /// message is of no task that waits for it.
  func wakeAgain(_ message: Message) async throws -> Bool {
    guard let claim = Self.claim(of: message) else { return false }
    return try await database.transaction { session in
      try session.execute(
        """
        with c as (update task t set fence = t.fence + 1
                   where t.id = \(claim.id) and t.fence = \(claim.fence) and t.state = 'queued' returning t.*)
        \(Self.owingSuspects)
        """) > 0
    }
  }

  /// Ends the task of a message that can never be published, and forgets the message.
  func abandon(_ owed: Owed, because reason: String) async throws {
    let headers = try? owed.headers.decode(OwedHeaders.self)
    let id = headers.flatMap { TaskID($0.id) }
    let fence = headers?.fence
    try await database.transaction { session in
      try session.execute("delete from outbox where id = \(owed.id)")
      guard let id, let fence, try Self.own([Claim(id: id, fence: fence)], session).contains(id) else {
        return
      }
      _ = try Self.settle(
        [Settlement(task: id, verdict: .dead, reason: "unsendable", error: reason)], session)
    }
  }
}
