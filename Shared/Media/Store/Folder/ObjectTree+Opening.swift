import Crypto
import Glibc

extension ObjectTree {
  /// How long an object may be used before that is written down again.
  static let useInterval = Duration.seconds(3600)

  /// - Throws: `notStored`; `corrupt` for what is not what its name says, which then is no object any more.
  func open(_ key: ContentHash, knowing verified: VerifiedFiles, at now: Duration) throws -> StoredFile {
    guard let shard = try shard(of: key, creating: false) else { throw MediaError.notStored(key) }
    let file: OpenDescriptor
    do {
      // Something else than a file, such as a pipe, must not keep us waiting.
      let found = try shard.entry("\(key)", O_RDONLY | O_NONBLOCK)
      guard let found else { throw MediaError.notStored(key) }
      file = found
    } catch let failure as SystemFailure {
      guard [ELOOP, ENXIO, ENODEV].contains(failure.number) else {
        throw MediaError.store(failure.number, "opening \(key)", at: path)
      }
      throw try damage(key, in: shard, nil, "it is not a file")
    }
    let status = try file.status()
    guard status.isRegular else { throw try damage(key, in: shard, status, "it is not a file") }
    if !verified.contains(key, FileIdentity(status)) {
      try verify(key, file, status, in: shard)
    }
    try noteUse(of: file, status, at: now)
    verified.insert(key, FileIdentity(try file.status()))
    return StoredFile(key: key, byteCount: Int(status.st_size), file: file)
  }

  /// Hashes the whole file.
  private func verify(
    _ key: ContentHash, _ file: OpenDescriptor, _ status: stat, in shard: OpenDescriptor
  ) throws {
    let found: ContentHash
    do { found = try file.contentHash() } catch let failure as SystemFailure {
      throw try damage(key, in: shard, status, String(cString: strerror(failure.number)).lowercased())
    }
    guard found == key else { throw try damage(key, in: shard, status, "its bytes have changed") }
    guard FileIdentity(try file.status()).isSameContent(as: FileIdentity(status)) else {
      throw MediaError.damaged(key, "it was written to while it was read")
    }
  }

  private func damage(
    _ key: ContentHash, in shard: OpenDescriptor, _ status: stat?, _ reason: String
  ) throws -> MediaError {
    if let inode = try (status ?? shard.status(of: "\(key)"))?.st_ino {
      try putAside(key, in: shard, inode: inode)
    }
    return MediaError.damaged(key, reason)
  }

  /// The time of the last use is the file's time of modification: the kernel writes down when a file was read once
  /// a day at best, and nothing else needs the time of a file that never changes.
  private func noteUse(of file: OpenDescriptor, _ status: stat, at now: Duration) throws {
    guard !(status.lastUse...status.lastUse + Self.useInterval).contains(now) else { return }
    var times = [timespec(now), timespec(now)]
    // Where that is refused, as on a disk mounted for reading, it is only removed sooner.
    futimens(file.number, &times)
  }
}

extension OpenDescriptor {
  /// Of everything in the file, wherever it is being read. Throws a `SystemFailure` when it cannot be read.
  func contentHash() throws -> ContentHash {
    var sha = SHA256()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 1)
    defer { buffer.deallocate() }
    var offset = 0
    while true {
      try Task.checkCancellation()
      let count = retrying { pread(number, buffer.baseAddress, buffer.count, offset) }
      guard count >= 0 else { throw SystemFailure(number: errno) }
      guard count > 0 else { break }
      sha.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      offset += count
    }
    return ContentHash(sha.finish())
  }
}
