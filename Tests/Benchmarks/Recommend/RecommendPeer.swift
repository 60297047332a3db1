import FoundationEssentials
import Glibc
import Lifecycle

/// CPU time of this process.
func ownSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// A folder that the peer and this program exchange numbers by, and the peer.
struct RecommendPeer: Sendable {
  let folder: String
  private let python: PythonEnvironment

  /// What the peer has to know of the numbers.
  struct Shape: Encodable {
    var users: Int
    var items: Int
    var factors = TasteBench.factors
    var length = TasteBench.length
    var alpha = 0.0
    var regularization = 0.0
    var iterations = 0
    var turns = 0
    var seed: Int
  }

  /// Hands one to `body` and removes the folder, however that ends.
  static func with<Result>(
    _ bench: Bench, _ body: (RecommendPeer) async throws -> Result
  ) async throws -> Result {
    let python = try await PythonEnvironment("bench-recommend", peer: "Recommend", bench.progress)
    return try await withTemporaryFile { path in
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      defer { try? FileManager.default.removeItem(atPath: path) }
      return try await body(RecommendPeer(folder: path, python: python))
    }
  }

  func shape(_ shape: Shape) throws {
    try JSONEncoder().encode(shape).write(to: URL(filePath: folder + "/shape.json"))
  }

  func write<Number>(_ numbers: [Number], _ name: String) throws {
    try numbers.withUnsafeBytes { try Data($0).write(to: URL(filePath: folder + "/" + name)) }
  }

  func floats(_ name: String) throws -> [Float] { try numbers(name, Float(0)) }
  func integers(_ name: String) throws -> [Int32] { try numbers(name, Int32(0)) }

  private func numbers<Number>(_ name: String, _ zero: Number) throws -> [Number] {
    let data = try Data(contentsOf: URL(filePath: folder + "/" + name))
    var numbers = [Number](repeating: zero, count: data.count / MemoryLayout<Number>.stride)
    _ = numbers.withUnsafeMutableBytes { data.copyBytes(to: $0) }
    return numbers
  }

  /// Pairs of a user and an item.
  func write(_ pairs: [(user: Int32, item: Int32)], _ name: String) throws {
    try write(pairs.flatMap { [$0.user, $0.item] }, name)
  }

  func run<Answer: Decodable>(_ work: String, as type: Answer.Type) async throws -> Answer {
    let child = ChildProcess(
      python.bin + "/python", [python.folder + "/peer.py", work, folder, "\(TasteBench.threads)"],
      timeout: .seconds(3_600))
    let result = try await child.run()
    guard result.isSuccess else { throw BenchError("the peer failed: \(result.errorText.suffix(300))") }
    return try JSONDecoder().decode(Answer.self, from: Data(result.text.utf8))
  }
}
