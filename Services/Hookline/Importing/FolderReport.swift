import Jobs
import Storage

/// What came of having the workers take in their folder.
struct FolderReport: Sendable {
  let run: RunID
  /// One was under way already.
  let isMerged: Bool
  /// Nil when it was not waited for.
  var state: RunState?
  var end: RunRecord?
  var isInterrupted = false

  var status: ExitCode {
    if isInterrupted { return .interrupted }
    return state == nil || state == .complete ? .done : .failed
  }

  func show(on console: Console) {
    if console.isJSON {
      return console.result([
        "run": .string("\(run)"), "isMerged": .bool(isMerged), "state": JSONValue(state?.rawValue),
        "tasks": JSONValue(end?.expected), "failed": JSONValue(end?.failed),
      ])
    }
    guard let state, let end else {
      return console.result("run \(run)" + (isMerged ? ", which was under way" : ""))
    }
    let failed = end.failed > 0 ? ", \(grouped(end.failed)) failed" : ""
    console.result(
      "import \(state == .open ? "goes on" : state.rawValue): \(counted(end.settled, "task"))\(failed)")
    guard state != .open, state != .complete else { return }
    console.error("\"hookline runs show \(run)\" shows what went wrong")
  }
}
