import Lifecycle
import TestKit

/// The built `hookline`, run as its users run it: in an empty environment and a folder without settings.
enum Binary {
  static let path: String = {
    // Where the tests are told to be is where everything else was built: another configuration than debug, say.
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
    let folder = bundle?.lastIndex(of: "/").map { bundle?[..<$0] ?? "" }
    return folder.map { $0 + "/hookline" } ?? CheckoutFiles.program("hookline")
  }()

  static func run(
    _ arguments: [String], environment: [String: String] = [:], timeout: Duration = .seconds(20)
  ) async throws -> ChildResult {
    let all = ["HOOKLINE_ENV_FILE": "/dev/null", "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    return try await ChildProcess(path, arguments, environment: all, timeout: timeout).run()
  }

  /// Through a shell, in which `$H` is the program.
  static func shell(_ script: String, environment: [String: String] = [:]) async throws -> ChildResult {
    let all = ["HOOKLINE_ENV_FILE": "/dev/null", "PATH": "/usr/bin:/bin", "H": path].merging(environment) {
      $1
    }
    return try await ChildProcess("/bin/sh", ["-c", script], environment: all, timeout: .seconds(20)).run()
  }
}
