import Glibc

/// A file that a command makes: it has its name only once it is whole, and what was let go before leaves nothing.
final class OutputFile: Sendable {
  let path: String
  private let temporary: String
  private let descriptor: Int32
  private let rules: OutputRules

  /// Replaces what has the name already only where that is allowed.
  init(_ path: String, _ rules: OutputRules) throws(CommandFailure) {
    try rules.check(path)
    self.path = path
    self.rules = rules
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
    // Once more, because the name may have been taken meanwhile.
    try rules.check(path)
    if rules.mayReplace {
      guard rename(temporary, path) == 0 else { throw Self.failure(path) }
      return
    }
    // A name that somebody took meanwhile stays his.
    if link(temporary, path) == 0 { return }
    guard errno == EPERM || errno == ENOTSUP else {
      throw errno == EEXIST ? rules.exists(path) : Self.failure(path)
    }
    guard rename(temporary, path) == 0 else { throw Self.failure(path) }
  }

  private static func failure(_ path: String) -> CommandFailure {
    CommandFailure("\(path) cannot be written: \(String(cString: strerror(errno)))")
  }
}
