import Crypto
import Lifecycle
public import Storage

/// A Postgres server that one test has for itself, to stop and start and ill-treat.
public struct PrivatePostgres: Sendable {
  public enum Mode: String, Sendable {
    case fast
    /// As a crash: nothing is finished.
    case immediate
  }

  let directory: String
  public let environment: [String: String]
  public let admin: ConnectionSettings

  public func restart(_ mode: Mode = .fast) async throws {
    try await Self.local("restart", directory, ["--mode", mode.rawValue])
  }

  /// Stops the server; its data stay.
  public func stop(_ mode: Mode = .fast) async throws {
    try await Self.local("down", directory, ["--mode", mode.rawValue])
  }

  public func start() async throws { try await Self.local("up", directory, ["--volatile"]) }

  @discardableResult
  static func local(_ verb: String, _ directory: String, _ options: [String] = []) async throws -> String {
    let script = CheckoutFiles.root + "/compose/local"
    let only = verb == "env" ? [] : ["--only", "postgres"]
    let result = try await ChildProcess(
      script, [verb, "--dir", directory] + only + options, timeout: .seconds(60)
    ).run()
    guard result.isSuccess else {
      throw ChildProcessError(program: "compose/local \(verb)", reason: result.errorText)
    }
    return result.text
  }
}

/// Starts a server in a directory of its own, hands it to the test and removes it, however the test ends.
@discardableResult
public func withPostgresServer<Result: Sendable>(
  _ body: (PrivatePostgres) async throws -> Result
) async throws -> Result {
  await TestServers.servers.enter()
  defer { TestServers.servers.leave() }
  // Below the run's own servers, where compose/test finds it should this process be killed.
  let home = ChildProcess.ownEnvironment["HOOKLINE_LOCAL_DIR"] ?? CheckoutFiles.root + "/.local"
  let directory = home + "/private-" + Hex.encode(try SecureRandom.bytes(count: 6))
  let result: Swift.Result<Result, any Error>
  do {
    try await PrivatePostgres.local("up", directory, ["--volatile"])
    let environment = exports(in: try await PrivatePostgres.local("env", directory))
    let url = environment["HOOKLINE_ADMIN_DATABASE_URL"] ?? ""
    let server = PrivatePostgres(
      directory: directory, environment: environment, admin: try ConnectionSettings(url: url))
    result = .success(try await body(server))
  } catch {
    result = .failure(error)
  }
  _ = try await Task {
    try await PrivatePostgres.local("down", directory, ["--mode", "immediate", "--purge"])
  }.value
  return try result.get()
}

/// The variables of `export NAME=value` lines; the values that compose/local prints need no unquoting.
private func exports(in text: String) -> [String: String] {
  let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
    let parts = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
  }
  return Dictionary(pairs) { _, last in last }
}
