import Glibc

/// Goes through everything in a store, folder by folder; it holds the names of none of them.
struct StoreWalk {
  let tree: ObjectTree

  init(_ tree: ObjectTree) { self.tree = tree }

  /// Counts everything, and shows each object to `body`. What cannot be one is foreign.
  func usage(
    _ body: (_ key: ContentHash, _ status: stat, _ shard: OpenDescriptor) throws -> Void = { _, _, _ in }
  ) throws -> StoreUsage {
    var usage = StoreUsage()
    let own = Set(
      ObjectTree.Folder.allCases.map(\.rawValue) + [ObjectTree.lockName, FolderStore.fetchingName])
    try tree.root.forEachEntry { name in if !own.contains(name) { usage.foreignCount += 1 } }
    try forEachFile(in: .incoming) { _, status, _ in usage.incomingByteCount += Int(status.st_size) }
    try forEachFile(in: .damaged) { _, status, _ in
      usage.damagedCount += 1
      usage.damagedByteCount += Int(status.st_size)
    }
    guard let objects = try tree.folder(.objects, creating: false) else { return usage }
    try forEachShard(in: objects, &usage) { first, prefix, usage in
      try forEachShard(in: first, &usage) { shard, middle, usage in
        try Task.checkCancellation()
        try visit(shard, prefix + middle, &usage, body)
      }
    }
    return usage
  }

  func forEachFile(
    in folder: ObjectTree.Folder, _ body: (String, stat, OpenDescriptor) throws -> Void
  ) throws {
    guard let folder = try tree.folder(folder, creating: false) else { return }
    try folder.forEachEntry { name in
      if let status = try folder.status(of: name) { try body(name, status, folder) }
    }
  }

  private func forEachShard(
    in folder: OpenDescriptor, _ usage: inout StoreUsage,
    _ body: (OpenDescriptor, String, inout StoreUsage) throws -> Void
  ) throws {
    try folder.forEachEntry { name in
      let isShard = name.utf8.count == 2 && ContentHash(name + String(repeating: "0", count: 62)) != nil
      guard isShard, let status = try folder.status(of: name), status.st_mode & S_IFMT == S_IFDIR else {
        usage.foreignCount += 1
        return
      }
      if let shard = try tree.folder(name, in: folder, creating: false) { try body(shard, name, &usage) }
    }
  }

  private func visit(
    _ shard: OpenDescriptor, _ prefix: String, _ usage: inout StoreUsage,
    _ body: (ContentHash, stat, OpenDescriptor) throws -> Void
  ) throws {
    try shard.forEachEntry { name in
      guard let status = try shard.status(of: name) else { return }
      guard name.hasPrefix(prefix), let key = ContentHash(name), status.isRegular else {
        usage.foreignCount += 1
        return
      }
      usage.objectCount += 1
      usage.byteCount += Int(status.st_size)
      try body(key, status, shard)
    }
  }
}
