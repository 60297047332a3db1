import FoundationEssentials
public import Jobs

extension DeadMessage: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      id: try part.id("id"), task: try part.maybeValue("task", "id of a task", { TaskID($0) }),
      run: try part.maybeValue("run", "id of a run", { RunID($0) }), kind: try part.maybeText("kind"),
      reason: try part.text("reason"), detail: try part.text("detail"), exchange: try part.text("exchange"),
      key: try part.text("key"), diedAt: try part.moment("diedAt"),
      replayedAt: try part.maybeMoment("replayedAt"), discardedAt: try part.maybeMoment("discardedAt"))
    guard try part.choice("state", State.self) == state else {
      throw try part.member("state").fault("is not what the moments beside it say")
    }
  }
}

/// A dead message with what it carried.
public struct DeadMessageWhole: Sendable {
  public let message: DeadMessage
  /// Whatever the sender has put there.
  public let headers: JSONValue
  public let body: [UInt8]

  public init(message: DeadMessage, headers: JSONValue, body: [UInt8]) {
    (self.message, self.headers, self.body) = (message, headers, body)
  }

  public var document: JSONValue { .deadMessage(message, headers: headers, body: body) }
}

extension DeadMessageWhole: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    let text = try part.text("body")
    let body: [UInt8]
    switch try part.text("bodyEncoding") {
    case "utf8": body = Array(text.utf8)
    case "base64":
      guard let data = Data(base64Encoded: text) else { throw try part.member("body").fault("is no base64") }
      body = Array(data)
    default: throw try part.member("bodyEncoding").fault("is neither utf8 nor base64")
    }
    self.init(message: try DeadMessage(part), headers: try part.member("headers").value, body: body)
  }
}

extension DeadGroup: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      kind: try part.maybeText("kind"), reason: try part.text("reason"), count: try part.whole("count"),
      oldestAt: try part.moment("oldestAt"), newestAt: try part.moment("newestAt"),
      detail: try part.text("detail"))
  }
}

extension Replay: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(replayed: try part.whole("replayed"), superseded: try part.whole("superseded"))
    tasks = try part.whole("tasks")
    newRuns = try Self.runs(part, "newRuns")
    joinedRuns = try Self.runs(part, "joinedRuns")
    revived = try part.whole("revived")
    republished = try part.whole("republished")
    refusals = try part.list("refusals")
  }

  private static func runs(_ part: DocumentPart, _ name: String) throws(DocumentError) -> [RunID] {
    var runs: [RunID] = []
    for part in try part.member(name).elements() {
      runs.append(try part.value("id of a run") { RunID($0) })
    }
    return runs
  }
}

extension Replay.Refusal: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(message: try part.id("message"), reason: try part.text("reason"))
  }
}
