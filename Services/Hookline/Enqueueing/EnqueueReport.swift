import Documents
import FoundationEssentials
import Jobs
import Knowledge
import Models

/// What an enqueueing came to.
struct EnqueueReport: Sendable {
  struct Entry: Sendable {
    let handle: Handle
    let run: RunID
    /// The run was there before and stands for this one, too.
    let isMerged: Bool
  }

  /// So many bad handles are told one by one, unless a program reads it.
  private static let toldLimit = 20
  /// Of so many that were merged it is looked whether their runs sleep.
  static let mergedLimit = 1_000

  var findings: HandleReader.Findings
  var isDryRun = false
  /// Where lines are from; nil when there are only arguments.
  var source: String?
  var acceptedCount = 0
  var mergedCount = 0
  /// Handles that were not enqueued, though nothing is wrong with them.
  var failedCount = 0
  /// Why; nil when nothing failed.
  var failure: String?
  var isInterrupted = false
  /// It failed before the end of the list was read.
  var isCutShort = false
  /// Kept only when asked for.
  var entries: [Entry] = []
  /// The first of those that were merged.
  var merged: [Entry] = []
  /// Those of them whose runs wait for their time.
  var sleepers: [RunID: Sleeper] = [:]
  /// How the runs stand, when they were waited for.
  var states: [RunID: RunState]?
  var isOutOfTime = false
  /// Why runs failed.
  var failures: [RunID: String] = [:]
  /// What the runs have made, when it was asked for.
  var lists: [RunID: KnownList]?

  var status: ExitCode {
    if isInterrupted { return .interrupted }
    let isFine = findings.badCount == 0 && failure == nil && !isOutOfTime && lostCount == 0
    return isFine ? .done : .failed
  }

  /// Runs that were waited for and came to nothing.
  private var lostCount: Int {
    states?.values.count { $0 == .failed || $0 == .cancelled || $0 == .expired } ?? 0
  }

  /// How many runs are in each state, in the order of the states.
  var stateCounts: [(state: RunState, count: Int)] {
    let counts = Dictionary(grouping: states?.values.map(\.self) ?? []) { $0 }.mapValues(\.count)
    return RunState.allCases.compactMap { state in counts[state].map { (state, $0) } }
  }

  // MARK: For people

  var summary: String {
    let verb = isDryRun ? "would enqueue" : "accepted"
    var parts = ["\(verb) \(grouped(isDryRun ? findings.validCount : acceptedCount))"]
    if mergedCount > 0 { parts[0] += " (\(grouped(mergedCount)) merged)" }
    if findings.duplicateCount > 0 { parts.append("\(grouped(findings.duplicateCount)) duplicate") }
    if findings.badCount > 0 { parts.append("\(grouped(findings.badCount)) bad") }
    if failedCount > 0 { parts.append("\(grouped(failedCount)) not enqueued") }
    if isCutShort { parts.append("the rest of the list not read") }
    return parts.joined(separator: ", ")
  }

  /// The bad ones, by file and line.
  var complaint: String? {
    guard findings.badCount > 0 else { return nil }
    let told = findings.bad.prefix(Self.toldLimit).map { bad in
      let place = bad.line.map { "\(source ?? "-"):\($0): " } ?? ""
      return "\(place)\"\(bad.text)\" is no handle: \(bad.reason)"
    }
    let rest = findings.badCount - told.count
    return (told + (rest > 0 ? ["and \(grouped(rest)) more"] : [])).joined(separator: "\n")
  }

  func show(on console: Console) {
    if console.isJSON { console.result(document) }
    if let complaint, !console.isJSON { console.error(complaint) }
    if !console.isJSON { tell(console) }
    if let failure { console.error(failure) }
  }

  /// Those whose runs do nothing for now, until when and why.
  var sleepNote: String? {
    let asleep = merged.compactMap { entry in sleepers[entry.run].map { (entry.handle, $0) } }
    guard let first = asleep.first else { return nil }
    let told = asleep.prefix(Self.toldLimit).map { handle, sleeper in
      let reason = sleeper.reason.isEmpty ? "" : ": \(excerpt(sleeper.reason))"
      return "\(handle): its run \(sleeper.run) sleeps until \(sleeper.until.formatted(.iso8601))\(reason)"
    }
    let rest = asleep.count - told.count
    let more = rest > 0 ? ["and \(grouped(rest)) more sleep"] : []
    let advice = asleep.count == 1 ? "runs wake \(first.1.run)" : "runs wake --all"
    return (told + more + ["\"hookline \(advice)\" lets \(asleep.count == 1 ? "it" : "them") go on now"])
      .joined(separator: "\n")
  }

  /// Those whose runs failed, and why.
  private var lostOnes: String? {
    let lost = entries.compactMap { entry in
      failures[entry.run].map { "\(entry.handle): \(excerpt($0))" }
    }
    guard !lost.isEmpty else { return nil }
    let rest = lost.count - Self.toldLimit
    return (lost.prefix(Self.toldLimit) + (rest > 0 ? ["and \(grouped(rest)) more"] : []))
      .joined(separator: "\n")
  }

  /// The list of each creator who has one.
  private func tellLists(_ console: Console) {
    guard let lists else { return }
    for entry in entries {
      guard let list = lists[entry.run] else {
        if states?[entry.run] == .complete {
          console.note(
            "no list was made for \(entry.handle); \"hookline recommend \(entry.handle)\" says why")
        }
        continue
      }
      console.result("")
      ListReport(list).show(on: console)
    }
  }

  private func tell(_ console: Console) {
    if findings.isEmpty, failure == nil {
      return console.result("nothing to enqueue: \(source.map(printable) ?? "the list") holds no handle")
    }
    if acceptedCount == 0, failure != nil { return }
    console.result(isInterrupted && states == nil ? "interrupted: " + summary : summary)
    guard states != nil else { return }
    let counts = stateCounts.map { "\(grouped($0.count)) \($0.state.rawValue)" }
    console.result("runs: " + (counts.isEmpty ? "none" : counts.joined(separator: ", ")))
    tellLists(console)
    if let lost = lostOnes { console.error(lost) }
    if isOutOfTime { console.note("the time is over") }
    if isInterrupted || isOutOfTime, stateCounts.contains(where: { $0.state == .open }) {
      console.note("open runs go on; \"hookline runs list --state open\" shows them")
    }
  }

  // MARK: For programs

  var document: JSONValue {
    var members: [(String, JSONValue)] = [
      ("accepted", .int(acceptedCount)), ("merged", .int(mergedCount)),
      ("duplicates", .int(findings.duplicateCount)), ("valid", .int(findings.validCount)),
      ("failed", .int(failedCount)), ("error", JSONValue(failure)), ("dryRun", .bool(isDryRun)),
      ("interrupted", .bool(isInterrupted)), ("cutShort", .bool(isCutShort)),
      ("badCount", .int(findings.badCount)),
      ("bad", .array(findings.bad.map(Self.json))), ("runs", .array(entries.map(json))),
    ]
    if states != nil {
      members.append(("states", .object(stateCounts.map { ($0.state.rawValue, .int($0.count)) })))
    }
    return .object(members)
  }

  private static func json(_ bad: BadHandle) -> JSONValue {
    ["line": JSONValue(bad.line), "text": .string(bad.text), "reason": .string(bad.reason)]
  }

  private func json(_ entry: Entry) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("handle", .string("\(entry.handle)")), ("run", .string("\(entry.run)")),
      ("isMerged", .bool(entry.isMerged)),
    ]
    if entry.isMerged, let sleeper = sleepers[entry.run] {
      members.append(("sleepsUntil", JSONValue(Optional(sleeper.until))))
      members.append(("sleepsBecause", .string(sleeper.reason)))
    }
    if let states { members.append(("state", JSONValue((states[entry.run] ?? .open).rawValue))) }
    if let failure = failures[entry.run] { members.append(("error", .string(failure))) }
    if let lists {
      members.append(("recommendations", .array(lists[entry.run].map(JSONValue.items) ?? [])))
    }
    return .object(members)
  }
}
