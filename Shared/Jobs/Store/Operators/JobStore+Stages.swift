import Messaging
import Storage

/// How far the tasks of one kind are, of one run.
public struct RunStage: Sendable, Hashable {
  public var kind: String
  public var counts: [TaskState: Int]

  public init(kind: String, counts: [TaskState: Int]) { (self.kind, self.counts) = (kind, counts) }
}

extension JobStore {
  /// How far these runs are, by kind of task in the order of the work; shared work is part of every run that needs it.
  public func stages(of runs: [RunID]) async throws -> [RunID: [RunStage]] {
    guard !runs.isEmpty else { return [:] }
    let rows = try await database.rows(
      """
      select run, kind, state, count(*) from (
        select run_id as run, kind, state from task where run_id = any(\(runs))
        union all
        select w.run_id, t.kind, t.state from run_task w join task t on t.id = w.task_id
        where w.run_id = any(\(runs))) t
      group by run, kind, state
      """, as: RunID.self, String.self, String.self, Int.self)
    var stages: [RunID: [RunStage]] = [:]
    for (run, kind, state, count) in rows {
      guard let state = TaskState(rawValue: state) else { continue }
      let place = stages[run, default: []].firstIndex { $0.kind == kind }
      if let place {
        stages[run]?[place].counts[state] = count
      } else {
        stages[run, default: []].append(RunStage(kind: kind, counts: [state: count]))
      }
    }
    let order = Dictionary(uniqueKeysWithValues: JobKind.allCases.enumerated().map { ($1.rawValue, $0) })
    return stages.mapValues { stages in
      stages.sorted { (order[$0.kind] ?? .max, $0.kind) < (order[$1.kind] ?? .max, $1.kind) }
    }
  }
}
