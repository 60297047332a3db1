import Documents
import FoundationEssentials
import Jobs

/// How dead messages are shown.
enum DeadReport {
  static func show(_ messages: [DeadMessage], hasMore: Bool, emptyText: String, _ console: Console) {
    let next = hasMore ? messages.last?.id : nil
    if console.isJSON {
      return console.result([
        "messages": .array(messages.map(json)), "next": JSONValue(next.map { Int($0) }),
      ])
    }
    guard !messages.isEmpty else { return console.result(emptyText) }
    let hasSettled = messages.contains { state($0) != "open" }
    var table = Table(
      ["DEAD", "AGE", "KIND", "REASON"] + (hasSettled ? ["STATE", "WHAT"] : ["WHAT"]), numeric: [0, 1])
    for message in messages {
      let cells: [Table.Cell] = [
        .init("\(message.id)"), .init(age(of: message.diedAt)),
        .init(excerpt(message.kind ?? "?", limit: 40)),
        .init(excerpt(message.reason, limit: 40), .failure),
      ]
      table.add(
        cells + (hasSettled ? [.init(state(message), .faint)] : []) + [.init(excerpt(message.detail))])
    }
    console.result(table)
    if let next { console.note("more: --before \(next)") }
  }

  static func show(_ groups: [DeadGroup], emptyText: String, _ console: Console) {
    if console.isJSON { return console.result(["groups": .array(groups.map(json))]) }
    guard !groups.isEmpty else { return console.result(emptyText) }
    var table = Table(
      ["COUNT", "KIND", "REASON", "OLDEST", "NEWEST", "THE NEWEST SAYS"], numeric: [0, 3, 4])
    for group in groups {
      table.add([
        .init("\(group.count)"), .init(excerpt(group.kind ?? "?", limit: 40)),
        .init(excerpt(group.reason, limit: 40), .failure), .init(age(of: group.oldestAt)),
        .init(age(of: group.newestAt)), .init(excerpt(group.detail)),
      ])
    }
    console.result(table)
  }

  /// One, whole.
  static func show(_ message: DeadMessage, headers: JSONValue, _ body: [UInt8], _ console: Console) {
    let text = String(validating: body, as: UTF8.self)
    if console.isJSON { return console.result(document(message, headers, body, text)) }
    var facts = Table(["", ""])
    facts.add(["dead", .init("\(message.id), \(state(message))")])
    facts.add(["died", .init(RunReport.moment(message.diedAt))])
    facts.add(["kind", .init(message.kind ?? "?")])
    facts.add(["reason", .init(message.reason, .failure)])
    facts.add(["what", .init(excerpt(message.detail, limit: 2_000))])
    facts.add(["sent to", .init("exchange \(message.exchange), key \(message.key)")])
    if let task = message.task { facts.add(["task", .init("\(task)")]) }
    if let run = message.run { facts.add(["run", .init("\(run)")]) }
    console.result(facts)
    console.result("\nheaders")
    show(headers, console)
    console.result("\nbody (\(counted(body.count, "byte"))\(text == nil ? ", not text" : ""))")
    console.result(lines(text ?? String(decoding: body, as: UTF8.self)))
  }

  private static func show(_ headers: JSONValue, _ console: Console) {
    guard case .object(let members) = headers, !members.isEmpty else { return console.result("  none") }
    var table = Table(["", ""])
    for (name, value) in members {
      if case .string(let text) = value {
        table.add([.init("  " + name), .init(text)])
      } else {
        table.add([.init("  " + name), .init(value.text)])
      }
    }
    console.result(table)
  }

  /// Lines stay lines; whatever else steers a terminal goes.
  private static func lines(_ text: String) -> String {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  " + printable(String($0.last == "\r" ? $0.dropLast() : $0)) }.joined(separator: "\n")
  }

  private static func state(_ message: DeadMessage) -> String {
    if message.discardedAt != nil { return "discarded" }
    return message.replayedAt == nil ? "open" : "replayed"
  }

  // MARK: For programs

  private static func members(_ message: DeadMessage) -> [(String, JSONValue)] {
    [
      ("id", .int(Int(message.id))), ("state", .string(state(message))), ("kind", JSONValue(message.kind)),
      ("reason", .string(message.reason)), ("detail", .string(message.detail)),
      ("task", JSONValue(message.task)), ("run", JSONValue(message.run)),
      ("exchange", .string(message.exchange)), ("key", .string(message.key)),
      ("diedAt", JSONValue(message.diedAt)), ("replayedAt", JSONValue(message.replayedAt)),
      ("discardedAt", JSONValue(message.discardedAt)),
    ]
  }

  private static func json(_ message: DeadMessage) -> JSONValue { .object(members(message)) }

  private static func document(
    _ message: DeadMessage, _ headers: JSONValue, _ body: [UInt8], _ text: String?
  ) -> JSONValue {
    .object(
      members(message) + [
        ("headers", headers), ("bodyEncoding", .string(text == nil ? "base64" : "utf8")),
        ("body", .string(text ?? Data(body).base64EncodedString())),
      ])
  }

  private static func json(_ group: DeadGroup) -> JSONValue {
    [
      "kind": JSONValue(group.kind), "reason": .string(group.reason), "count": .int(group.count),
      "oldestAt": JSONValue(group.oldestAt), "newestAt": JSONValue(group.newestAt),
      "detail": .string(group.detail),
    ]
  }
}
