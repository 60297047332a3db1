import Glibc
import Lifecycle

/// The other programs that take part in benchmarks.
enum Programs {
  /// This program itself, for what needs a process of its own.
  static func ours() throws -> String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/exe", &path, path.count - 1)
    guard count > 0 else { throw BenchError("cannot find this program itself: /proc is not there") }
    return String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The peer in C.
  static func peer() throws -> String { try beside("hookline-bench-peer") }

  /// A program that is built beside this one.
  static func beside(_ name: String) throws -> String {
    let own = try ours()
    let folder = own[..<(own.lastIndex(of: "/") ?? own.startIndex)]
    let path = "\(folder)/\(name)"
    guard access(path, X_OK) == 0 else {
      throw BenchError("\(path) is missing; build it: swift build -c release --product \(name)")
    }
    return path
  }
}

extension BenchmarkDatabase {
  /// Runs a program that finds the database in its environment; returns what it printed.
  @discardableResult
  func run(
    _ program: String, _ arguments: [String], input: String = "", timeout: Duration = .seconds(300)
  ) async throws -> String {
    let child = ChildProcess(
      program, arguments, environment: environment, input: Array(input.utf8), timeout: timeout)
    let result = try await child.run()
    guard result.isSuccess else {
      let words = ([program] + arguments.prefix(1)).joined(separator: " ")
      let reason = result.errorText.split(separator: "\n").last.map(String.init) ?? "\(result.status)"
      throw BenchError("\(words) failed: \(reason)")
    }
    return result.text
  }
}

extension String {
  /// The number that follows this text on one line.
  func number(after prefix: String) -> Double? {
    guard let found = firstRange(of: prefix) else { return nil }
    return Double(self[found.upperBound...].drop { $0 == " " }.prefix { $0.isNumber || $0 == "." })
  }
}
