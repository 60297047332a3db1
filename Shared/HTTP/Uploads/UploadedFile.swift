import Glibc
import Synchronization

/// A body that went to disk as it came. The file has no name: it is gone when the last user of this value is, also when
/// the process is killed.
public final class UploadedFile: Sendable {
  /// For reading at places (`pread`); closed with this value.
  public let descriptor: Int32
  private let folder: String
  private let state = Mutex(0)
  private let release: @Sendable () -> Void

  /// Nil when the folder takes no file; `errno` tells why.
  convenience init?(in folder: String, release: @escaping @Sendable () -> Void = {}) {
    var name = Array("\(folder)/upload-XXXXXX".utf8CString)
    let made = mkstemp(&name)
    guard made >= 0 else { return nil }
    unlink(name)
    _ = fcntl(made, F_SETFD, FD_CLOEXEC)
    self.init(descriptor: made, folder, release)
  }

  /// Takes over an open file.
  private init(descriptor: Int32, _ folder: String, _ release: @escaping @Sendable () -> Void) {
    self.descriptor = descriptor
    self.folder = folder
    self.release = release
  }

  deinit {
    close(descriptor)
    release()
  }

  public var byteCount: Int { state.withLock { $0 } }

  /// Another process of the same user may open this as long as the value lives.
  public var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

  /// Adds bytes at the end; the number of an error, or 0. On the event thread: the system takes bytes into memory that is
  /// not ours and writes them when it likes.
  func append(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let count = write(descriptor, start, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? ENOSPC : errno }
      state.withLock { $0 += count }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return 0
  }

  /// Bytes at a place, fewer than asked for only at the end.
  public func read(at offset: Int, count: Int) throws(HTTPError) -> [UInt8] {
    precondition(offset >= 0 && count >= 0, "a place in a file is no negative number")
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, let start = buffer.baseAddress {
        let read = pread(descriptor, start + filled, count - filled, off_t(offset + filled))
        if read < 0, errno == EINTR { continue }
        if read < 0 { failure = errno }
        guard read > 0 else { return }
        filled += read
      }
    }
    guard failure == 0 else {
      throw HTTPError(
        code: .broken, message: "an upload cannot be read: \(String(cString: strerror(failure)))")
    }
    return bytes
  }
}

extension UploadedFile {
  /// A file of these bytes, as if they had been sent.
  public static func holding(_ bytes: [UInt8], in folder: String) throws(HTTPError) -> UploadedFile {
    guard let file = UploadedFile(in: folder) else { throw failure("made", errno) }
    let code = bytes.withUnsafeBytes { file.append($0) }
    guard code == 0 else { throw failure("written", code) }
    return file
  }

  /// A stretch of it as a file of its own, such as that which a form holds. It blocks.
  public func extracted(_ range: Range<Int>) throws(HTTPError) -> UploadedFile {
    guard let file = UploadedFile(in: folder) else { throw Self.failure("made", errno) }
    try copy(range, to: file.descriptor)
    file.state.withLock { $0 = range.count }
    return file
  }

  private static func failure(_ verb: String, _ code: Int32) -> HTTPError {
    HTTPError(code: .broken, message: "a file cannot be \(verb): \(String(cString: strerror(code)))")
  }

  /// Writes a stretch of it to another file, without bringing it into memory.
  public func copy(_ range: Range<Int>, to other: Int32) throws(HTTPError) {
    precondition(range.lowerBound >= 0, "a place in a file is no negative number")
    var offset = off_t(range.lowerBound)
    while offset < range.upperBound {
      let count = sendfile(other, descriptor, &offset, min(range.upperBound - Int(offset), 1 << 24))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = count == 0 ? "it is shorter" : String(cString: strerror(errno))
        throw HTTPError(code: .broken, message: "an upload cannot be copied: \(reason)")
      }
    }
  }
}
