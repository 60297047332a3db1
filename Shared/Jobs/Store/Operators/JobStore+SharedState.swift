public import Messaging
import Storage

extension JobStore {
  /// Where shared work stands.
  public struct SharedWork: Sendable, Equatable {
    public let id: TaskID
    public let state: TaskState
    /// What was last wrong with it.
    public let error: String?
  }

  /// Nil where there is no shared work with this key.
  public func sharedState(_ kind: JobKind, _ key: String) async throws -> SharedWork? {
    let rows = try await database.rows(
      "select id, state, last_error from task where kind = \(kind.rawValue) and dedupe_key = \(key)",
      as: TaskID.self, String.self, String?.self)
    guard let (id, state, error) = rows.first else { return nil }
    guard let known = TaskState(rawValue: state) else {
      throw StorageError(.decoding, "a task is in the unknown state \(state)")
    }
    return SharedWork(id: id, state: known, error: error)
  }
}
