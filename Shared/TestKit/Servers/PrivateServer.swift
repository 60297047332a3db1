import Crypto
import Lifecycle

/// A server of compose/local in a directory of its own, to stop and start and ill-treat.
public struct PrivateServer: Sendable {
  public enum Kind: String, Sendable {
    case postgres, rabbitmq
  }

  public enum Mode: String, Sendable {
    case fast
    /// As a crash: nothing is finished.
    case immediate
  }

  let kind: Kind
  let directory: String
  /// The addresses that compose/local prints.
  public let environment: [String: String]

  public func restart(_ mode: Mode = .fast) async throws {
    try await Self.local("restart", kind, directory, ["--mode", mode.rawValue])
  }

  /// Stops the server; its data stay.
  public func stop(_ mode: Mode = .fast) async throws {
    try await Self.local("down", kind, directory, ["--mode", mode.rawValue])
  }

  public func start() async throws { try await Self.local("up", kind, directory, ["--volatile"]) }

  @discardableResult
  private static func local(
    _ verb: String, _ kind: Kind, _ directory: String, _ options: [String] = []
  ) async throws -> String {
    let script = CheckoutFiles.root + "/compose/local"
    let only = verb == "env" ? [] : ["--only", kind.rawValue]
    let result = try await ChildProcess(
      script, [verb, "--dir", directory] + only + options, timeout: .seconds(120)
    ).run()
    guard result.isSuccess else {
      throw ChildProcessError(program: "compose/local \(verb)", reason: result.errorText)
    }
    return result.text
  }

  /// Starts a server, hands it to the test and removes it, however the test ends.
  static func with<Result: Sendable>(
    _ kind: Kind, options: [String] = [], _ body: (PrivateServer) async throws -> Result
  ) async throws -> Result {
    await TestServers.servers.enter()
    defer { TestServers.servers.leave() }
    // Below the run's own servers, where compose/test finds it should this process be killed.
    let home = ChildProcess.ownEnvironment["HOOKLINE_LOCAL_DIR"] ?? CheckoutFiles.root + "/.local"
    let directory = home + "/private-" + Hex.encode(try SecureRandom.bytes(count: 6))
    let result: Swift.Result<Result, any Error>
    do {
      try await local("up", kind, directory, ["--volatile"] + options)
      let environment = exports(in: try await local("env", kind, directory))
      result = .success(
        try await body(PrivateServer(kind: kind, directory: directory, environment: environment)))
    } catch {
      result = .failure(error)
    }
    _ = try await Task {
      try await local("down", kind, directory, ["--mode", "immediate", "--purge"])
    }.value
    return try result.get()
  }

  /// The variables of `export NAME=value` lines; the values that compose/local prints need no unquoting.
  private static func exports(in text: String) -> [String: String] {
    let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
      let parts = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
    return Dictionary(pairs) { _, last in last }
  }
}
