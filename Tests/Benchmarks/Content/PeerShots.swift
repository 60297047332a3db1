import Lifecycle

/// PySceneDetect, or why it is not there.
struct PeerShots: Sendable {
  /// What the peer makes of a file.
  struct Found: Sendable, Decodable {
    let path: String
    /// That scenes begin with.
    let frames: [Int]
    let cpu: Double
  }

  private let environment: Result<PythonEnvironment, BenchError>

  init(_ bench: Bench) async throws {
    do {
      environment = .success(try await PythonEnvironment("bench-content", peer: "Content", bench.progress))
    } catch let error as BenchError {
      environment = .failure(error)
      bench.progress.say("without peer: \(error)")
    }
  }

  /// Why there is none.
  var reason: String? {
    guard case .failure(let error) = environment else { return nil }
    return error.description
  }

  /// By path; nothing where the peer is not there. `shortest` is how many frames a scene lasts at least.
  func found(_ paths: [String], shortest: Int? = nil) async throws -> [String: Found] {
    guard case .success(let python) = environment else { return [:] }
    let child = ChildProcess(
      python.bin + "/python", [python.folder + "/peer.py", "shots"] + (shortest.map { ["\($0)"] } ?? []),
      input: Array(paths.joined(separator: "\n").utf8), timeout: .seconds(3600))
    let result = try await child.run()
    guard result.isSuccess else { throw BenchError("the peer failed: \(result.errorText.suffix(400))") }
    return byPath(result.text, \.path)
  }
}
