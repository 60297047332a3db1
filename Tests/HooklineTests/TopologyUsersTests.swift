import FoundationEssentials
import Glibc
import Lifecycle
import Management
import Messaging
import TestKit
import Testing

@testable import Hookline

/// The users of a real broker, made by the program as operators do.
@Suite(.enabled(if: hasBroker, "\(TestServers.advice)"), .timeLimit(.minutes(1)))
struct TopologyUsersTests {
  private struct Document: Decodable {
    struct User: Decodable {
      let role: String
      let user: String
      let made: Bool
      let source: String
      let password: String?
    }

    let users: [User]
  }

  /// The environment of the program, an administrator and a folder that one test has for itself. The users are named
  /// after the virtual host, and go with it.
  private static func withUsers(
    _ body: (_ environment: [String: String], _ prefix: String, _ folder: String) async throws -> Void
  ) async throws {
    try await withTopologyHost { environment, client in
      let prefix = client.settings.virtualHost + "-"
      let folder = "/tmp/hookline-" + prefix
      _ = try await ChildProcess("mkdir", ["-m", "700", folder]).run()
      let result: Result<Void, any Error>
      do { result = .success(try await body(environment, prefix, folder)) } catch { result = .failure(error) }
      try await Task {
        _ = try await ChildProcess("rm", ["-rf", folder]).run()
        for role in BrokerRole.allCases { try? await client.deleteUser(prefix + role.rawValue) }
      }.value
      try result.get()
    }
  }

  private static func users(
    _ arguments: [String], prefix: String, environment: [String: String]
  ) async throws -> ChildResult {
    try await Binary.run(
      ["topology", "users", "--prefix", prefix] + arguments, environment: environment)
  }

  private static func document(_ result: ChildResult) throws -> [Document.User] {
    try JSONDecoder().decode(Document.self, from: Data(result.output)).users
  }

  /// Whether the broker lets this user in.
  private static func logsIn(
    _ user: String, _ password: String, _ environment: [String: String]
  ) async throws -> Bool {
    var settings = try BrokerSettings(url: environment["HOOKLINE_AMQP_URL"] ?? "")
    (settings.user, settings.password) = (user, password)
    do {
      _ = try await Inspector(settings).version()
      return true
    } catch {
      guard error.code == .authentication else { throw error }
      return false
    }
  }

  @Test func `passwords are printed once, kept by a repetition, and new with --rotate`() async throws {
    try await Self.withUsers { environment, prefix, _ in
      func run(_ options: String...) async throws -> [Document.User] {
        let result = try await Self.users(options + ["--json"], prefix: prefix, environment: environment)
        #expect(result.isSuccess && result.errors.isEmpty)
        return try Self.document(result)
      }

      let first = try await run()
      let again = try await run()
      let rotated = try await run("--rotate", "--role", "worker,worker")

      #expect(first.map(\.user) == BrokerRole.allCases.map { prefix + $0.rawValue })
      #expect(first.allSatisfy { $0.made && $0.source == "generated" })
      #expect(Set(first.compactMap { $0.password?.count }) == [32])
      #expect(again.allSatisfy { !$0.made && $0.source == "kept" && $0.password == nil })
      #expect(rotated.map(\.role) == ["worker"])
      let (old, new) = (first[1].password ?? "", rotated[0].password ?? "")
      #expect(try await Self.logsIn(prefix + "producer", first[2].password ?? "", environment))
      #expect(try await Self.logsIn(prefix + "worker", new, environment))
      #expect(try await !Self.logsIn(prefix + "worker", old, environment))
    }
  }

  @Test func `a file gives passwords and takes new ones, and nobody else reads it`() async throws {
    try await Self.withUsers { environment, prefix, folder in
      let file = folder + "/passwords"
      _ = try await ChildProcess("sh", ["-c", "umask 077; printf '# ours\\nworker=p/w:1\\n' > \(file)"]).run()

      let result = try await Self.users(["--password-file", file], prefix: prefix, environment: environment)

      let lines = try await ChildProcess("cat", [file]).run().text.split(separator: "\n").map(String.init)
      let mode = try await ChildProcess("stat", ["-c", "%a", file]).run().text
      #expect(lines.prefix(2) == ["# ours", "worker=p/w:1"])
      #expect(lines.dropFirst(2).map { $0.prefix { $0 != "=" } } == ["topology", "producer", "monitor"])
      #expect(mode == "600\n")
      #expect(try await Self.logsIn(prefix + "worker", "p/w:1", environment))
      let producer = lines[3].dropFirst("producer=".count)
      #expect(try await Self.logsIn(prefix + "producer", String(producer), environment))
      #expect(result.isSuccess && !result.text.contains("p/w:1") && !result.text.contains(producer))
    }
  }

  @Test func `a file that others can read, or that cannot be, is refused before anything is done`()
    async throws
  {
    try await Self.withUsers { environment, prefix, folder in
      let shell = """
        cd \(folder); umask 077; echo worker=x > open; chmod 644 open; mkdir place; echo worker= > empty
        printf 'worker=a\\nworker=b\\n' > twice
        """
      _ = try await ChildProcess("sh", ["-c", shell]).run()

      for (name, complaint) in [
        ("open", "chmod 600"), ("place", "is no file"), ("empty", "has an empty password for worker"),
        ("twice", "has 2 lines for worker"), ("nowhere/new", "cannot be written: No such file"),
      ] {
        let result = try await Self.users(
          ["--password-file", "\(folder)/\(name)"], prefix: prefix, environment: environment)

        #expect(result.status == .exited(1) && result.text.isEmpty)
        #expect(result.errorText.split(separator: "\n").count == 1)
        #expect(result.errorText.contains(complaint), "\(result.errorText)")
      }
      let first = try await Self.users(["--json"], prefix: prefix, environment: environment)
      #expect(try Self.document(first).allSatisfy(\.made))
    }
  }

  @Test func `the users made are those that the roles describe, and the doctor has no objection`()
    async throws
  {
    try await Self.withUsers { environment, prefix, _ in
      let users = try Self.document(
        try await Self.users(["--json"], prefix: prefix, environment: environment))
      func address(_ index: Int, _ variable: String) throws -> String {
        let url = try #require(environment[variable])
        let (scheme, at) = (try #require(url.firstRange(of: "://")), try #require(url.lastIndex(of: "@")))
        return url[..<scheme.upperBound] + "\(users[index].user):\(users[index].password ?? "")" + url[at...]
      }
      let management = "HOOKLINE_AMQP_MANAGEMENT_URL"
      let topology = environment.merging([management: try address(0, management)]) { $1 }
      var worker = environment
      worker["HOOKLINE_AMQP_URL"] = try address(1, "HOOKLINE_AMQP_URL")

      let apply = try await Binary.run(["topology", "apply"], environment: topology)
      let check = try await Binary.run(["topology", "check"], environment: worker)
      let more = try await Self.users([], prefix: prefix, environment: topology)
      let doctor = try await Binary.run(["doctor"], environment: worker)

      #expect(apply.isSuccess && check.isSuccess)
      #expect(more.status == .exited(1))
      #expect(more.errorText.contains("an administrator is needed"))
      #expect(more.errorText.split(separator: "\n").count == 1)
      #expect(doctor.text.contains("\(prefix)worker has the rights of a worker"))
      #expect(!doctor.text.contains("a worker needs"))
    }
  }

  @Test(arguments: ["worker,boss", "", "worker,"]) func `an unknown role is misuse`(roles: String)
    async throws
  {
    let result = try await Binary.run(["topology", "users", "--role=" + roles])

    #expect(result.status == .exited(2))
    #expect(result.errorText.contains("--role takes some of topology, worker, producer, monitor"))
  }
}
