import Crypto
import Glibc

/// A file that is being taken in. Until it is published only its own process knows its name, and it is removed when
/// it is let go. Of a process that dies the name stays behind, for the next eviction after a day.
final class IncomingFile {
  let folder: OpenDescriptor
  let name: String
  let file: OpenDescriptor
  private(set) var byteCount = 0
  private let limit: Int?
  private var sha = SHA256()
  private var isBroken = false

  init(in tree: ObjectTree, limit: Int?) throws {
    guard let folder = try tree.folder(.incoming, creating: true) else {
      throw MediaError.store(ENOENT, "opening its folder incoming", at: tree.path)
    }
    let name = Self.freshName()
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let number = openat(folder.number, name, flags, 0o600)
    guard number >= 0 else { throw MediaError.store(errno, "making a file", at: tree.path) }
    self.folder = folder
    self.name = name
    self.limit = limit
    file = OpenDescriptor(owning: number)
  }

  /// Takes over a file that lies on the same file system already, by a second name; nil where that cannot be.
  init?(in tree: ObjectTree, adopting source: OpenDescriptor, at path: String, byteCount: Int) throws {
    guard let folder = try tree.folder(.incoming, creating: true) else { return nil }
    let name = Self.freshName()
    guard linkat(AT_FDCWD, path, folder.number, name, 0) == 0 else { return nil }
    self.folder = folder
    self.name = name
    file = source
    limit = nil
    self.byteCount = byteCount
    // Somebody may have put another file at the path since it was opened.
    let (linked, opened) = (try folder.status(of: name), try source.status())
    guard linked?.st_ino == opened.st_ino, linked?.st_dev == opened.st_dev else { return nil }
  }

  deinit { unlinkat(folder.number, name, 0) }

  /// After a failure nothing more is taken.
  func append(_ bytes: UnsafeRawBufferPointer) throws {
    guard !isBroken else { throw MediaError(.storeFailed, "a file that could not be written goes on") }
    isBroken = true
    if let limit, bytes.count > limit - byteCount { throw MediaError.tooLarge(limit) }
    var rest = bytes
    while !rest.isEmpty {
      let count = retrying { write(file.number, rest.baseAddress, rest.count) }
      guard count > 0 else { throw MediaError.store(count < 0 ? errno : ENOSPC, "writing a file") }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    sha.update(bytes)
    byteCount += bytes.count
    isBroken = false
  }

  /// The hash of what was written; to be asked once.
  func finish() throws -> ContentHash {
    guard !isBroken else { throw MediaError(.storeFailed, "a file that could not be written is to be kept") }
    isBroken = true
    var written = SHA256()
    swap(&written, &sha)
    return ContentHash(written.finish())
  }

  /// Nobody guesses it, and nobody has it: it is made with O_EXCL.
  private static func freshName() -> String {
    "\(getpid())-" + String(UInt64.random(in: .min ... .max), radix: 16)
  }
}
