import API
import Documents
import HTTP
import Storage

extension Gateway {
  var access: [Endpoint] { [listKeys, createKey, revokeKey, listAudit] }

  private var listKeys: Endpoint {
    Endpoint(.get, "/v1/keys", .scope(.admin), "access", "Lists keys, the newest first") { call in
      let turn = try PageTurn(call)
      let found = try await KeyStore(database).list(
        before: turn.following.flatMap { Int64($0) }, after: turn.preceding.flatMap { Int64($0) },
        limit: turn.count)
      return turn.answer(found, at: { "\($0.id)" }) { .key($0) }
    }
    .with {
      $0.parameters = Paging.parameters
      $0.outcomes = [
        .init(.ok, "Keys, without their secrets", Paging.schema(Schemas.key), headers: Paging.headers)
      ]
    }
  }

  private var createKey: Endpoint {
    Endpoint(.post, "/v1/keys", .scope(.admin), "access", "Makes a key, and shows it this once") { call in
      let change = Change(call, "keys.create")
      let scopes = Set(call.member("scopes")?.arrayValue?.compactMap(\.stringValue) ?? []).sorted()
      let days = call.member("expiresInDays")?.wholeNumber
      let name = call.member("name")?.stringValue ?? ""
      let made = try await database.transaction { session in
        let made = try KeyStore.create(
          name: name, scopes: scopes, lifetime: days.map { .seconds($0 * 86_400) }, by: change.who, session)
        try change.note(
          made.record.label, ["name": .string(made.record.name), "scopes": .strings(made.record.scopes)],
          session)
        return made
      }
      return .json(.key(made), status: .created)
    }
    .with {
      $0.notes = "Only a hash is kept: a lost key is replaced by a new one."
      $0.body = .json(
        .object([
          .required(
            "name", .string(1...100, nil, Pattern(.of(" -~", 1...100))).described("For whom or what it is")),
          .required("scopes", .array(.choice(Scope.self), count: 1...4)),
          .optional("expiresInDays", .integer(1...3_650)),
        ]), examples: [["name": "shop", "scopes": ["read", "submit"], "expiresInDays": 90]])
      $0.outcomes = [.init(.created, "The key, with its secret", Schemas.madeKey)]
    }
  }

  private var revokeKey: Endpoint {
    Endpoint(
      .delete, "/v1/keys/{id}", .scope(.admin), "access", "Takes a key back; it stops within seconds"
    ) { call in
      let change = Change(call, "keys.revoke")
      let label = call.text("id") ?? ""
      let answer = try await database.transaction { session in
        let answer = try KeyStore.revoke(label, session)
        if answer != nil { try change.note(label, .object([]), session) }
        return answer
      }
      guard let (key, wasValid) = answer else { throw Refusal.notFound("There is no such key.") }
      return .json(["revoked": .bool(wasValid), "key": .key(key)])
    }
    .with {
      $0.parameters = [.path("id", Schemas.label, "What stands between the underscores of a key")]
      $0.outcomes = [
        .init(
          .ok, "The key, and whether it counted until now",
          .object([.required("revoked", .boolean), .required("key", Schemas.key)]))
      ]
      $0.problems = [(.notFound, "There is no such key")]
    }
  }

  private var listAudit: Endpoint {
    Endpoint(.get, "/v1/audit", .scope(.admin), "access", "Lists what was changed by whom, the newest first")
    { call in
      var filter = AuditStore.Filter(action: call.text("action"), subject: call.text("subject"))
      if let label = call.text("key") {
        // A key that there is not has changed nothing.
        filter.key = try await KeyStore(database).find(label)?.record.id ?? 0
      }
      let turn = try PageTurn(call)
      let found = try await AuditStore(database).list(
        filter, before: turn.following.flatMap { Int64($0) }, after: turn.preceding.flatMap { Int64($0) },
        limit: turn.count)
      return turn.answer(found, at: { "\($0.id)" }) { .audit($0) }
    }
    .with {
      $0.parameters =
        [
          .query("key", Schemas.label, "Only what was done with this key"),
          .query("action", .string(1...100), "Only this, such as runs.create"),
          .query("subject", .string(1...500), "Only what was done to this"),
        ] + Paging.parameters
      $0.outcomes = [.init(.ok, "Changes", Paging.schema(Schemas.audit), headers: Paging.headers)]
    }
  }
}
