import Documents
import FoundationEssentials
import Jobs
import Messaging

/// One run with its tasks.
struct RunReport {
  let run: RunRecord
  let tasks: [TaskRecord]

  func show(on console: Console) {
    if console.isJSON { return console.result(.run(run, tasks: tasks)) }
    var facts = Table(["", ""])
    facts.add(["run", .init("\(run.id)")])
    facts.add(["about", .init("\(run.kind) \(excerpt(run.subject)), generation \(run.generation)")])
    facts.add(["state", Self.cell(run)])
    facts.add(["progress", .init(progress)])
    facts.add(["begun", .init(Self.moment(run.createdAt))])
    if let finishedAt = run.finishedAt {
      let took = brief(finishedAt.told.timeIntervalSince(run.createdAt.told))
      facts.add(["ended", .init("\(Self.moment(finishedAt)), after \(took)")])
    }
    if let deadline = run.deadline { facts.add(["deadline", .init(deadline.formatted(.iso8601))]) }
    if let finale = run.finale { facts.add(["ends with", .init(finale)]) }
    console.result(facts)
    guard !tasks.isEmpty else { return console.result("\nno tasks") }
    console.result("")
    console.result(table)
  }

  static func moment(_ date: Date) -> String { "\(date.formatted(.iso8601)) (\(age(of: date)) ago)" }

  private var progress: String {
    let failed = run.failed > 0 ? ", \(run.failed) failed" : ""
    let filled = run.expected > 0 ? 20 * run.settled / run.expected : 20
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 20 - filled)
    return "[\(bar)] \(run.settled) of \(counted(run.expected, "task"))\(failed)"
  }

  private var table: Table {
    var table = Table(
      ["TASK", "KIND", "LANE", "STATE", "ATTEMPT", "TOOK", "DEAD", "WHAT"], numeric: [4, 5, 6])
    for task in tasks {
      table.add([
        .init("\(task.id)"), .init(task.kind), .init(task.lane.rawValue),
        .init(task.state.rawValue, task.state.tint), .init("\(task.attempt)"), .init(Self.duration(task)),
        .init(task.deadMessage.map { "\($0)" } ?? ""), .init(Self.remarks(task)),
      ])
    }
    return table
  }

  private static func duration(_ task: TaskRecord) -> String {
    guard let start = task.startedAt ?? task.finishedAt.map({ _ in task.enqueuedAt }) else { return "" }
    return brief((task.finishedAt?.told ?? Date()).timeIntervalSince(start.told))
  }

  private static func remarks(_ task: TaskRecord) -> String {
    var remarks: [String] = []
    if task.isShared { remarks.append("shared") }
    if task.starts > 1 { remarks.append("started \(task.starts) times") }
    if task.state == .running, let owner = task.owner { remarks.append("at \(excerpt(owner))") }
    if task.state == .queued, let dueAt = task.dueAt?.told, dueAt > Date() {
      remarks.append("due in \(brief(dueAt.timeIntervalSinceNow))")
    }
    if let error = task.lastError { remarks.append(excerpt(error)) }
    return remarks.joined(separator: "; ")
  }

  /// The state, with what was asked of an open run.
  static func cell(_ run: RunRecord) -> Table.Cell {
    guard run.state == .open, let stop = run.stop else { return .init(run.state.rawValue, run.state.tint) }
    return .init("stopping (\(stop.rawValue))", .warning)
  }
}

extension RunState {
  var tint: Style.Tint? {
    switch self {
    case .open: nil
    case .complete: .success
    case .partial, .cancelled, .expired: .warning
    case .failed: .failure
    }
  }
}

extension TaskState {
  var tint: Style.Tint? {
    switch self {
    case .queued, .running: nil
    case .succeeded, .merged: .success
    case .cancelled, .expired: .warning
    case .dead: .failure
    }
  }
}
