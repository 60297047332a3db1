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
    guard let id = message.properties.messageID.flatMap({ TaskID($0) }),
      let fence = message.properties[header: Envelope.Header.fence]?.number,
      try own([Claim(id: id, fence: fence)], session).contains(id)
    else { return false }
    _ = try settle([Settlement(task: id, verdict: .dead, reason: reason, error: detail)], session)
    return true
  }
}
