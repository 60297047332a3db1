public import Storage

/// Runs, tasks and what is owed to the broker, in Postgres.
///
/// The statements stand in extensions, one file for each step of a task's life. Those that take a `Session` are part of
/// the caller's transaction. Lock order everywhere: tasks of runs by id, shared tasks by id, domain rows by key, runs by
/// id, then inserts into the outbox.
public struct JobStore: Sendable {
  public let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// How long the relay leaves a message alone that its own process is about to publish.
  static let guardSeconds = 10.0

  /// How tasks `t` are locked. Shared work comes last, because a task that is owned may attach its run to it.
  static let lockOrder: SQL = "t.dedupe_key is not null, t.id"
}

/// A task that this process may settle while the row's fence is the same.
struct Claim: Sendable, Hashable {
  var id: TaskID
  var fence: Int64
}

extension Sequence where Element == Claim {
  var ids: [TaskID] { map(\.id) }
  var fences: [Int64] { map(\.fence) }
}
