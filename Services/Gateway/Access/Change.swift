import API
import Documents
import Storage

/// Something that a caller has changed, for the audit.
struct Change: Sendable {
  let call: Call
  /// Such as `runs.create`.
  let action: String

  init(_ call: Call, _ action: String) { (self.call, self.action) = (call, action) }

  /// How the caller is called wherever people look.
  var who: String { call.caller.name }

  /// Writes that it was done in the transaction that does it, with the answer where that is given once.
  func note(
    _ subject: String?, _ detail: JSONValue = .object([]), answer: Answer? = nil,
    result: AuditEntry.Result = .done, _ session: Session
  ) throws {
    try AuditStore.write(entry(subject, detail, result), session)
    if let answer { try Once.current?.keep(answer, session) }
  }

  /// The same by itself, for what takes several transactions.
  func note(
    _ subject: String?, _ detail: JSONValue = .object([]), result: AuditEntry.Result,
    in database: any Database
  ) async throws {
    try await AuditStore(database).write(entry(subject, detail, result))
  }

  private func entry(_ subject: String?, _ detail: JSONValue, _ result: AuditEntry.Result) -> AuditEntry {
    AuditEntry(
      key: call.caller.key, who: who, action: action, subject: subject, requestID: call.requestID,
      result: result, detail: JSON(text: String(decoding: detail.bytes, as: UTF8.self)))
  }
}
