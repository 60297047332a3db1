import CCrypto

/// SHA-256, at once with `hash(_:)` or piece by piece.
///
///     var sha = SHA256()
///     while let chunk = try next() { sha.update(chunk) }
///     let digest = sha.finish()
///
/// Unchecked, because the context is a pointer: there is one owner, who alone can reach it, on whatever thread.
public struct SHA256: ~Copyable, @unchecked Sendable {
  /// Freed in `deinit`.
  private let context: OpaquePointer

  public init() {
    // Fails only for want of memory, or when libcrypto was built without SHA-256.
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto has no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  public static func hash(_ bytes: some Collection<UInt8>) -> Digest {
    var sha = SHA256()
    sha.update(bytes)
    return sha.finish()
  }

  /// The digest of the UTF-8 bytes of `text`.
  public static func hash(_ text: String) -> Digest { hash(text.utf8) }

  public mutating func update(_ bytes: some Collection<UInt8>) {
    withContiguousBytes(of: bytes) { update(UnsafeRawBufferPointer($0)) }
  }

  /// For memory that belongs to somebody else; it is only read during the call.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    let isDone = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
    precondition(isDone, "a digest in memory cannot fail")
  }

  public consuming func finish() -> Digest {
    let bytes = [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { buffer, count in
      let isDone = EVP_DigestFinal_ex(context, buffer.baseAddress, nil) == 1
      precondition(isDone, "a digest in memory cannot fail")
      count = Digest.byteCount
    }
    return Digest(bytes: bytes)
  }
}

/// Calls `body` with the bytes in one piece, copying them only when they are not.
func withContiguousBytes<Result>(
  of bytes: some Collection<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
  bytes.withContiguousStorageIfAvailable(body) ?? Array(bytes).withUnsafeBufferPointer(body)
}
