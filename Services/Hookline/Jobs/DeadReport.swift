import Documents
import Jobs

/// How dead messages are shown.
enum DeadReport {
  static func show(_ messages: [DeadMessage], hasMore: Bool, emptyText: String, _ console: Console) {
    let next = hasMore ? messages.last?.id : nil
    if console.isJSON {
      return console.result(.deadMessages(messages, next: JSONValue(next.map { "\($0)" })))
    }
    guard !messages.isEmpty else { return console.result(emptyText) }
    let hasSettled = messages.contains { $0.state != .open }
    var table = Table(
      ["DEAD", "AGE", "KIND", "REASON"] + (hasSettled ? ["STATE", "WHAT"] : ["WHAT"]), numeric: [0, 1])
    for message in messages {
      let cells: [Table.Cell] = [
        .init("\(message.id)"), .init(age(of: message.diedAt)),
        .init(excerpt(message.kind ?? "?", limit: 40)),
        .init(excerpt(message.reason, limit: 40), .failure),
      ]
      table.add(
        cells + (hasSettled ? [.init(message.state.rawValue, .faint)] : []) + [.init(excerpt(message.detail))]
      )
    }
    console.result(table)
    if let next { console.note("more: --before \(next)") }
  }

  static func show(_ groups: [DeadGroup], emptyText: String, _ console: Console) {
    if console.isJSON { return console.result(.deadGroups(groups)) }
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
  static func show(_ whole: DeadMessageWhole, _ console: Console) {
    let (message, body) = (whole.message, whole.body)
    let text = String(validating: body, as: UTF8.self)
    if console.isJSON { return console.result(whole.document) }
    var facts = Table(["", ""])
    facts.add(["dead", .init("\(message.id), \(message.state.rawValue)")])
    facts.add(["died", .init(RunReport.moment(message.diedAt))])
    facts.add(["kind", .init(message.kind ?? "?")])
    facts.add(["reason", .init(message.reason, .failure)])
    facts.add(["what", .init(excerpt(message.detail, limit: 2_000))])
    facts.add(["sent to", .init("exchange \(message.exchange), key \(message.key)")])
    if let task = message.task { facts.add(["task", .init("\(task)")]) }
    if let run = message.run { facts.add(["run", .init("\(run)")]) }
    console.result(facts)
    console.result("\nheaders")
    show(whole.headers, console)
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
}
