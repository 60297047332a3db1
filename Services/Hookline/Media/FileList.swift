import Glibc

/// The files that the operands of a command name.
struct FileList {
  static let fileLimit = 100_000
  private static let depthLimit = 32

  private(set) var paths: [String] = []

  /// A folder stands for all files in it, those of its folders included, by name. Links in it are not followed, and
  /// what begins with a dot is left out. What is not there at all is kept: whoever opens it says so.
  init(_ operands: [String]) throws(CommandFailure) {
    for operand in operands {
      guard !operand.isEmpty, !operand.utf8.contains(0) else {
        throw CommandFailure("a file has an empty name")
      }
      var status = stat()
      if stat(operand, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
        try addFolder(operand, depth: 0)
      } else {
        try add(operand)
      }
    }
  }

  private mutating func add(_ path: String) throws(CommandFailure) {
    guard paths.count < Self.fileLimit else {
      throw CommandFailure("there are more than \(grouped(Self.fileLimit)) files; name fewer at a time")
    }
    paths.append(path)
  }

  private mutating func addFolder(_ path: String, depth: Int) throws(CommandFailure) {
    guard depth < Self.depthLimit else { throw CommandFailure("\(path) lies too deep; name it by itself") }
    for name in try Self.names(in: path) {
      let inner = path.hasSuffix("/") ? path + name : path + "/" + name
      var status = stat()
      guard lstat(inner, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: try addFolder(inner, depth: depth + 1)
      case S_IFREG: try add(inner)
      default: break
      }
    }
  }

  private static func names(in path: String) throws(CommandFailure) -> [String] {
    guard let folder = opendir(path) else {
      throw CommandFailure("\(path) cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder), names.count <= fileLimit {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
