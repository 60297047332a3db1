import Glibc

extension ObjectTree {
  /// Makes what was written an object, at once and for good: it is on the disk before it has its name. False when
  /// the same bytes are there already; then those stay.
  func publish(_ incoming: IncomingFile, as key: ContentHash, at now: Duration) throws -> Bool {
    var times = [timespec(now), timespec(now)]
    guard fchmod(incoming.file.number, 0o440) == 0, futimens(incoming.file.number, &times) == 0,
      fsync(incoming.file.number) == 0
    else { throw MediaError.store(errno, "writing a file", at: path) }
    // An eviction, or somebody who tidies up, may be in the way a few times.
    for _ in 0..<8 {
      guard let shard = try shard(of: key, creating: true) else { continue }
      let isNew = try link(incoming, "\(key)", in: shard)
      let isKept = isNew ? true : try keep(key, in: shard, byteCount: incoming.byteCount, at: now)
      guard isKept else { continue }
      guard fsync(shard.number) == 0 else { throw MediaError.store(errno, "writing a folder", at: path) }
      return isNew
    }
    throw MediaError(.storeFailed, "\(path): somebody removes its files again and again")
  }

  private func link(_ incoming: IncomingFile, _ name: String, in shard: OpenDescriptor) throws -> Bool {
    if linkat(incoming.folder.number, incoming.name, shard.number, name, 0) == 0 { return true }
    switch errno {
    case EEXIST, ENOENT: return false
    case EPERM, ENOTSUP, ENOSYS, EMLINK:
      // A file system without second names. What this may replace has the same bytes.
      guard try shard.status(of: name) == nil else { return false }
      if renameat(incoming.folder.number, incoming.name, shard.number, name) == 0 { return true }
      throw MediaError.store(errno, "naming a file", at: path)
    case let number: throw MediaError.store(number, "naming a file", at: path)
    }
  }

  /// Whether what is there can stay: then it counts as used, so that it is not removed at once.
  private func keep(
    _ key: ContentHash, in shard: OpenDescriptor, byteCount: Int, at now: Duration
  ) throws -> Bool {
    let name = "\(key)"
    guard let status = try shard.status(of: name) else { return false }
    guard status.isRegular, Int(status.st_size) == byteCount else {
      try putAside(key, in: shard, inode: status.st_ino)
      return false
    }
    var times = [timespec(now), timespec(now)]
    return utimensat(shard.number, name, &times, AT_SYMLINK_NOFOLLOW) == 0 || errno != ENOENT
  }

  /// Moves what is not what its name says where nobody takes it for an object, for somebody to look at.
  func putAside(_ key: ContentHash, in shard: OpenDescriptor, inode: ino_t) throws {
    guard let damaged = try folder(.damaged, creating: true) else { return }
    // Another process may have been quicker, and the object may be back.
    guard try shard.status(of: "\(key)")?.st_ino == inode else { return }
    let name = "\(key)-" + String(UInt64.random(in: .min ... .max), radix: 16)
    guard renameat(shard.number, "\(key)", damaged.number, name) == 0 || errno == ENOENT else {
      throw MediaError.store(errno, "putting a damaged file aside", at: path)
    }
  }
}
