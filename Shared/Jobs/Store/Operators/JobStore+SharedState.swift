public import Messaging
import Storage

extension JobStore {
  /// Where shared work stands, and what was last wrong with it; nil where there is none with this key.
  public func sharedState(_ kind: JobKind, _ key: String) async throws -> (state: TaskState, error: String?)?
  {
    let rows = try await database.rows(
      "select state, last_error from task where kind = \(kind.rawValue) and dedupe_key = \(key)",
      as: String.self, String?.self)
    guard let (state, error) = rows.first else { return nil }
    guard let known = TaskState(rawValue: state) else {
      throw StorageError(.decoding, "a task is in the unknown state \(state)")
    }
    return (known, error)
  }
}
