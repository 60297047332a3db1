import Synchronization

@testable import Hookline

/// Keeps what a command writes.
final class Capture: Sink {
  private let state = Mutex("")
  let failure: String?

  init(failing failure: String? = nil) { self.failure = failure }

  var text: String { state.withLock { $0 } }

  func write(_ text: String) { state.withLock { $0 += text } }
}

extension Command {
  /// A command that only says what it was given.
  static func sample(
    _ name: String, _ operands: Operands = .none, options: [Option] = [], passesUnknown: Bool = false,
    run: @escaping @Sendable (Invocation, Context) async throws -> ExitCode = { _, _ in .done }
  ) -> Command {
    Command(
      name: name, summary: "does \(name)", examples: [.init(line: name, meaning: "for example")],
      operands: operands, options: options, passesUnknownOptions: passesUnknown, run: run)
  }
}
