import Glibc
import HTTP
import Lifecycle

/// What is brought to a gateway.
protocol UploadBody: BodySource {
  /// For `Content-Type`.
  var type: String { get }
}

/// A file that is brought: read piece by piece while it is sent.
///
/// What has no length of its own, such as what is piped in, is kept in a file without a name before.
final class UploadFile: UploadBody {
  let type: String
  let byteCount: Int
  /// In seconds since 1970: when it was last written.
  let written: Double
  private let descriptor: Int32

  /// Throws for what cannot be read, for nothing where it may not be that, and for more bytes than a gateway takes.
  convenience init(
    _ path: String, type: String = "application/octet-stream", limit: Int, mayBeEmpty: Bool = false
  ) throws(CommandFailure) {
    let name = excerpt(path, limit: 200)
    // Not blocking: a pipe that is named like a file would wait for a writer.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    let descriptor = path.utf8.contains(0) ? -1 : open(path, flags)
    guard descriptor >= 0 else { throw UploadSpool.unreadable(name) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      defer { close(descriptor) }
      throw CommandFailure(Self.isNothing(descriptor, status) ? "\(name) is empty" : "\(name): it is no file")
    }
    try self.init(descriptor, called: name, type: type, limit: limit, mayBeEmpty: mayBeEmpty) { true }
  }

  /// Takes over what is open, and reads what is no plain file to its end, as long as `isWanted` says so.
  fileprivate init(
    _ opened: Int32, called name: String, type: String, limit: Int, mayBeEmpty: Bool,
    while isWanted: () -> Bool
  ) throws(CommandFailure) {
    var (descriptor, status) = (opened, stat())
    var length = 0
    do throws(CommandFailure) {
      guard fstat(descriptor, &status) == 0 else { throw UploadSpool.unreadable(name) }
      let isPlain = status.st_mode & S_IFMT == S_IFREG
      // Files that the system makes up say that they are empty.
      if isPlain, status.st_size > 0 {
        length = Int(status.st_size)
        guard length <= limit else { throw UploadSpool.tooLarge(name, limit) }
      } else {
        let spool = try UploadSpool(of: descriptor, called: name, limit: limit, while: isWanted)
        close(descriptor)
        (descriptor, length) = (spool.descriptor, spool.byteCount)
      }
      guard length > 0 || mayBeEmpty else { throw CommandFailure("\(name) is empty") }
    } catch {
      close(descriptor)
      throw error
    }
    (self.type, self.descriptor, byteCount) = (type, descriptor, length)
    written = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
  }

  /// Whether it is a device that has nothing to read, as `/dev/null`.
  private static func isNothing(_ descriptor: Int32, _ status: stat) -> Bool {
    var byte: UInt8 = 0
    return status.st_mode & S_IFMT == S_IFCHR && Glibc.read(descriptor, &byte, 1) == 0
  }

  deinit { close(descriptor) }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count < 0, errno == EINTR { continue }
      return count < 0 ? nil : count
    }
  }

  /// nil where there is none, or it cannot be read.
  var firstByte: UInt8? {
    var byte: UInt8 = 0
    let count = withUnsafeMutableBytes(of: &byte) { read(at: 0, into: $0) }
    return count == 1 ? byte : nil
  }
}

/// Reads what is piped in on a thread of its own, since nobody knows when more of it comes.
actor PipedUpload {
  private let executor = BlockingExecutor(label: "piped upload")

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// The whole standard input, which may be nothing, as long as `isWanted` says so.
  func file(
    type: String = "application/octet-stream", limit: Int, while isWanted: @Sendable () -> Bool
  ) throws(CommandFailure) -> UploadFile {
    let descriptor = fcntl(0, F_DUPFD_CLOEXEC, 3)
    guard descriptor >= 0 else { throw UploadSpool.unreadable("the standard input") }
    return try UploadFile(
      descriptor, called: "the standard input", type: type, limit: limit, mayBeEmpty: true, while: isWanted)
  }
}

/// Bytes that were read to their end, in a file without a name.
private struct UploadSpool {
  private static let piece = 1 << 20

  /// Whoever made this closes it.
  let descriptor: Int32
  let byteCount: Int

  init(
    of source: Int32, called name: String, limit: Int, while isWanted: () -> Bool
  ) throws(CommandFailure) {
    let made = try Self.nameless()
    do throws(CommandFailure) {
      byteCount = try Self.copy(source, to: made, name, limit, isWanted)
    } catch {
      close(made)
      throw error
    }
    descriptor = made
  }

  private static func nameless() throws(CommandFailure) -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array("\(folder)/hookline-upload-XXXXXX".utf8CString)
    let made = mkstemp(&path)
    guard made >= 0 else {
      throw CommandFailure("nothing can be kept in \(folder): \(String(cString: strerror(errno)))")
    }
    unlink(path)
    _ = fcntl(made, F_SETFD, FD_CLOEXEC)
    return made
  }

  private static func copy(
    _ source: Int32, to target: Int32, _ name: String, _ limit: Int, _ isWanted: () -> Bool
  ) throws(CommandFailure) -> Int {
    var buffer = [UInt8](repeating: 0, count: piece)
    var total = 0
    while true {
      guard try hasMore(source, isWanted) else { throw CommandFailure("\(name) was not read to its end") }
      let count = Glibc.read(source, &buffer, buffer.count)
      if count < 0, [EINTR, EAGAIN].contains(errno) { continue }
      guard count >= 0 else { throw unreadable(name) }
      guard count > 0 else { return total }
      total += count
      guard total <= limit else { throw tooLarge(name, limit) }
      try write(buffer[..<count], to: target)
    }
  }

  /// Waits until there is something to read; false where nobody wants it any more.
  private static func hasMore(_ source: Int32, _ isWanted: () -> Bool) throws(CommandFailure) -> Bool {
    while isWanted() {
      var watched = pollfd(fd: source, events: Int16(POLLIN), revents: 0)
      if poll(&watched, 1, 100) > 0 { return true }
    }
    return false
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to target: Int32) throws(CommandFailure) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(target, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw CommandFailure("what is to be sent cannot be kept: \(String(cString: strerror(errno)))")
      }
      rest = rest.dropFirst(count)
    }
  }

  static func unreadable(_ name: String) -> CommandFailure {
    CommandFailure("\(name): it cannot be read: \(String(cString: strerror(errno)))")
  }

  static func tooLarge(_ name: String, _ limit: Int) -> CommandFailure {
    CommandFailure("\(name) is larger than the \(limit >> 20) MiB that a gateway takes")
  }
}
