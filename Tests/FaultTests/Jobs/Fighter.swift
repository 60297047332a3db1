import FoundationEssentials
import Glibc
import Lifecycle

import Synchronization
import TestKit

@testable import StormWorker

/// A process that is ill-treated, and started again when it ends, as an orchestrator does.
final class Fighter: Sendable {
  private struct State {
    /// Known from its first line of log; `nil` between two lives.
    var pid: Int32?
    var log = ""
    var lives = 0
    var isRetired = false
    var results: [ChildResult] = []
  }

  let label: String
  private let child: ChildProcess
  private let logPath: String
  private let isOnce: Bool
  private let state = Mutex(State())
  private let life = Mutex<Task<Void, Never>?>(nil)

  /// With `isOnce`, it is not started again after it ended well.
  init(_ program: String, label: String, environment: [String: String], log: String, isOnce: Bool) {
    self.label = label
    logPath = log
    self.isOnce = isOnce
    child = ChildProcess(program, environment: environment, timeout: .seconds(900))
    life.withLock { $0 = Task { await self.live() } }
  }

  /// A program of this package, where the tests were built.
  static func program(_ name: String) -> String {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
    let folder = bundle?.lastIndex(of: "/").map { bundle?[..<$0] ?? "" }
    return folder.map { "\($0)/\(name)" } ?? CheckoutFiles.program(name)
  }

  /// How often it was started.
  var lives: Int { state.withLock { $0.lives } }
  var pid: Int32? { state.withLock { $0.pid } }
  /// What its present life, or its last, has logged.
  var log: String { state.withLock { $0.log } }
  var isOver: Bool { state.withLock { $0.isRetired && $0.pid == nil && $0.lives == $0.results.count } }
  /// How its lives ended, in their order.
  var results: [ChildResult] { state.withLock { $0.results } }

  func hasLogged(_ message: String) -> Bool { log.contains("\"msg\":\"\(message)\"") }

  /// Whether its present life has begun its work.
  var isUp: Bool { state.withLock { $0.pid != nil && $0.log.contains("\"msg\":\"started\"") } }

  /// Kills what lives now; it comes again. `note` is called before.
  func kill(_ note: (Int32) throws -> Void) throws {
    try state.withLock { state in
      guard let pid = state.pid else { return }
      try note(pid)
      Glibc.kill(pid, SIGKILL)
    }
  }

  /// Asks for the end; it does not come again. Returns how it ended.
  @discardableResult
  func end(_ signal: Int32 = SIGTERM) async -> ChildResult? {
    state.withLock { state in
      state.isRetired = true
      if let pid = state.pid { Glibc.kill(pid, signal) }
    }
    await life.withLock { $0 }?.value
    return results.last
  }

  /// Asks for the end; it comes again.
  func terminate() {
    state.withLock { state in if let pid = state.pid { Glibc.kill(pid, SIGTERM) } }
  }

  private func live() async {
    var child = child
    child.onErrorOutput = { pid, errors in self.hear(pid, errors) }
    while !state.withLock({ $0.isRetired }) {
      state.withLock { state in
        state.lives += 1
        state.log = ""
      }
      let result = try? await child.run()
      write(result)
      state.withLock { state in
        state.pid = nil
        if let result { state.results.append(result) }
        if result == nil || isOnce && result?.isSuccess == true { state.isRetired = true }
      }
      // What it was told to die of has happened.
      child.environment[StormVariables.fall] = nil
      // As an orchestrator does, so that what cannot start does not take the whole machine.
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  private func hear(_ pid: Int32, _ errors: [UInt8]) {
    let text = String(decoding: errors, as: UTF8.self)
    state.withLock { state in
      state.log = text
      guard state.pid == nil else { return }
      state.pid = pid
      if state.isRetired { Glibc.kill(pid, SIGTERM) }
    }
  }

  private func write(_ result: ChildResult?) {
    guard let result, let file = fopen(logPath, "a") else { return }
    defer { fclose(file) }
    let text = result.errorText + "--- \(result.status)\n"
    _ = text.withCString { fputs($0, file) }
  }
}
