import Jobs
import Models
import Storage

extension Commands {
  private static let listLength = Option(
    "limit", value: "COUNT", help: "how many tracks at most (default: all of the list)")
  private static let listRun = Option("run", value: "ID", help: "the list that this run made, not the newest")

  static let recommend = Command(
    name: "recommend",
    summary: "shows the tracks recommended to creators, and why",
    examples: [
      .init(line: "recommend @anna", meaning: "the newest list of one creator"),
      .init(line: "recommend @anna @ben --limit 5", meaning: "the first five tracks of two"),
      .init(line: "recommend @anna --json", meaning: "the same for a program, with every contribution"),
    ],
    operands: Creators.operands, options: [listLength, listRun],
    notes: ["Exits with 1 when there is no list for one of them."]
  ) { invocation, context in
    let handles = try Creators.handles(invocation.operands, invocation)
    let limit = try invocation.number(listLength, in: 1...200) ?? 200
    let run = try invocation[listRun].map { try runID($0, invocation) }
    let (creators, lists, hidden) = try await context.withDatabase { database in
      let creators = try await Creators.find(handles, in: database)
      let lists = try await RecommendationStore(database).newest(
        of: creators.compactMap { $0.1 }, run: run?.uuid, limit: limit)
      let listless = creators.compactMap { $0.1 }.filter { lists[$0] == nil }
      return (creators, lists, try await Creators.hidden(listless, in: database))
    }
    let reports = creators.compactMap { handle, author in
      author.flatMap { lists[$0] }.map { ListReport(handle: handle, found: $0) }
    }
    show(reports, context.console)
    let complaints = creators.compactMap { handle, author -> String? in
      guard let author else { return Creators.unknown(handle) }
      return lists[author] == nil ? missing(handle, run, hidden[author]) : nil
    }
    guard complaints.isEmpty else { throw CommandFailure(complaints.joined(separator: "\n")) }
    return .done
  }

  private static func show(_ reports: [ListReport], _ console: Console) {
    if console.isJSON {
      return console.result(["recommendations": .array(reports.map(\.json))])
    }
    for (place, report) in reports.enumerated() {
      if place > 0 { console.result("") }
      report.show(on: console)
    }
  }

  private static func missing(_ handle: Handle, _ run: RunID?, _ hidden: String?) -> String {
    guard let run else {
      if let hidden { return "there is no list for \(handle): \(hidden)" }
      return "there is no list for \(handle) yet; \"hookline enqueue \(handle) --wait\" has one made"
    }
    return "run \(run) made no list for \(handle); \"hookline runs show \(run)\" says what it did"
  }
}
