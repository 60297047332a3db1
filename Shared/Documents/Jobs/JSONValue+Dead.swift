import FoundationEssentials
public import Jobs

extension JSONValue {
  /// A page of dead messages, the newest first, and what asks for the next page; null on the last one.
  public static func deadMessages(_ messages: [DeadMessage], next: JSONValue = .null) -> JSONValue {
    ["messages": .array(messages.map(deadMessage)), "next": next]
  }

  /// One of those.
  public static func deadMessage(_ message: DeadMessage) -> JSONValue { .object(members(message)) }

  public static func deadGroups(_ groups: [DeadGroup]) -> JSONValue {
    ["groups": .array(groups.map(group))]
  }

  /// One dead message, whole. A body that is not text comes in base64.
  public static func deadMessage(_ message: DeadMessage, headers: JSONValue, body: [UInt8]) -> JSONValue {
    let text = String(validating: body, as: UTF8.self)
    return .object(
      members(message) + [
        ("headers", headers), ("bodyEncoding", .string(text == nil ? "base64" : "utf8")),
        ("body", .string(text ?? Data(body).base64EncodedString())),
      ])
  }

  private static func members(_ message: DeadMessage) -> [(String, JSONValue)] {
    [
      ("id", .string("\(message.id)")), ("state", .string(message.state.rawValue)),
      ("kind", JSONValue(message.kind)),
      ("reason", .string(message.reason)), ("detail", .string(message.detail)),
      ("task", JSONValue(message.task)), ("run", JSONValue(message.run)),
      ("exchange", .string(message.exchange)), ("key", .string(message.key)),
      ("diedAt", JSONValue(message.diedAt)), ("replayedAt", JSONValue(message.replayedAt)),
      ("discardedAt", JSONValue(message.discardedAt)),
    ]
  }

  private static func group(_ group: DeadGroup) -> JSONValue {
    [
      "kind": JSONValue(group.kind), "reason": .string(group.reason), "count": .int(group.count),
      "oldestAt": JSONValue(group.oldestAt), "newestAt": JSONValue(group.newestAt),
      "detail": .string(group.detail),
    ]
  }

  /// What came of replaying those of so many that matched.
  public static func replay(_ replay: Replay, matched: Int) -> JSONValue {
    [
      "matched": .int(matched), "replayed": .int(replay.replayed), "tasks": .int(replay.tasks),
      "newRuns": .strings(replay.newRuns.map(\.description)),
      "joinedRuns": .strings(replay.joinedRuns.map(\.description)), "revived": .int(replay.revived),
      "republished": .int(replay.republished), "superseded": .int(replay.superseded),
      "refusals": .array(
        replay.refusals.map { ["message": .string("\($0.message)"), "reason": .string($0.reason)] }),
      "dryRun": false,
    ]
  }

  /// What came of discarding those of so many that matched.
  public static func discarding(_ count: Int, matched: Int) -> JSONValue {
    ["matched": .int(matched), "discarded": .int(count), "dryRun": false]
  }

  /// What replaying would come to, were it not only tried.
  public static func triedReplay(matched: Int) -> JSONValue {
    ["matched": .int(matched), "replayed": 0, "dryRun": true]
  }

  /// What discarding would come to, were it not only tried.
  public static func triedDiscarding(matched: Int) -> JSONValue {
    ["matched": .int(matched), "discarded": 0, "dryRun": true]
  }
}
