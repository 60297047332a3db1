import Glibc

extension SHA256 {
  /// The digest of all that a file holds, wherever its descriptor stands. Blocks, and ends early when the calling task is
  /// cancelled.
  ///
  /// - Throws: `CancellationError`, or a `FileReadingFailure`.
  public static func hash(descriptor: Int32) throws -> Digest {
    var sha = SHA256()
    var offset: off_t = 0
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { piece.deallocate() }
    while true {
      try Task.checkCancellation()
      let count = pread(descriptor, piece.baseAddress, piece.count, offset)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileReadingFailure(code: errno) }
      guard count > 0 else { return sha.finish() }
      sha.update(UnsafeRawBufferPointer(rebasing: piece[..<count]))
      offset += off_t(count)
    }
  }
}

/// What the system says of a file that cannot be read.
public struct FileReadingFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// As in `errno`.
  public let code: Int32

  public init(code: Int32) { self.code = code }

  public var description: String { String(cString: strerror(code)) }
}
