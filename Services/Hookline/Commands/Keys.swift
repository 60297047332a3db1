import Documents
import FoundationEssentials
import Glibc
import Lifecycle
import Storage

extension Commands {
  private static let scope = Option(
    "scope", value: "SCOPES", help: "what it may do, such as read,submit; also ops and admin")
  private static let expires = Option(
    "expires", value: "DURATION", help: "how long it counts, such as 90d (default until it is revoked)")
  private static let limit = Option("limit", value: "COUNT", help: "how many at most (default 100)")
  private static let scopes = ["read", "submit", "ops", "admin"]

  static let keysCreate = Command(
    name: "keys create",
    summary: "makes a key to the interface, and shows it this once",
    examples: [
      .init(line: "keys create shop --scope read,submit", meaning: "for a program that asks for lists"),
      .init(line: "keys create ops --scope read,ops --expires 90d", meaning: "for a person, for a while"),
    ],
    operands: .init(usage: "NAME", count: 1...1), options: [scope, expires],
    notes: [
      "read looks, submit begins and cancels runs, ops pauses queues and replays dead messages, admin",
      "makes and revokes keys; none includes another. Only a hash is kept: a lost key is replaced.",
      "Uses HOOKLINE_API_DATABASE_URL where that is set: workers have no rights to keys.",
    ]
  ) { invocation, context in
    let name = invocation.operands[0]
    guard 1...100 ~= name.unicodeScalars.count, name == printable(name) else {
      throw Misuse("the name of a key has 1 to 100 characters", invocation.command)
    }
    let scopes = try chosenScopes(invocation)
    let lifetime = try invocation.duration(expires)
    guard lifetime.map({ $0 <= .seconds(3_650 * 86_400) }) ?? true else {
      throw Misuse("--expires is at most 3650d", invocation.command)
    }
    let made = try await make(name, scopes, lifetime, context)
    if context.console.isJSON {
      context.console.result(.key(made))
    } else {
      context.console.result(made.text)
      context.console.note("this is the only time that it is shown")
    }
    return .done
  }

  static let keysList = Command(
    name: "keys list",
    summary: "lists the keys to the interface, the newest first",
    examples: [.init(line: "keys list", meaning: "who may do what, and when they last did")],
    options: [limit]
  ) { invocation, context in
    let limit = try invocation.number(limit, in: 1...10_000) ?? 100
    let keys: [KeyRecord]
    if let remote = try context.remote() {
      keys = try await remote.keys(limit: limit)
    } else {
      keys = try await context.withAccess { try await KeyStore($0).list(limit: limit) }
    }
    if context.console.isJSON {
      context.console.result(["keys": .array(keys.map { .key($0) })])
    } else if keys.isEmpty {
      context.console.result("no keys")
    } else {
      context.console.result(table(keys))
    }
    return .done
  }

  static let keysRevoke = Command(
    name: "keys revoke",
    summary: "takes a key back; it stops within seconds",
    examples: [.init(line: "keys revoke k3b0a1x9yq2z", meaning: "as \"keys list\" calls it")],
    operands: .init(usage: "KEY", count: 1...1),
    notes: ["KEY is what stands between the underscores of a key. Exits with 1 when it was revoked before."]
  ) { invocation, context in
    let label = invocation.operands[0]
    guard let (key, wasValid) = try await revoke(label, context) else {
      throw CommandFailure(
        "there is no key \(printable(label)); \"hookline keys list\" shows those there are")
    }
    if context.console.isJSON { context.console.result(["revoked": .bool(wasValid), "key": .key(key)]) }
    guard wasValid else { throw CommandFailure("key \(key.label) did not count any more") }
    if !context.console.isJSON { context.console.result("revoked \(key.label) (\(printable(key.name)))") }
    return .done
  }

  static let audit = Command(
    name: "audit",
    summary: "lists what was changed by whom, the newest first",
    examples: [
      .init(line: "audit --limit 50", meaning: "the last changes"),
      .init(line: "audit --json", meaning: "the same for a program"),
    ],
    options: [limit]
  ) { invocation, context in
    let limit = try invocation.number(limit, in: 1...10_000) ?? 100
    let found: [AuditStore.Found]
    if let remote = try context.remote() {
      found = try await remote.audit(limit: limit)
    } else {
      found = try await context.withAccess { try await AuditStore($0).list(limit: limit) }
    }
    if context.console.isJSON {
      context.console.result(["audit": .array(found.map { .audit($0) })])
    } else if found.isEmpty {
      context.console.result("nothing was changed yet")
    } else {
      var table = Table(["AGE", "WHO", "WHAT", "OF", "RESULT"], numeric: [0])
      for one in found {
        table.add([
          .init(age(of: one.at)), .init(excerpt(one.entry.who, limit: 40)), .init(one.entry.action),
          .init(excerpt(one.entry.subject ?? "", limit: 60)),
          .init(one.entry.result.rawValue, one.entry.result == .failed ? .failure : nil),
        ])
      }
      context.console.result(table)
    }
    return .done
  }

  private static func make(
    _ name: String, _ scopes: [String], _ lifetime: Duration?, _ context: Context
  ) async throws -> MadeKey {
    if let remote = try context.remote() {
      let days = lifetime.map { Int($0 / .seconds(86_400)) }
      guard lifetime == days.map({ .seconds($0 * 86_400) }) else {
        throw CommandFailure("a key that a gateway makes counts for whole days, such as --expires 90d")
      }
      return try await remote.createKey(name, scopes, days: days)
    }
    let person = keeper(context)
    return try await context.withAccess { database in
      try await database.transaction { session in
        let made = try KeyStore.create(name: name, scopes: scopes, lifetime: lifetime, by: person, session)
        try AuditStore.write(entry("keys.create", made.record, by: person), session)
        return made
      }
    }
  }

  private static func revoke(
    _ label: String, _ context: Context
  ) async throws -> (record: KeyRecord, wasValid: Bool)? {
    if let remote = try context.remote() { return try await remote.revokeKey(label) }
    let person = keeper(context)
    return try await context.withAccess { database in
      try await database.transaction { session in
        let answer = try KeyStore.revoke(label, session)
        if let answer { try AuditStore.write(entry("keys.revoke", answer.record, by: person), session) }
        return answer
      }
    }
  }

  private static func chosenScopes(_ invocation: Invocation) throws(Misuse) -> [String] {
    guard let text = invocation[scope] else {
      throw Misuse("say what the key may do with --scope, such as --scope read,submit", invocation.command)
    }
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for word in words where !scopes.contains(word) {
      let meant = Spelling.nearest(to: word, among: scopes)
      throw Misuse(
        "there is no scope \"\(word)\"" + (meant.map { "; did you mean \($0)?" } ?? ""), invocation.command)
    }
    return scopes.filter(words.contains)
  }

  private static func entry(_ action: String, _ key: KeyRecord, by person: String) -> AuditEntry {
    AuditEntry(
      key: nil, who: person, action: action, subject: key.label, requestID: "command-line",
      detail: JSON(
        text: JSONValue.object([("name", .string(key.name)), ("scopes", .strings(key.scopes))]).line))
  }

  private static func table(_ keys: [KeyRecord]) -> Table {
    var table = Table(["KEY", "NAME", "SCOPES", "STATE", "AGE", "USED", "BY"], numeric: [4, 5])
    for key in keys {
      let state: Table.Cell =
        key.revokedAt != nil
        ? .init("revoked", .failure)
        : key.isValid() ? .init(until(key.expiresAt)) : .init("expired", .warning)
      table.add([
        .init(key.label), .init(excerpt(key.name, limit: 40)), .init(key.scopes.joined(separator: ",")),
        state,
        .init(age(of: key.createdAt)), .init(key.lastUsedAt.map { age(of: $0) } ?? "never"),
        .init(excerpt(key.createdBy, limit: 40)),
      ])
    }
    return table
  }

  private static func until(_ date: Date?) -> String {
    date.map { "for \(brief($0.told.timeIntervalSinceNow))" } ?? "valid"
  }

  /// Who changes something, as far as the machine knows.
  private static func keeper(_ context: Context) -> String {
    let user = context.environment["SUDO_USER"] ?? context.environment["USER"] ?? "user \(getuid())"
    return "\(user)@\(ProcessInfo.processInfo.hostName)"
  }
}
