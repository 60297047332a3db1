import Glibc

extension FileTree {
  /// The bytes of a file; throws why it is not read.
  func bytes(of path: String) throws(ReadingFailure) -> [UInt8] {
    // Not blocking: a pipe that is named like a scrape would wait for a writer.
    let file = open(absolute(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw ReadingFailure(code: errno) }
    defer { close(file) }
    var info = stat()
    guard fstat(file, &info) == 0 else { throw ReadingFailure(code: errno) }
    guard info.st_mode & S_IFMT == S_IFREG else { throw ReadingFailure("it is no file") }
    guard try isInside(file) else { throw ReadingFailure("it is a link that leads out of the folder") }
    guard info.st_size <= ScrapeReader.byteLimit else { throw Self.tooLarge }
    return try Self.bytes(of: file, count: Int(info.st_size))
  }

  /// What was opened is asked, not the path: that could lead elsewhere by now.
  private func isInside(_ file: Int32) throws(ReadingFailure) -> Bool {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/fd/\(file)", $0, bytes.count) } ?? -1
    }
    guard count > 0 else { throw ReadingFailure(code: errno) }
    let path = String(decoding: buffer[..<count], as: UTF8.self)
    return isFolder ? path.hasPrefix(root == "/" ? root : root + "/") : path == root
  }

  private static func bytes(of file: Int32, count: Int) throws(ReadingFailure) -> [UInt8] {
    var failure: ReadingFailure?
    // One more, to see that the file has not grown.
    let bytes = [UInt8](unsafeUninitializedCapacity: count + 1) { buffer, filled in
      while filled < buffer.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        let read = read(file, rest.baseAddress, rest.count)
        if read < 0, errno == EINTR { continue }
        if read < 0 { failure = ReadingFailure(code: errno) }
        guard read > 0 else { return }
        filled += read
      }
    }
    if let failure { throw failure }
    guard bytes.count <= count else { throw ReadingFailure("it is being written") }
    return bytes
  }

  private static var tooLarge: ReadingFailure {
    ReadingFailure("the file is larger than \(ScrapeReader.byteLimit >> 20) MiB")
  }
}
