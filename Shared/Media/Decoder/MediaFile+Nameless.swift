import Glibc

extension MediaFile {
  /// A file without a name, which is gone with whoever reads it: it loses its name before it holds anything.
  ///
  /// - Throws: `storeFailed`.
  public convenience init(holding bytes: [UInt8], in folder: String) throws(MediaError) {
    var path = Array("\(folder)/hookline-made-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw Self.failure("made") }
    unlink(path)
    // Closes it, whatever happens.
    try self.init(descriptor: descriptor)
    guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { throw Self.failure("kept to this process") }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure("written") }
      rest = rest.dropFirst(count)
    }
  }

  private static func failure(_ verb: String) -> MediaError {
    MediaError(.storeFailed, "a made file cannot be \(verb): \(String(cString: strerror(errno)))")
  }
}
