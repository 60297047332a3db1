import Glibc

/// The folders of a store, opened for one call: `objects/ab/cd/<hash>`, `incoming`, `damaged` and the file `lock`.
///
/// Everything is reached from the descriptor of the root, one name at a time, and no symbolic link below the root is
/// followed; the root itself may be one. Names are hashes, or made up here. All of it blocks.
struct ObjectTree {
  enum Folder: String, CaseIterable { case objects, incoming, damaged }

  static let lockName = "lock"

  let path: String
  let root: OpenDescriptor

  /// Nil when there is no such folder and it is not to be made.
  init?(_ path: String, creating: Bool) throws {
    self.path = path
    if let root = try Self.open(path) {
      self.root = root
    } else {
      guard creating else { return nil }
      try Self.makeFolders(path)
      guard let root = try Self.open(path) else { throw MediaError.store(ENOENT, "opening it", at: path) }
      self.root = root
    }
    try checkRoot()
  }

  func folder(_ folder: Folder, creating: Bool) throws -> OpenDescriptor? {
    try self.folder(folder.rawValue, in: root, creating: creating)
  }

  /// Where the object of that hash lies, or will.
  func shard(of key: ContentHash, creating: Bool) throws -> OpenDescriptor? {
    guard let objects = try folder(.objects, creating: creating) else { return nil }
    let name = "\(key)"
    guard let first = try folder(String(name.prefix(2)), in: objects, creating: creating) else { return nil }
    return try folder(String(name.dropFirst(2).prefix(2)), in: first, creating: creating)
  }

  func folder(_ name: String, in parent: OpenDescriptor, creating: Bool) throws -> OpenDescriptor? {
    do {
      if let folder = try parent.entry(name, O_RDONLY | O_DIRECTORY) { return folder }
      guard creating else { return nil }
      if mkdirat(parent.number, name, 0o750) == 0 {
        guard fsync(parent.number) == 0 else { throw SystemFailure(number: errno) }
      } else if errno != EEXIST {
        throw SystemFailure(number: errno)
      }
      return try parent.entry(name, O_RDONLY | O_DIRECTORY)
    } catch let failure as SystemFailure {
      // Opening a symbolic link as a folder gives either.
      guard failure.number == ENOTDIR || failure.number == ELOOP else {
        throw MediaError.store(failure.number, "opening its folder \(name)", at: path)
      }
      throw MediaError(
        .storeFailed, "\(path): \(name) in it is not a folder of the media store; move it away")
    }
  }

  private static func open(_ path: String) throws -> OpenDescriptor? {
    let number = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if number >= 0 { return OpenDescriptor(owning: number) }
    switch errno {
    case ENOENT: return nil
    case ENOTDIR: throw MediaError(.storeFailed, "\(path) is not a folder; HOOKLINE_MEDIA_DIR must name one")
    case let number: throw MediaError.store(number, "opening it", at: path)
    }
  }

  private static func makeFolders(_ path: String) throws {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part + "/"
      guard mkdir(made, 0o750) == 0 || errno == EEXIST || errno == EISDIR else {
        // A part that lies on a file system without room or rights for us may be there all the same.
        if access(made, F_OK) == 0 { continue }
        throw MediaError.store(errno, "making it", at: path)
      }
    }
  }

  /// Where everybody may write, everybody may fill the disk and take files away.
  private func checkRoot() throws {
    guard try root.status().st_mode & 0o002 == 0 else {
      throw MediaError(
        .storeFailed, "\(path) is open for everybody to write; use a folder of our own, or chmod o-w \(path)")
    }
  }
}
