public import Jobs
import Messaging

extension JSONValue {
  /// A page of runs, the newest first, and what asks for the next page; null on the last one.
  public static func runs(_ runs: [RunRecord], next: JSONValue = .null) -> JSONValue {
    ["runs": .array(runs.map(run)), "next": next]
  }

  /// One run with its tasks.
  public static func run(_ run: RunRecord, tasks: [TaskRecord]) -> JSONValue {
    ["run": .run(run), "tasks": .array(tasks.map(task))]
  }

  public static func run(_ run: RunRecord) -> JSONValue {
    [
      "id": .string("\(run.id)"), "kind": .string(run.kind), "subject": .string(run.subject),
      "generation": .int(run.generation), "lane": .string(run.lane.rawValue),
      "state": .string(run.state.rawValue), "stop": JSONValue(run.stop?.rawValue),
      "expected": .int(run.expected), "settled": .int(run.settled), "failed": .int(run.failed),
      "finale": JSONValue(run.finale), "createdAt": JSONValue(run.createdAt),
      "deadline": JSONValue(run.deadline), "finishedAt": JSONValue(run.finishedAt),
    ]
  }

  static func task(_ task: TaskRecord) -> JSONValue {
    [
      "id": .string("\(task.id)"), "kind": .string(task.kind), "lane": .string(task.lane.rawValue),
      "state": .string(task.state.rawValue), "shared": .bool(task.isShared), "vital": .bool(task.isVital),
      "attempt": .int(task.attempt), "starts": .int(task.starts), "owner": JSONValue(task.owner),
      "enqueuedAt": JSONValue(task.enqueuedAt), "startedAt": JSONValue(task.startedAt),
      "finishedAt": JSONValue(task.finishedAt), "dueAt": JSONValue(task.dueAt),
      "error": JSONValue(task.lastError), "deadMessage": JSONValue(task.deadMessage.map { "\($0)" }),
    ]
  }

  /// What came of cancelling a run: whether it was open until then.
  public static func cancelling(_ run: RunRecord, wasOpen: Bool) -> JSONValue {
    ["cancelled": .bool(wasOpen), "run": .run(run)]
  }

  /// What came of waking runs.
  public static func waking(tasks: Int, runs: Int) -> JSONValue {
    ["tasks": .int(tasks), "runs": .int(runs)]
  }
}
