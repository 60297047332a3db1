import Glibc

/// Reads small files: what is larger than the bound was not meant to be read.
enum BoundedFile {
  static let bound = 64 * 1024

  struct Failure: Error, Equatable {
    let number: Int32
    let message: String
    var isMissing: Bool { number == ENOENT || number == ENOTDIR }
  }

  static func read(_ path: String) throws(Failure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Failure(errno: errno) }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: bound + 1)
    var count = 0
    while count < bytes.count {
      let read = bytes.withUnsafeMutableBytes { buffer in
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
        return Glibc.read(file, rest.baseAddress, rest.count)
      }
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { throw Failure(errno: errno) }
      guard read > 0 else { return Array(bytes[..<count]) }
      count += read
    }
    throw Failure(number: EFBIG, message: "larger than \(bound / 1024) KiB")
  }
}

extension BoundedFile.Failure {
  fileprivate init(errno number: Int32) {
    self.init(number: number, message: String(cString: strerror(number)))
  }
}
