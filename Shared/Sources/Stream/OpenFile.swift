import Glibc
import Synchronization

/// A regular file that is open for reading.
final class OpenFile: OpenBytes {
  /// Of the file when it was opened.
  let byteCount: Int
  /// When the file was last written, in seconds since 1970.
  let written: Double
  private let descriptor: Int32
  private let position = Atomic(0)

  init(_ path: String) throws(ReadingFailure) {
    // Not blocking: a pipe that is named like a scrape would wait for a writer.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw ReadingFailure(code: errno) }
    var info = stat()
    let isKnown = fstat(descriptor, &info) == 0
    let code = errno
    byteCount = Int(info.st_size)
    written = Double(info.st_mtim.tv_sec) + Double(info.st_mtim.tv_nsec) / 1e9
    guard isKnown else { throw ReadingFailure(code: code) }
    guard info.st_mode & S_IFMT == S_IFREG else { throw ReadingFailure("it is no file") }
  }

  deinit { close(descriptor) }

  var length: Int? { byteCount }

  /// How much was read so far.
  var readCount: Int { position.load(ordering: .relaxed) }

  /// The path of what was opened, without links: the path that was named could lead elsewhere by now.
  func resolvedPath() throws(ReadingFailure) -> String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/fd/\(descriptor)", $0, bytes.count) } ?? -1
    }
    guard count > 0 else { throw ReadingFailure(code: errno) }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingFailure) -> Int {
    let place = readCount
    // At the end one more is asked for, to see that the file has not grown.
    let wanted = min(buffer.count, max(1, byteCount - place))
    var count = Glibc.read(descriptor, buffer.baseAddress, wanted)
    while count < 0, errno == EINTR { count = Glibc.read(descriptor, buffer.baseAddress, wanted) }
    guard count >= 0 else { throw ReadingFailure(code: errno) }
    guard place + count <= byteCount else { throw ReadingFailure("it is being written") }
    position.store(place + count, ordering: .relaxed)
    return count
  }
}
