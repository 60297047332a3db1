/// What a file that is made may take the place of.
struct OutputRules: Sendable {
  let mayReplace: Bool
  /// The files that the command reads: none of them is written over.
  let sources: Set<FileIdentity>

  func check(_ path: String) throws(CommandFailure) {
    switch FileStanding(path) {
    case .nothing: break
    case .other(let what): throw CommandFailure("\(path) is \(what); only files are replaced")
    case .file(let identity) where sources.contains(identity):
      throw CommandFailure("\(path) is a file that is read; say with --output where else to write")
    case .file: guard mayReplace else { throw exists(path) }
    }
  }

  func exists(_ path: String) -> CommandFailure {
    CommandFailure("\(path) is there already; --force replaces it")
  }
}
