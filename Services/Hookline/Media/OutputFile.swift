import Glibc

/// A file that a command makes: it has its name only once it is whole, and what was let go before leaves nothing.
final class OutputFile: Sendable {
  let path: String
  private let temporary: String
  private let descriptor: Int32
  private let mayReplace: Bool

  /// Replaces what has the name already only where that is allowed.
  init(_ path: String, mayReplace: Bool) throws(CommandFailure) {
    guard mayReplace || access(path, F_OK) != 0 else { throw Self.exists(path) }
    self.path = path
    self.mayReplace = mayReplace
    temporary = path + ".\(getpid())-\(String(UInt32.random(in: .min ... .max), radix: 16))"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failure(path) }
  }

  deinit {
    // Negative when it could not be opened: then there is nothing to remove.
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
  }

  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(path) }
      rest = rest.dropFirst(count)
    }
  }

  /// Writes over the beginning of the file.
  func rewrite(_ bytes: [UInt8]) throws(CommandFailure) {
    guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else { throw Self.failure(path) }
  }

  func finish() throws(CommandFailure) {
    if mayReplace {
      guard rename(temporary, path) == 0 else { throw Self.failure(path) }
      return
    }
    // A name that somebody took meanwhile stays his.
    if link(temporary, path) == 0 { return }
    guard errno == EPERM || errno == ENOTSUP else {
      throw errno == EEXIST ? Self.exists(path) : Self.failure(path)
    }
    guard access(path, F_OK) != 0, rename(temporary, path) == 0 else { throw Self.exists(path) }
  }

  private static func exists(_ path: String) -> CommandFailure {
    CommandFailure("\(path) is there already; --force replaces it")
  }

  private static func failure(_ path: String) -> CommandFailure {
    CommandFailure("\(path) cannot be written: \(String(cString: strerror(errno)))")
  }
}
