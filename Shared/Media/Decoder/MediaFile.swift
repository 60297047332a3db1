import Glibc

/// An open regular file, closed when it goes.
public final class MediaFile: Sendable {
  let descriptor: Int32

  /// Opens a file. What is not a regular one is refused, without waiting for it.
  public convenience init(path: String) throws(MediaError) {
    guard !path.utf8.contains(0) else { throw MediaError(.missing, "a path holds a zero byte") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw Self.failure("cannot be opened", errno) }
    try self.init(descriptor: descriptor)
  }

  /// Takes over an open file; it is closed in any case.
  public init(descriptor: Int32) throws(MediaError) {
    self.descriptor = descriptor
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure("cannot be looked at", errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw MediaError(.unreadable, "this is no file but a folder, a device or a pipe")
    }
  }

  deinit { close(descriptor) }

  /// The same file opened anew, for one who may only read it and has a place in it of his own.
  func reopened() throws(MediaError) -> MediaFile {
    let descriptor = open("/proc/self/fd/\(self.descriptor)", O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw Self.failure("cannot be opened again", errno) }
    return try MediaFile(descriptor: descriptor)
  }

  private static func failure(_ what: String, _ code: Int32) -> MediaError {
    let message = "the file \(what): \(String(cString: strerror(code)))"
    return switch code {
    case ENOENT, ENOTDIR: MediaError(.missing, message)
    // Other files would fare no better.
    case EMFILE, ENFILE, ENOMEM, EIO: MediaError(.storeFailed, message)
    default: MediaError(.unreadable, message)
    }
  }
}
