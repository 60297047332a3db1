import FoundationEssentials
import Jobs

/// What happened in a test of faults: what was planned and promised, who was killed, and what was there at the end.
struct History: Sendable {
  var entries: [Entry]

  init(_ entries: [Entry]) { self.entries = entries }

  /// From JSON lines.
  init(text: String) throws {
    let decoder = JSONDecoder()
    entries = try text.split(separator: "\n").map { try decoder.decode(Entry.self, from: Data($0.utf8)) }
  }

  var planned: [PlannedRun] {
    entries.compactMap { entry in if case .planned(let run) = entry { run } else { nil } }
  }

  /// In one line, how much went on.
  var summary: String {
    var begun = 0
    var tasks: Set<TaskID> = []
    var kills: [String: Int] = [:]
    for entry in entries {
      switch entry {
      case .began(let task, _):
        begun += 1
        tasks.insert(task)
      case .killed(_, let role): kills[role, default: 0] += 1
      default: continue
      }
    }
    let list = kills.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    return "\(begun) starts of \(tasks.count) tasks; killed: \(list)"
  }

  enum Entry: Codable, Sendable, Hashable {
    // As it goes.
    case planned(run: PlannedRun)
    /// A producer was told that the run, or its message, is accepted.
    case accepted(subject: String, run: RunID?, task: TaskID?)
    case began(task: TaskID, pid: Int32)
    case killed(pid: Int32, role: String)
    // At the end.
    case run(row: RunRow)
    case task(row: TaskRow)
    case effect(task: TaskID)
    case outbox(id: Int64, key: String)
    case dead(task: TaskID?, reason: String)
    case queue(name: String, ready: Int, unacked: Int)
    case drift(run: RunID)
    /// The event that tells of the run's end has arrived.
    case told(run: RunID)
    /// Nothing is missing in this file.
    case end
  }

  struct RunRow: Codable, Sendable, Hashable {
    var id: RunID
    var subject: String
    var state: String
    var remaining: Int
    var completions: Int
  }

  struct TaskRow: Codable, Sendable, Hashable {
    var id: TaskID
    var run: RunID?
    /// The order's; `finale` for what the runtime has made by itself.
    var label: String
    var state: String
    var attempt: Int
    var isShared: Bool
  }
}
