import Crypto
import FoundationEssentials
import Lifecycle

/// A folder of generated creators.
struct Sampled: Sendable {
  static let videosEach = 30
  static let trackCount = 4_000

  let path: String
  let handles: [String]

  static func with<Value: Sendable>(
    count: Int, _ bench: Bench, _ body: (Sampled) async throws -> Value
  ) async throws -> Value {
    let path =
      FileManager.default.temporaryDirectory.path() + "/hookline-"
      + Hex.encode(try SecureRandom.bytes(count: 6))
    defer { try? FileManager.default.removeItem(atPath: path) }
    bench.progress.say("creators: generating \(count) of them, with \(count * videosEach) videos")
    try await Programs.hookline(
      [
        "samples", path, "--creators", "\(count)", "--videos", "\(count * videosEach)", "--tracks",
        "\(trackCount)",
      ], environment: ChildProcess.ownEnvironment)
    let text = try String(contentsOf: URL(filePath: path + "/handles.txt"), encoding: .utf8)
    return try await body(Sampled(path: path, handles: text.split(separator: "\n").map(String.init)))
  }

  /// A file with the first of them.
  func file(of count: Int) throws -> String {
    let file = path + "/first-\(count).txt"
    let text = handles.prefix(count).joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: URL(filePath: file))
    return file
  }
}

extension Programs {
  /// Runs the command line; throws what it said when it failed.
  @discardableResult
  static func hookline(_ arguments: [String], environment: [String: String]) async throws -> String {
    let child = ChildProcess(
      try beside("hookline"), arguments, environment: environment, timeout: .seconds(3_600),
      outputLimit: 1 << 28)
    let result = try await child.run()
    guard result.isSuccess else {
      throw BenchError(
        "hookline \(arguments.prefix(2).joined(separator: " ")) failed: \(result.errorText.suffix(600))")
    }
    return result.text
  }
}
