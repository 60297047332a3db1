import Sources
import Synchronization

/// The table of rows that were not taken in, for whoever mends them.
final class RejectsFile: Sendable {
  static let option = Option("rejects", value: "FILE", help: "write rows that are not taken in there, as CSV")

  private struct State {
    var text = RejectedRow.columns
    var failure: CommandFailure?
  }

  private static let piece = 1 << 16
  private let file: OutputFile
  private let state = Mutex(State())

  /// Nil where none is wanted. A file that is read is never written over, another of this name is.
  init?(_ invocation: Invocation, sparing sources: [String]) throws(CommandFailure) {
    guard let path = invocation[Self.option] else { return nil }
    let sources = Set(sources.compactMap { FileIdentity($0) })
    if case .file(let identity) = FileStanding(path), sources.contains(identity) {
      throw CommandFailure("\(path) is a file that is read; say with --rejects where else to write")
    }
    file = try OutputFile(path, OutputRules(mayReplace: true, sources: sources))
  }

  var path: String { file.path }

  func add(_ row: RejectedRow) throws { try add(row.record) }

  /// A row of the table, as it stands there.
  func add(_ record: String) throws {
    try state.withLock { state in
      state.text += record
      guard state.text.utf8.count > Self.piece else { return }
      try file.write(Array(state.text.utf8))
      state.text = ""
    }
  }

  /// From here on the file has its name.
  func finish() throws {
    try state.withLock { state in
      try file.write(Array(state.text.utf8))
      state.text = ""
    }
    try file.finish()
  }
}
