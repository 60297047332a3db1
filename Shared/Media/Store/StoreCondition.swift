import Glibc

/// How a store is: what lies in it and what it has room for.
public struct StoreCondition: Sendable, Equatable {
  public var usage = StoreUsage()
  /// What this user may still write to its disk.
  public var freeByteCount = 0

  public init() {}
}

extension FolderStore {
  /// Looks at the folder without changing anything. Nil when there is none yet.
  /// - Throws: `storeFailed` when it cannot be used, and what to do.
  public func condition() async throws -> StoreCondition? {
    try await Hand().run { [path] in
      guard let tree = try ObjectTree(path, creating: false) else { return nil }
      var condition = StoreCondition()
      try tree.checkWritable()
      condition.usage = try StoreWalk(tree).usage()
      var status = statvfs()
      guard fstatvfs(tree.root.number, &status) == 0 else {
        throw MediaError.store(errno, "looking for room", at: path)
      }
      condition.freeByteCount = Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
      return condition
    }
  }
}

extension ObjectTree {
  fileprivate func checkWritable() throws {
    for name in ["."] + Folder.allCases.map(\.rawValue) {
      guard faccessat(root.number, name, W_OK | X_OK, AT_EACCESS) != 0, errno != ENOENT else { continue }
      throw MediaError.store(errno, "writing to it", at: name == "." ? path : "\(path)/\(name)")
    }
  }
}
