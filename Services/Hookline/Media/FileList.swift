import Glibc

/// The files that the operands of a command name.
struct FileList {
  struct Entry: Equatable, Sendable {
    let path: String
    /// Why nothing can be done with it, where that is known already.
    var problem: String?
  }

  static let fileLimit = 100_000
  private static let depthLimit = 32

  private(set) var entries: [Entry] = []

  /// A folder stands for all files in it, those of its folders included, by name. Links in it are not followed, and
  /// what begins with a dot is left out. What is not there at all is kept: whoever opens it says so.
  init(_ operands: [String]) throws(CommandFailure) {
    for operand in operands {
      guard !operand.isEmpty, !operand.utf8.contains(0) else {
        throw CommandFailure("a file has an empty name")
      }
      var status = stat()
      let isThere = stat(operand, &status) == 0
      if isThere, status.st_mode & S_IFMT == S_IFDIR {
        let count = entries.count
        try addFolder(operand, depth: 0)
        if entries.count == count { try add(operand, "there are no files in it") }
      } else if !isThere, operand.unicodeScalars.contains("\u{FFFD}") {
        // What stands for bytes that are no text.
        try add(operand, "it is not there, or its name is not UTF-8; then rename it")
      } else {
        try add(operand)
      }
    }
  }

  private mutating func add(_ path: String, _ problem: String? = nil) throws(CommandFailure) {
    guard entries.count < Self.fileLimit else { throw Self.tooMany }
    entries.append(Entry(path: path, problem: problem))
  }

  private mutating func addFolder(_ path: String, depth: Int) throws(CommandFailure) {
    guard depth < Self.depthLimit else { return try add(path, "it lies too deep; name it by itself") }
    guard let folder = opendir(path) else {
      return try add(path, "it cannot be read: \(String(cString: strerror(errno)))")
    }
    // Read to its end first: a folder at each level would be open otherwise.
    let members = try Self.members(of: folder)
    for member in members {
      let inner = path.hasSuffix("/") ? path + member.name : path + "/" + member.name
      if !member.isUTF8 {
        try add(inner, "its name is not UTF-8; rename it")
      } else if member.isFolder {
        try addFolder(inner, depth: depth + 1)
      } else {
        try add(inner)
      }
    }
  }

  // MARK: Folders

  private struct Member {
    let name: String
    let isUTF8: Bool
    let isFolder: Bool
  }

  /// Closes the folder.
  private static func members(of folder: OpaquePointer) throws(CommandFailure) -> [Member] {
    defer { closedir(folder) }
    var members: [Member] = []
    while let entry = readdir(folder) {
      guard let member = member(entry, of: dirfd(folder)) else { continue }
      guard members.count <= fileLimit else { throw tooMany }
      members.append(member)
    }
    return members.sorted { $0.name < $1.name }
  }

  /// Nil for what is hidden, and for what is neither a file nor a folder.
  private static func member(_ entry: UnsafeMutablePointer<dirent>, of folder: Int32) -> Member? {
    withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { name in
        var status = stat()
        guard name[0] != CChar(UInt8(ascii: ".")), fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
          [S_IFDIR, S_IFREG].contains(status.st_mode & S_IFMT)
        else { return nil }
        let text = String(validatingCString: name)
        return Member(
          name: text ?? String(cString: name), isUTF8: text != nil,
          isFolder: status.st_mode & S_IFMT == S_IFDIR)
      }
    }
  }

  private static var tooMany: CommandFailure {
    CommandFailure("there are more than \(grouped(fileLimit)) files; name fewer at a time")
  }
}
