import FoundationEssentials
import Glibc
import Lifecycle
import Synchronization
import TestKit

/// A long-running program of this package, in a process of its own.
final class Program: Sendable {
  private struct State {
    var pid: Int32?
    var log = ""
    var result: ChildResult?
  }

  let name: String
  private let state = Mutex(State())
  private let life = Mutex<Task<Void, Never>?>(nil)

  init(_ name: String, environment: [String: String]) {
    self.name = name
    var child = ChildProcess(Self.path(name), environment: environment, timeout: .seconds(900))
    child.onErrorOutput = { pid, errors in
      let text = String(decoding: errors, as: UTF8.self)
      self.state.withLock { ($0.pid, $0.log) = (pid, text) }
    }
    let started = child
    life.withLock {
      $0 = Task {
        let result = try? await started.run()
        self.state.withLock { ($0.pid, $0.result) = (nil, result) }
      }
    }
  }

  /// Where the tests were built.
  static func path(_ name: String) -> String {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
    let folder = bundle?.lastIndex(of: "/").map { bundle?[..<$0] ?? "" }
    return folder.map { "\($0)/\(name)" } ?? CheckoutFiles.program(name)
  }

  var log: String { state.withLock { $0.log } }
  var isUp: Bool { state.withLock { $0.pid != nil && $0.log.contains("\"msg\":\"started\"") } }
  /// How it ended.
  var result: ChildResult? { state.withLock { $0.result } }

  func send(_ signal: Int32) { state.withLock { state in if let pid = state.pid { kill(pid, signal) } } }

  /// Sends the signal and waits for the end.
  @discardableResult
  func end(_ signal: Int32 = SIGTERM) async -> ChildResult? {
    send(signal)
    await life.withLock { $0 }?.value
    return result
  }
}

extension ChildResult {
  /// What a worker said at its end of the tasks that it has done.
  var doneCount: Int? {
    let line = errorText.split(separator: "\n").last { $0.contains("\"worker ended\"") }
    let parts = line.map(String.init)?.components(separatedBy: "\"done\":")
    return parts?.last.flatMap { Int($0.prefix { $0.isNumber }) }
  }
}
