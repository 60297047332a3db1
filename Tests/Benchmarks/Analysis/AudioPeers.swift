import FoundationEssentials
import Lifecycle

/// librosa, Essentia and aubio, or why they are not there.
actor AudioPeers {
  static let shared = AudioPeers()
  static let tempoNames = ["essentia multifeature", "essentia percival", "librosa", "aubio"]
  static let beatNames = ["essentia multifeature", "librosa", "aubio"]
  static let keyNames = ["essentia", "librosa krumhansl"]

  /// What it took one of them to do its work, without what importing took.
  struct Cost: Sendable, Decodable {
    let cpu: Double
    let seconds: Double
    let megabytes: Double
  }

  enum Wanted: String, Sendable { case tempo, key }

  /// A second look would end like the first.
  private var found: Result<PythonEnvironment, BenchError>?

  /// Why there are none.
  func reason(_ bench: Bench) async throws -> String? {
    guard case .failure(let error) = try await environment(bench) else { return nil }
    return error.description
  }

  /// What they hear in files, each in a process of its own; nothing where they are not there.
  func heard(_ paths: [String], _ wanted: Wanted, _ bench: Bench) async throws -> [String: HeardByPeers] {
    guard case .success(let python) = try await environment(bench) else { return [:] }
    let child = ChildProcess(
      python.bin + "/python", [python.folder + "/peer.py", "listen", wanted.rawValue, "2"],
      input: Array(paths.joined(separator: "\n").utf8), timeout: .seconds(3600), outputLimit: 256 << 20)
    let result = try await child.run()
    guard result.isSuccess else { throw BenchError("the peers failed: \(result.errorText.suffix(400))") }
    return byPath(result.text, \.path)
  }

  /// What it takes to do the work `features` or `extractor`, or why it is not done.
  func cost(_ work: String, _ path: String, _ bench: Bench) async throws -> Result<Cost, BenchError> {
    let python: PythonEnvironment
    switch try await environment(bench) {
    case .success(let made): python = made
    case .failure(let error): return .failure(error)
    }
    let child = ChildProcess(
      python.bin + "/python", [python.folder + "/peer.py", work, path], timeout: .seconds(900))
    let result = try await child.run()
    guard result.isSuccess,
      let cost = try? JSONDecoder().decode(Cost.self, from: Data(result.text.utf8))
    else { return .failure(BenchError("\(work) failed: \(result.errorText.suffix(200))")) }
    return .success(cost)
  }

  private func environment(_ bench: Bench) async throws -> Result<PythonEnvironment, BenchError> {
    if let found { return found }
    let result: Result<PythonEnvironment, BenchError>
    do {
      result = .success(
        try await PythonEnvironment("bench-analysis", peer: "Analysis", bench.progress))
    } catch let error as BenchError {
      result = .failure(error)
      bench.progress.say("without peers: \(error)")
    }
    found = result
    return result
  }
}
