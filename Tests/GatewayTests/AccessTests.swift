import API
import Documents
import HTTP
import Jobs
import Storage
import TestKit
import Testing

@testable import Gateway

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct AccessTests {
  @Test func `a key that is wrong in any way is none`() async throws {
    try await withGateway { stage in
      let key = try await stage.key(.read)
      let secret = key.split(separator: "_", maxSplits: 2)
      let other = try await stage.key(.read).split(separator: "_", maxSplits: 2)
      let short = try await stage.makeKey([.read], lifetime: .seconds(-1)).text
      let texts = [
        "", "x", String(key.dropLast()), key + "A", "hookline_\(secret[1])_\(other[2])",
        "hookline_\(other[1])_\(secret[2])", key.uppercased(), "hookline__", short,
        "hookline_" + String(repeating: "a", count: 5_000),
      ]

      let right = await stage.ask(.get, "/v1/workers", key: key)
      let lower = await stage.ask(.get, "/v1/workers", key: nil, [("authorization", "bearer \(key)")])
      let basic = await stage.ask(.get, "/v1/workers", key: nil, [("Authorization", "Basic \(key)")])

      #expect(right.status == 200 && lower.status == 200 && basic.status == 401)
      for text in texts {
        let reply = await stage.ask(.get, "/v1/workers", key: text)
        #expect(reply.status == 401, "\(text)")
        #expect(reply.headers["WWW-Authenticate"]?.hasPrefix("Bearer realm=") == true)
      }
    }
  }

  @Test func `a key that was revoked stops within five seconds, though nobody tells of it`() async throws {
    try await withGateway { stage in
      let admin = try await stage.key(.admin)
      let made = await stage.ask(
        .post, "/v1/keys", key: admin,
        json: ["name": "shop", "scopes": ["read", "read"], "expiresInDays": 1])
      let key = try #require(made.document["secret"]?.stringValue)
      let label = try #require(made.document["id"]?.stringValue)
      let before = await stage.ask(.get, "/v1/workers", key: key)

      let revoked = await stage.ask(.delete, "/v1/keys/\(label)", key: admin)
      let again = await stage.ask(.delete, "/v1/keys/\(label)", key: admin)
      let isOver = await eventually(within: .seconds(5)) {
        await stage.ask(.get, "/v1/workers", key: key).status == 401
      }
      let list = await stage.ask(.get, "/v1/keys", key: admin)
      let audit = await stage.ask(.get, "/v1/audit?subject=\(label)", key: admin)

      #expect(made.status == 201 && made.document["scopes"] == ["read"] && before.status == 200)
      #expect(revoked.document["revoked"] == true && again.document["revoked"] == false && isOver)
      #expect(!String(decoding: list.bytes, as: UTF8.self).contains(key.suffix(20)))
      let actions = audit.document["items"]?.arrayValue?.compactMap { $0["action"]?.stringValue } ?? []
      #expect(actions == ["keys.revoke", "keys.revoke", "keys.create"])
      let stored = try await stage.database.pool.rows("select k::text from api_key k", as: String.self)
      #expect(stored.allSatisfy { !$0.contains(key.suffix(43)) })
    }
  }

  @Test func `what is told of a key is forgotten at once`() async throws {
    try await withGateway { stage in
      let key = try await stage.makeKey([.read])
      let before = await stage.ask(.get, "/v1/workers", key: key.text)
      try await stage.database.pool.transaction { _ = try KeyStore.revoke(key.record.label, $0) }

      let held = await stage.ask(.get, "/v1/workers", key: key.text)
      stage.gatekeeper.keys.forget(key.record.label)
      let after = await stage.ask(.get, "/v1/workers", key: key.text)

      #expect([before.status, held.status, after.status] == [200, 200, 401])
    }
  }

  @Test func `the use of a key is noted`() async throws {
    try await withGateway { stage in
      let (used, unused) = (try await stage.makeKey([.read]), try await stage.makeKey([.read]))
      _ = await stage.ask(.get, "/v1/workers", key: used.text)

      try await stage.gatekeeper.keys.touchUsed()

      let keys = try await KeyStore(stage.database.pool).list(limit: 10)
      #expect(keys.filter { $0.lastUsedAt != nil }.map(\.label) == [used.record.label])
      #expect(keys.contains { $0.label == unused.record.label })
    }
  }

  @Test func `a key that asks too often is told when to ask again, and others are not`() async throws {
    try await withGateway(rate: 5) { stage in
      let (key, other) = (try await stage.key(.read), try await stage.key(.read))
      var replies: [GatewayStage.Reply] = []
      for _ in 0..<6 { replies.append(await stage.ask(.get, "/v1/workers", key: key)) }

      #expect(replies.map(\.status) == [200, 200, 200, 200, 200, 429])
      #expect(replies[0].headers["RateLimit"] == "\"key\";r=4;t=12")
      #expect(replies[5].headers["Retry-After"] == "12" && replies[5].headers["RateLimit-Policy"] != nil)
      #expect(await stage.ask(.get, "/v1/workers", key: other).status == 200)
      #expect(await stage.ask(.get, "/healthz").status == 200)
    }
  }

  @Test func `workers have no rights to keys, and nobody changes what was audited`() async throws {
    try await withGateway { stage in
      let statements: [(role: String, statement: SQL)] = [
        ("hookline_worker", "select 1 from api_key"),
        ("hookline_worker", "insert into audit (who) values ('x')"),
        ("hookline_worker", "delete from idempotency"), ("hookline_api", "update audit set who = 'x'"),
        ("hookline_api", "delete from audit"), ("hookline_api", "delete from api_key"),
      ]
      for (role, statement) in statements {
        let error = await #expect(throws: StorageError.self) {
          try await stage.database.pool.perform { session in
            try session.execute("set role \(identifier: role)")
            defer { _ = try? session.execute("reset role") }
            try session.execute(statement)
          }
        }
        #expect(error?.code == .permission, "\(role): \(statement.text)")
      }
    }
  }
}
