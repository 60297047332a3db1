import Dispatch

/// The question before something that cannot be taken back.
enum Confirmation {
  static let yes = Option("yes", short: "y", help: "do not ask")

  /// Asks at the terminal. Where there is none, only `--yes` counts: a script must say what it means.
  static func isGiven(for task: String, _ invocation: Invocation, _ console: Console) async throws -> Bool {
    if invocation.has(yes) { return true }
    guard Terminal.isTerminal(0), Terminal.isTerminal(2) else {
      throw Misuse("would \(task), and there is nobody to ask; --yes confirms it", invocation.command)
    }
    console.errors.write(printable("\(task.prefix(1).uppercased())\(task.dropFirst())?") + " [y/N] ")
    let answer = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: readLine()) }
    }
    if isYes(answer) { return true }
    console.note("nothing done")
    return false
  }

  /// Everything that is not clearly a yes is a no.
  static func isYes(_ answer: String?) -> Bool {
    ["y", "yes"].contains(answer?.trimmingSpaces().lowercased())
  }
}

extension String {
  fileprivate func trimmingSpaces() -> String { split(separator: " ").joined(separator: " ") }
}
