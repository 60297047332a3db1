import Glibc

/// Closes a descriptor when nobody needs it any more.
final class OpenDescriptor: Sendable {
  let number: Int32

  /// - Parameter number: From now on nobody else's to close.
  init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// What the kernel says of the file.
  func status() throws -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw MediaError.store(errno, "looking at a file") }
    return status
  }

  /// A file or folder in this folder, never behind a symbolic link; nil when there is none.
  func entry(_ name: String, _ flags: Int32) throws(SystemFailure) -> OpenDescriptor? {
    let number = openat(self.number, name, flags | O_NOFOLLOW | O_CLOEXEC)
    if number >= 0 { return OpenDescriptor(owning: number) }
    guard errno == ENOENT else { throw SystemFailure(number: errno) }
    return nil
  }

  /// Nil when there is none of that name.
  func status(of name: String) throws -> stat? {
    var status = stat()
    if fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
    guard errno == ENOENT else { throw MediaError.store(errno, "looking at a file") }
    return nil
  }

  /// Calls `body` with the name of everything in this folder.
  func forEachEntry(_ body: (String) throws -> Void) throws {
    // A listing has its own place in the folder, and closing it closes its descriptor.
    let number = openat(self.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw MediaError.store(errno, "listing a folder") }
    guard let listing = fdopendir(number) else {
      close(number)
      throw MediaError.store(errno, "listing a folder")
    }
    defer { closedir(listing) }
    while true {
      errno = 0
      guard let entry = readdir(listing) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { try body(name) }
    }
    guard errno == 0 else { throw MediaError.store(errno, "listing a folder") }
  }
}

/// A number of `errno`, for those who decide by it.
struct SystemFailure: Error {
  let number: Int32
}

/// Calls again what a signal interrupted.
func retrying(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    guard result < 0, errno == EINTR else { return result }
  }
}

extension stat {
  var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
  /// Since 1970. For objects this is the time of modification, which nothing else needs.
  var lastUse: Duration { Duration(st_mtim) }
  /// When it last got a name, another name, or bytes.
  var lastChange: Duration { Duration(st_ctim) }
}

extension Duration {
  init(_ time: timespec) { self = .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec) }
}

extension timespec {
  init(_ time: Duration) {
    let (seconds, attoseconds) = time.components
    self.init(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
  }
}
