import API
import Documents
import HTTP
import Storage

extension Remote {
  func keys(limit: Int) async throws -> [KeyRecord] {
    try await list(["v1", "keys"], [], limit: limit).elements
  }

  /// Keys count for whole days here.
  func createKey(_ name: String, _ scopes: [String], days: Int?) async throws -> MadeKey {
    var members: [(String, JSONValue)] = [("name", .string(name)), ("scopes", .strings(scopes))]
    if let days { members.append(("expiresInDays", .int(days))) }
    let answer = try await ask(Question(method: .post, path: ["v1", "keys"], body: .object(members)))
    return try read { () throws(DocumentError) in try MadeKey(answer) }
  }

  /// The key as it is then, and whether it counted; nil when there is none.
  func revokeKey(_ label: String) async throws -> (record: KeyRecord, wasValid: Bool)? {
    guard let answer = try await find(Question(method: .delete, path: ["v1", "keys", label])) else {
      return nil
    }
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      return (try part.read("key"), try part.flag("revoked"))
    }
  }

  func audit(limit: Int) async throws -> [AuditStore.Found] {
    try await list(["v1", "audit"], [], limit: limit).elements
  }
}
