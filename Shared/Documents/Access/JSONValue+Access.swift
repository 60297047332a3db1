public import Storage

extension JSONValue {
  /// A key without its secret. It is called by its label.
  public static func key(_ key: KeyRecord) -> JSONValue { .object(members(key)) }

  /// A key that was just made, with its text: the only time at which that is shown.
  public static func key(_ made: MadeKey) -> JSONValue {
    .object(members(made.record) + [("secret", .string(made.text))])
  }

  private static func members(_ key: KeyRecord) -> [(String, JSONValue)] {
    [
      ("id", .string(key.label)), ("name", .string(key.name)), ("scopes", .strings(key.scopes)),
      ("valid", .bool(key.isValid())), ("createdBy", .string(key.createdBy)),
      ("createdAt", JSONValue(key.createdAt)), ("expiresAt", JSONValue(key.expiresAt)),
      ("revokedAt", JSONValue(key.revokedAt)), ("lastUsedAt", JSONValue(key.lastUsedAt)),
    ]
  }

  /// A change that was asked for.
  public static func audit(_ found: AuditStore.Found) -> JSONValue {
    let entry = found.entry
    return [
      "id": .string("\(found.id)"), "at": JSONValue(Optional(found.at)), "who": .string(entry.who),
      "key": JSONValue(found.keyLabel),
      "action": .string(entry.action), "subject": JSONValue(entry.subject),
      "request": .string(entry.requestID), "result": .string(entry.result.rawValue),
      "detail": (try? JSONValue(reading: entry.detail.text)) ?? .null,
    ]
  }
}
