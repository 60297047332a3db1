import Glibc

/// An open file of a store, at its beginning. It stays readable when the store removes it meanwhile.
public final class StoredFile: Sendable {
  public let key: ContentHash
  public let byteCount: Int
  private let file: OpenDescriptor

  /// For reading; closed when this goes.
  public var descriptor: Int32 { file.number }

  init(key: ContentHash, byteCount: Int, file: OpenDescriptor) {
    self.key = key
    self.byteCount = byteCount
    self.file = file
  }

  /// The next bytes, at most `limit`; none at the end. Blocks.
  public func read(upTo limit: Int) throws -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      let size = retrying { Glibc.read(file.number, buffer.baseAddress, limit) }
      count = max(0, size)
      if size < 0 { failure = errno }
    }
    guard failure == 0 else { throw MediaError.store(failure, "reading \(key)") }
    return bytes
  }
}
