import Glibc

/// Takes one file of this machine into a folder. Blocks.
struct Intake {
  let store: FolderStore
  let source: String
  let expected: ContentHash?
  let limit: Int?

  func run(moving: Bool) throws -> StoredMedia {
    let file = try open()
    let status = try file.status()
    guard status.isRegular else { throw MediaError(.notMedia, "\(source) is not a file") }
    if let limit, status.st_size > limit { throw MediaError.tooLarge(limit) }
    let stored = try (moving ? move(file, status) : nil) ?? copy(file)
    if moving, unlink(source) != 0, errno != ENOENT {
      throw MediaError.store(errno, "removing what was moved", at: source)
    }
    return stored
  }

  private func open() throws -> OpenDescriptor {
    let number = Glibc.open(source, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { throw MediaError.store(errno, "opening it", at: source) }
    return OpenDescriptor(owning: number)
  }

  /// Nil where the file has to be copied: on another file system, another user's, or one with several names.
  private func move(_ file: OpenDescriptor, _ status: stat) throws -> StoredMedia? {
    guard status.st_nlink == 1, status.st_uid == geteuid() else { return nil }
    let key = try hash(file)
    let after = try file.status()
    guard after.st_size == status.st_size, after.lastUse == status.lastUse else {
      throw MediaError(.storeFailed, "\(source) was written to while it was taken in")
    }
    let incoming = try store.adopted(file, at: source, byteCount: Int(status.st_size))
    return try incoming.map { try store.publish($0, key, expecting: expected) }
  }

  private func hash(_ file: OpenDescriptor) throws -> ContentHash {
    do { return try file.contentHash() } catch let failure as SystemFailure {
      throw MediaError.store(failure.number, "reading it", at: source)
    }
  }

  private func copy(_ file: OpenDescriptor) throws -> StoredMedia {
    let incoming = try store.incoming(limit: limit)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 1)
    defer { buffer.deallocate() }
    while true {
      try Task.checkCancellation()
      let count = retrying { read(file.number, buffer.baseAddress, buffer.count) }
      guard count >= 0 else { throw MediaError.store(errno, "reading it", at: source) }
      guard count > 0 else { break }
      try incoming.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    return try store.publish(incoming, try incoming.finish(), expecting: expected)
  }
}
