import FoundationEssentials
import Lifecycle
import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct KeysCommandTests {
  private struct Key: Decodable {
    let id: String
    let name: String
    let scopes: [String]
    let valid: Bool
    let secret: String?
    let expiresAt: String?
  }

  private struct Keys: Decodable { let keys: [Key] }
  private struct Audit: Decodable {
    struct Entry: Decodable {
      let action: String
      let subject: String
    }
    let audit: [Entry]
  }

  @Test func `a key is made, listed without its secret, and taken back once`() async throws {
    try await withJobs { stage in
      let none = try await stage.run("keys")
      let made = try await stage.document(
        Key.self, "keys", "create", "shop", "--scope", "submit,read", "--expires", "90d")
      let plain = try await stage.run("keys", "create", "ops", "--scope", "ops")
      let list = try await stage.document(Keys.self, "keys", "list")
      let table = try await stage.run("keys", "list")
      let revoked = try await stage.run("keys", "revoke", made.id)
      let again = try await stage.run("keys", "revoke", made.id)
      let audit = try await stage.document(Audit.self, "audit")

      let secret = try #require(made.secret)
      #expect(none.text == "no keys\n" && made.scopes == ["read", "submit"] && made.expiresAt != nil)
      #expect(secret.hasPrefix("hookline_\(made.id)_") && KeyText(secret)?.label == made.id)
      #expect(KeyText(String(plain.text.dropLast())) != nil && plain.errorText.contains("only time"))
      #expect(
        list.keys.map(\.name) == ["ops", "shop"] && list.keys.allSatisfy { $0.secret == nil && $0.valid })
      #expect(table.text.contains("read,submit") && !table.text.contains(secret.suffix(20)))
      #expect(revoked.isSuccess && revoked.text == "revoked \(made.id) (shop)\n")
      #expect(again.status == .exited(1) && again.errorText.contains("did not count any more"))
      #expect(audit.audit.map(\.action).first == "keys.revoke" && audit.audit.last?.subject == made.id)
    }
  }

  @Test func `what makes no sense is told, and makes no key`() async throws {
    try await withJobs { stage in
      let scopeless = try await stage.run("keys", "create", "x")
      let strange = try await stage.run("keys", "create", "x", "--scope", "red")
      let empty = try await stage.run("keys", "create", "x", "--scope", "")
      let evil = try await stage.run("keys", "create", "a\u{1b}[2J", "--scope", "read")
      let gone = try await stage.run("keys", "revoke", "nobody")

      #expect([scopeless, strange, empty, evil].allSatisfy { $0.status == .exited(2) })
      #expect(strange.errorText.contains("did you mean read?"))
      #expect(gone.status == .exited(1) && gone.errorText.contains("there is no key nobody"))
      #expect(try await stage.run("keys").text == "no keys\n")
    }
  }
}
