public import Glibc
public import Lifecycle
import Synchronization

/// A long-running program in a process of its own.
public final class RunningProgram: Sendable {
  private struct State {
    var pid: Int32?
    var log = ""
    var result: ChildResult?
  }

  public let name: String
  private let state = Mutex(State())
  private let life = Mutex<Task<Void, Never>?>(nil)

  /// One of this package.
  public convenience init(_ name: String, environment: [String: String]) {
    self.init(name, at: Self.path(name), environment: environment)
  }

  public init(_ name: String, at path: String, _ arguments: [String] = [], environment: [String: String]) {
    self.name = name
    var child = ChildProcess(path, arguments, environment: environment, timeout: .seconds(900))
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
  public static func path(_ name: String) -> String {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
    let folder = bundle?.lastIndex(of: "/").map { bundle?[..<$0] ?? "" }
    return folder.map { "\($0)/\(name)" } ?? CheckoutFiles.program(name)
  }

  public var log: String { state.withLock { $0.log } }
  /// Whether it has said so.
  public var isUp: Bool { state.withLock { $0.pid != nil && $0.log.contains("\"msg\":\"started\"") } }
  /// How it ended.
  public var result: ChildResult? { state.withLock { $0.result } }

  public func send(_ signal: Int32) {
    state.withLock { state in if let pid = state.pid { kill(pid, signal) } }
  }

  /// Sends the signal and waits for the end. One that has said nothing yet has no id to send it to, and is killed.
  @discardableResult
  public func end(_ signal: Int32 = SIGTERM) async -> ChildResult? {
    let life = life.withLock { $0 }
    if state.withLock({ $0.pid == nil }) { life?.cancel() } else { send(signal) }
    await life?.value
    return result
  }
}
